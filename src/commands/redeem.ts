import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { checkCoupon } from '../coupons/check.ts';
import { COUNTER_NOES, noteNo } from '../coupons/note-no.ts';
import { type Redeemed, redeemCoupon } from '../coupons/redeem.ts';
import { Refusal } from '../refusal.ts';
import type { Shop } from '../shop.ts';
import type { Actor } from '../staff/actor.ts';
import type { Command } from './command.ts';
import type { CounterArgs } from './counter-args.ts';
import { readAtCounter } from './paper-args.ts';
import { staffOnly } from './staff-only.ts';

/** `/redeem CODE [amount]`: redeems at once. */
export const redeem: Command = {
  name: 'redeem',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, t } = said;
    const args = await readAtCounter(tx, said.args);
    if (!args) {
      said.ask('/redeem');
      return { text: t.counter.askCode() };
    }
    try {
      const { named, amountMinor } = args;
      const redeemed = await redeemCoupon(tx, by, { ...named, amountMinor, method: 'chat' });
      return redeemedMessage(tx.shop, said.person.language, redeemed);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code !== 'amount-needed') throw remembered(error, by, args);
      // Nothing was written before this refusal: the amount is all that is missing.
      // What is asked is kept, and no code may lie in the database.
      const { coupon } = await checkCoupon(tx, by, args.named);
      said.ask(`/redeem ${tx.shop.codes.tokenOf(coupon.couponId)}`);
      return { text: t.counter.askAmount(), buttons: [{ label: t.chat.cancel(), says: '/cancel' }] };
    }
  },
};

/** The no, which is noted when the command is undone; a code that is nobody's is noted elsewhere. */
function remembered(no: Refusal, by: Actor, { named, amountMinor }: CounterArgs): Refusal {
  if (!no.remember && COUNTER_NOES.includes(no.code))
    no.remember = async (tx) => noteNo(tx, await checkCoupon(tx, by, { ...named, amountMinor }));
  return no;
}

/** What staff are told of a redemption, and how it is taken back. */
export function redeemedMessage(shop: Shop, language: string, redeemed: Redeemed): Message {
  const t = shop.words(language);
  const { terms } = redeemed.coupon;
  const name = inLanguage(terms.name, language, shop.language);
  const gift = redeemed.gift && inLanguage(terms.gift, language, shop.language);
  const { orderMinor: order, store, ...gave } = redeemed;
  const sentence = t.counter.done({ ...gave, name, order, gift, store: store?.name ?? null });
  return {
    title: name,
    text: gift ? `${sentence}\n${t.counter.handOver(gift)}` : sentence,
    buttons: [{ label: t.counter.undo(), says: `/undo ${shop.codes.tokenOf(redeemed.redemptionId)}` }],
  };
}
