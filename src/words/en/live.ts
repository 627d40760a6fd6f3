import type { Format } from '../format.ts';

/** What happened, as it is told to staff who watch; the customer is a first letter and stars. */
interface Told {
  customer: string;
  name: string | null;
  channel: string | null;
  store: string | null;
  orderMinor: number | null;
  discountMinor: number | null;
  /** Drawn. */
  stars: string | null;
}

export const live = (f: Format) => ({
  claim: (one: Told) => `${one.customer} claimed ${called(one)}${one.channel ? ` on ${one.channel}` : ''}`,
  redemption: (one: Told) =>
    [
      `${one.customer} used ${called(one)}${at(one)}`,
      one.orderMinor === null ? '' : `order of ${f.money(one.orderMinor)}`,
      one.discountMinor ? `${f.money(one.discountMinor)} off` : '',
    ]
      .filter(Boolean)
      .join(', '),
  undo: (one: Told) => `Taken back: ${called(one)} of ${one.customer}${at(one)}`,
  rating: (one: Told) => `${one.customer} gave ${one.stars}${one.name === null ? '' : ` for ${called(one)}`}${at(one)}`,
  time: (when: Date, zone: string) => f.time(when, zone),
  dateTime: (when: Date, now: Date, zone: string) => f.dateTime(when, now, zone),
});

const called = ({ name }: Told) => (name === null ? 'a coupon' : `“${name}”`);
const at = ({ store }: Told) => (store === null ? '' : ` at ${store}`);
