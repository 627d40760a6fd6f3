import type { Format } from '../format.ts';

/** What an order or a refund says otherwise than the one that is here under its number. */
export type Differs = 'amount' | 'customer' | 'order' | 'lines' | 'time' | 'store' | 'channel';

export const counterRefusals = (f: Format) => ({
  'staff-only': () => `This is for the staff. To use your coupon, show it at the counter: /coupons.`,
  'code-shape': () => `That is not a coupon code. A code has 13 letters and digits, such as 8F2K-7QXA-M3ZD-P.`,
  'code-typo': () =>
    `There is a typing error in this code: its check symbol does not fit. Compare it once more, or scan the QR.`,
  'code-unknown': (facts: { left: number | null }) =>
    `There is no coupon with this code.${facts.left === null ? '' : ` ${facts.left === 1 ? 'One more wrong code' : `${f.number(facts.left)} more wrong codes`} and checking pauses for ten minutes.`} Scan the QR if you can.`,
  'staff-paused': (facts: { until: Date }) =>
    `After five wrong codes, checking pauses for you until ${f.time(facts.until)}. A manager was told.`,
  'coupon-used': (facts: { at: Date; now: Date; store: string | null; staff: string | null }) =>
    `This coupon was used on ${f.dateTime(facts.at, facts.now)}${facts.store ? `, ${facts.store}` : ''}${facts.staff ? `, by ${facts.staff}` : ''}. If that was a mistake, a manager can undo it.`,
  'coupon-expired': (facts: { until: Date; now: Date }) =>
    `This coupon expired on ${f.end(facts.until, facts.now)}. Ask whether the customer has another one.`,
  'coupon-revoked': () => `The shop has withdrawn this coupon. Ask whether the customer has another one.`,
  'coupon-own': () => `This is your own coupon. Another member of staff must redeem it.`,
  'coupon-wrong-store': (facts: { stores: string[] }) =>
    `Not here: this coupon is good at ${f.list(facts.stores, 'or')}.`,
  'coupon-wrong-day': (facts: { weekdays: number[] }) =>
    `Not today: this coupon is good on ${f.weekdays(facts.weekdays)}.`,
  'coupon-wrong-hour': (facts: { from: string; until: string }) =>
    `Not now: this coupon is good from ${facts.from} to ${facts.until}.`,
  'amount-needed': () => `This coupon needs the order amount. Send it after the code, such as /check CODE 158.`,
  'amount-invalid': () => `That is not an amount. Send it again with a number, such as 158 or 158.50.`,
  'minimum-missing': (facts: { minimum: number; order: number; missing: number }) =>
    `It needs an order of ${f.money(facts.minimum)}; this one is ${f.money(facts.order)}. ${f.money(facts.missing)} more to go.`,
  'gift-gone': () => `The gifts of this campaign are all given away. Ask a manager for something as good.`,
  'store-needed': (facts: { stores: string[] }) => ({
    text: `Which store are you in? Choose it once, then it stays.`,
    buttons: facts.stores.map((name) => ({ label: name, says: `/store ${name}` })),
  }),
  'store-unknown': (facts: { stores: string[] }) => `There is no such store. Choose ${f.list(facts.stores, 'or')}.`,
  'store-out-of-scope': (facts: { store: string }) =>
    `You work at ${facts.store} only. An owner can invite you anew for all stores.`,
  'undo-nothing': () =>
    `You have no redemption to take back. For another one, send /undo with its code, or with its number from /today.`,
  'undo-too-late': () =>
    `You can take back your own redemptions for ten minutes. After that a manager can, with a reason.`,
  'undo-not-yours': () =>
    `Somebody else redeemed this. They can take it back within ten minutes, or a manager with a reason.`,
  'undo-unknown': () => `There is no such redemption. Send the coupon's code, or its number from /today.`,
  'undo-done': (facts: { at: Date; now: Date }) =>
    `This was taken back already, on ${f.dateTime(facts.at, facts.now)}.`,
  'undo-reason-needed': (facts: { token: string }) =>
    `A reason is needed. Send it after the command: /undo ${facts.token} and why.`,
  'points-short': (facts: { balance: number; missing: number }) =>
    `There are not enough points: the balance is ${f.number(facts.balance)}, ${f.number(facts.missing)} more are needed.`,
  'customer-unknown': () => `There is no such customer. They join with /start first.`,
  'lines-too-much': (facts: { sum: number; most: number }) =>
    `The lines come to ${f.money(facts.sum)}, more than the whole of ${f.money(facts.most)}. Correct the lines or the amount.`,
  'refund-too-much': (facts: { left: number }) =>
    `Only ${f.money(facts.left)} of this order is left to be given back. Refund that much at most.`,
  'source-reserved': (facts: { source: string }) =>
    `The source ${facts.source} is our own. Name the system that the order is from.`,
  'order-differs': (facts: { what: 'order' | 'refund'; differs: Differs[] }) => {
    const remedy =
      facts.what === 'refund'
        ? `Send this refund under its own number.`
        : `Correct the order with a refund, or send this one under its own number.`;
    const how = f.list(facts.differs.map((one) => DIFFERS[one] ?? one));
    return `This ${facts.what === 'refund' ? 'refund' : 'order'} number is here already, with ${how}; nothing was changed. ${remedy}`;
  },
});

/** What it is that differs. */
export const DIFFERS: Record<Differs, string> = {
  amount: 'a different amount',
  customer: 'a different customer',
  order: 'a different order',
  lines: 'different products',
  time: 'a different time',
  store: 'a different store',
  channel: 'a different channel',
};
