import type { Format } from '../format.ts';

const states: Record<string, string> = {
  high: 'high value',
  mid: 'middle value',
  low: 'low value',
  active: 'active',
  slipping: 'slipping away',
  lost: 'lost',
};

const inDays = (f: Format, days: number | null) =>
  days === null ? '' : ` in ${days === 1 ? '1 day' : `${f.number(days)} days`}`;
const ago = (f: Format, days: number) =>
  days === 0 ? 'today' : days === 1 ? 'yesterday' : `${f.number(days)} days ago`;
const named = (f: Format, names: string[]) => (names.length > 0 ? ` (${f.list(names, 'or')})` : '');

/** Why somebody is in a segment; times in days, null for ever. */
export const reasons = (f: Format) => ({
  visits: (n: number, days: number | null, stores: string[]) =>
    `${n === 0 ? 'no visit' : n === 1 ? '1 visit' : `${f.number(n)} visits`}${stores.length > 0 ? ` at ${f.list(stores, 'or')}` : ''}${inDays(f, days)}`,
  never: () => `never came`,
  lastVisit: (days: number) => `last visit ${ago(f, days)}`,
  firstVisit: (days: number) => `first visit ${ago(f, days)}`,
  joined: (days: number) => `joined ${ago(f, days)}`,
  spend: (minor: number, days: number | null, stores: string[]) =>
    `${f.money(minor)} spent${stores.length > 0 ? ` at ${f.list(stores, 'or')}` : ''}${inDays(f, days)}`,
  average: (minor: number, days: number | null) => `${f.money(minor)} per order${inDays(f, days)}`,
  bought: (name: string, n: number, days: number | null) =>
    `${n === 0 ? `no ${name}` : `${f.number(n)} × ${name}`}${inDays(f, days)}`,
  claimed: (n: number, days: number | null, refs: string[]) =>
    `${n === 1 ? '1 coupon' : `${f.number(n)} coupons`} claimed${named(f, refs)}${inDays(f, days)}`,
  used: (n: number, days: number | null, refs: string[]) =>
    `${n === 1 ? '1 coupon' : `${f.number(n)} coupons`} used${named(f, refs)}${inDays(f, days)}`,
  unused: (n: number, last: number) => `${f.number(n)} of the last ${f.number(last)} coupons unused`,
  points: (n: number) => `${n === 1 ? '1 point' : `${f.number(n)} points`}`,
  rating: (stars: number) => `last rating ${f.number(stars)} ${stars === 1 ? 'star' : 'stars'}`,
  noRating: () => `no rating`,
  noOrder: () => `no order`,
  state: (is: string): string => states[is] ?? is,
  tier: (name: string) => `${name}`,
  noTier: () => `no tier`,
  store: (name: string) => `mostly at ${name}`,
  noStore: () => `no usual store`,
  city: (name: string) => `in ${name}`,
  noCity: () => `no city known`,
  tag: (tags: string[]) => `tag ${f.list(tags)}`,
  noTag: (tags: string[]) => `no tag ${f.list(tags, 'or')}`,
  language: (name: string) => `reads ${name}`,
  channel: (names: string[]) => `on ${f.list(names)}`,
  noChannel: (names: string[]) => `not on ${f.list(names, 'or')}`,
  list: (names: string[]) => `on the list ${f.list(names)}`,
  noList: (names: string[]) => `not on the list ${f.list(names, 'or')}`,
  birthday: (at: Date, now: Date) => `birthday on ${f.date(at, now, 'UTC')}`,
  noBirthday: () => `no birthday known`,
});
