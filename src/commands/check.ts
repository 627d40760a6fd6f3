import { sayGoods } from '../campaigns/goods.ts';
import { inLanguage, type Terms } from '../campaigns/terms.ts';
import type { Button, Message } from '../chat/channel.ts';
import { type Checked, checkCoupon } from '../coupons/check.ts';
import type { Condition } from '../coupons/check-conditions.ts';
import type { AtCounter } from '../coupons/look-at-counter.ts';
import { noteNo } from '../coupons/note-no.ts';
import { wallTime } from '../lib/dates.ts';
import { plainAmount } from '../lib/money.ts';
import { may } from '../staff/actor.ts';
import type { Words } from '../words/index.ts';
import type { Command, Said } from './command.ts';
import { readAtCounter } from './paper-args.ts';
import { plainNo } from './plain-no.ts';
import { staffOnly } from './staff-only.ts';

/** `/check CODE [amount]`: shows a coupon with each of its conditions, and what is left to tap. */
export const check: Command = {
  name: 'check',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, t } = said;
    const args = await readAtCounter(tx, said.args);
    if (!args) {
      said.ask('/check');
      return { text: t.counter.askCode() };
    }
    const checked = await checkCoupon(tx, by, { ...args.named, amountMinor: args.amountMinor });
    await noteNo(tx, checked);
    return card(said, checked, args.amountMinor);
  },
};

function card(said: Said, checked: Checked, order: number | undefined): Message {
  const { tx, t, person } = said;
  const { coupon, discountMinor } = checked;
  const { terms } = coupon;
  const token = tx.shop.codes.tokenOf(coupon.couponId);
  if (redeemable(checked) && order === undefined) said.ask(`/check ${token}`);
  const lines = [
    t.counter.forWhom(value(t, terms, person.language, tx.shop.language), checked.holder),
    ...sayGoods(t, terms, person.language, tx.shop.language).map((goods) => `• ${goods}`),
    ...checked.conditions.map((condition) => line(said, checked, condition, order)),
    checked.ok && order !== undefined && discountMinor ? t.counter.sum(order, discountMinor) : '',
    checked.ok && order === undefined ? t.counter.mayAmount() : '',
  ];
  return {
    title: inLanguage(terms.name, person.language, tx.shop.language),
    text: lines.filter(Boolean).join('\n'),
    buttons: buttons(said, checked, token, order),
  };
}

function buttons({ t, tx, person }: Said, checked: Checked, token: string, order: number | undefined): Button[] {
  const { ok, coupon, conditions } = checked;
  const cancel = { label: t.chat.cancel(), says: '/cancel' };
  if (ok) {
    const amount = order === undefined ? '' : ` ${plainAmount(order, tx.shop.currency)}`;
    return [{ label: t.counter.redeem(), says: `/redeem ${token}${amount}` }, cancel];
  }
  if (coupon.redemptionId && may({ kind: 'staff', staff: person.staff! }, 'undo-any')) {
    const undo = `/undo ${tx.shop.codes.tokenOf(coupon.redemptionId)}`;
    return [{ label: t.counter.undo(), says: undo }];
  }
  const store = conditions.find(({ refusal }) => refusal?.code === 'store-needed')?.refusal;
  return store ? (plainNo(t, store).buttons ?? []) : checked.amountNeeded && redeemable(checked) ? [cancel] : [];
}

/** True when nothing fails but an amount that was not said yet. */
function redeemable({ conditions, amountNeeded }: Checked): boolean {
  return conditions.every(({ ok, name }) => ok || (name === 'minimum' && amountNeeded));
}

/** What a coupon gives, in a few words. */
export function value(t: Words, terms: Terms, language: string, brand: string): string {
  if (terms.kind === 'amount') return t.coupons.amount(terms.amountMinor!);
  if (terms.kind === 'percent') return t.coupons.percent(terms.percentBasisPoints!, terms.capMinor);
  if (terms.kind === 'points') return t.coupons.givesPoints(terms.points!);
  return t.coupons.gift(inLanguage(terms.gift, language, brand));
}

function line({ t, tx }: Said, checked: Checked, { name, ok, refusal }: Condition, order: number | undefined): string {
  if (refusal?.code === 'amount-needed') {
    if (!redeemable(checked)) return '';
    const { minimumMinor } = checked.coupon.terms;
    return `✗ ${minimumMinor ? t.counter.askMinimum(t.coupons.minimum(minimumMinor)) : t.counter.askAmount()}`;
  }
  if (!ok) return `✗ ${plainNo(t, refusal!).text}`;
  const { coupon, store } = checked;
  const { terms } = coupon;
  const good = {
    state: () => t.counter.good.state(),
    expiry: () => until(t, coupon, tx.now),
    own: () => '',
    store: () => t.counter.good.store(store?.name ?? ''),
    weekday: () => t.counter.good.weekday(),
    hours: () => t.counter.good.hours(terms.hours!.from, terms.hours!.until),
    minimum: () =>
      terms.minimumMinor
        ? t.counter.good.minimum(terms.minimumMinor)
        : order === undefined
          ? ''
          : t.counter.good.amount(),
    gift: () => t.counter.good.gift(coupon.giftsLeft ?? 0),
  }[name]();
  return `✓ ${good}`;
}

/** A time that ends at midnight is spoken of as the day before: through that day. */
function until(t: Words, { validUntil, campaignZone }: AtCounter, now: Date): string {
  const midnight = wallTime(validUntil, campaignZone) === '00:00';
  return (midnight ? t.coupons.validThrough : t.coupons.validUntil)(validUntil, now, campaignZone);
}
