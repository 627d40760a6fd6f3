import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { checkCoupon } from '../coupons/check.ts';
import { type Redeemed, redeemCoupon } from '../coupons/redeem.ts';
import { Refusal } from '../refusal.ts';
import type { Command, Said } from './command.ts';
import { readCounterArgs } from './counter-args.ts';
import { staffOnly } from './staff-only.ts';

/** `/redeem CODE [amount]`: redeems at once. */
export const redeem: Command = {
  name: 'redeem',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, t } = said;
    const args = readCounterArgs(said.args, tx.shop.currency);
    if (!args) {
      said.ask('/redeem');
      return { text: t.counter.askCode() };
    }
    try {
      const { named, amountMinor } = args;
      return done(said, await redeemCoupon(tx, by, { ...named, amountMinor, method: 'chat' }));
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'amount-needed') throw error;
      // Nothing was written before this refusal: the amount is all that is missing.
      // What is asked is kept, and no code may lie in the database.
      const { coupon } = await checkCoupon(tx, by, args.named);
      said.ask(`/redeem ${tx.shop.codes.tokenOf(coupon.couponId)}`);
      return { text: t.counter.askAmount(), buttons: [{ label: t.chat.cancel(), says: '/cancel' }] };
    }
  },
};

function done({ tx, t, person }: Said, redeemed: Redeemed): Message {
  const { terms } = redeemed.coupon;
  const name = inLanguage(terms.name, person.language, tx.shop.language);
  const gift = redeemed.gift && inLanguage(terms.gift, person.language, tx.shop.language);
  const { orderMinor: order, store, ...gave } = redeemed;
  const sentence = t.counter.done({ ...gave, name, order, gift, store: store?.name ?? null });
  return {
    title: name,
    text: gift ? `${sentence}\n${t.counter.handOver(gift)}` : sentence,
    buttons: [{ label: t.counter.undo(), says: `/undo ${tx.shop.codes.tokenOf(redeemed.redemptionId)}` }],
  };
}
