import type { Format } from '../format.ts';

interface Told {
  purchases: number;
  soldMinor: number;
  redemptions: number;
  discountMinor: number;
  orderMinor: number;
  joined: number | null;
}

/** What yesterday was like. */
export const summary = (f: Format) => ({
  title: (store: string | null, weekday: number, at: Date, now: Date, zone: string) =>
    `${f.weekdays([weekday])} ${f.date(at, now, zone)}${store === null ? '' : ` at ${store}`}`,
  nothing: () => `Nothing happened on that day.`,
  nothingYet: () => `Nothing has happened today yet.`,
  sold: (facts: Pick<Told, 'purchases' | 'soldMinor'>) => `Sold: ${sold(f, facts)}`,
  claims: (count: number) => `Claimed: ${f.number(count)}`,
  redeemed: (facts: Told) => `Redeemed: ${redeemed(f, facts)}`,
  undos: (count: number) => `Taken back: ${f.number(count)}`,
  points: (count: number) => `Points given: ${f.number(count)}`,
  joined: (count: number) => `New members: ${f.number(count)}`,
  ratings: (count: number, average: number) =>
    `${f.number(count)} ${count === 1 ? 'rating' : 'ratings'}: ${f.number(average)} of 5 stars`,
  open: (count: number) => `Waiting for an answer: ${f.number(count)}`,
  before: (weekday: number, facts: Told, clock: string | null) =>
    `The ${f.weekdays([weekday])} before${clock === null ? '' : `, until ${clock}`}: ${facts.purchases > 0 ? `sold ${sold(f, facts)}; ` : ''}redeemed ${redeemed(f, facts)}${facts.joined === null ? '' : `; new members ${f.number(facts.joined)}`}`,
  tickets: () => `Open tickets`,
  turnOff: () => `No more of these`,
  turnOn: () => `Each morning`,
  isOff: () => `Done: no summary in the morning any more. /summary still shows it, and /summary on brings it back.`,
  isOn: () => `You get the summary each morning from now on.`,
});

function redeemed(f: Format, { redemptions, discountMinor, orderMinor }: Told): string {
  return [
    f.number(redemptions),
    orderMinor > 0 ? `orders of ${f.money(orderMinor)}` : '',
    discountMinor > 0 ? `${f.money(discountMinor)} off` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** Orders, and what they brought; the reports count them the same way. */
function sold(f: Format, { purchases, soldMinor }: Pick<Told, 'purchases' | 'soldMinor'>): string {
  return purchases === 0
    ? 'nothing'
    : `${f.money(soldMinor)} (${f.number(purchases)} ${purchases === 1 ? 'order' : 'orders'})`;
}
