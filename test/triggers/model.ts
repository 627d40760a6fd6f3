import type { Rule } from '../../src/triggers/rule.ts';
import type { Books, Bought, Person, Row } from './books.ts';

export const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Something that has happened to somebody: what it is called, when, and where its period began. */
export interface Found {
  customer: string;
  key: string;
  at: number;
  from: number;
}

const counts = ({ minor, back }: Bought) => back === 0 || back < minor;
const inOrder = <One extends { at: number; id: string }>(all: One[]) =>
  [...all].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
/** Hours by which a clock is ahead; neither city has summer time. */
const ahead = ({ zone }: Person) => (zone === 'Asia/Tokyo' ? 9 : 8) * HOUR;

/** Everything that has happened to one person by these books, by loops and nothing else. `root`: who an account has become. */
export function happened(
  { when }: Rule,
  books: Books,
  person: Person,
  until: number,
  root: (id: string) => string,
): Found[] {
  const customer = person.id;
  const own = <One extends { customer: string }>(all: One[]) => all.filter((one) => one.customer === customer);
  const mine = inOrder(own(books.bought).filter(counts));
  const dayOf = (at: number) => Math.floor((at + ahead(person)) / DAY);
  const plain = (key: string, at: number, from = at): Found => ({ customer, key, at, from });
  const each = (name: string, all: Row[]) => all.map(({ id, at }) => plain(`${name}:${id}`, at));
  switch (when.kind) {
    case 'joined':
      return [plain(`joined:${customer}`, person.joined)];
    case 'purchase':
      return each(
        'purchase',
        mine.filter(({ minor, back, categories }) => {
          const big = !when.minimumMinor || minor - back >= when.minimumMinor;
          return big && (!when.category || categories.includes(when.category.toLowerCase()));
        }),
      );
    case 'purchases':
      return nth(
        mine.filter(({ categories }) => !when.category || categories.includes(when.category.toLowerCase())),
        when,
      ).map(({ first, at }) => plain(`purchases:${first.id}`, at, first.at));
    case 'visit': {
      const days = [...new Set(mine.map(({ at }) => dayOf(at)))];
      const first = mine.find(({ at }) => dayOf(at) === days[when.count - 1]);
      return first ? [plain(`visit:${customer}`, first.at)] : [];
    }
    case 'spend': {
      const found: Found[] = [];
      let total = 0;
      for (const one of mine) {
        const before = Math.floor(total / when.amountMinor);
        total += one.minor - one.back;
        const reached = Math.floor(total / when.amountMinor);
        if (reached === before || (!when.every && before > 0)) continue;
        found.push(plain(`spend:${customer}:${when.every ? reached : 1}`, one.at));
      }
      return found;
    }
    case 'points': {
      const found: Found[] = [];
      let balance = 0;
      for (const { id, at, delta, reason } of inOrder(own(books.entries))) {
        if (reason !== 'link' && balance < when.balance && balance + delta >= when.balance)
          found.push(plain(`points:${id}`, at));
        balance += delta;
      }
      return found;
    }
    case 'tier': {
      const all = inOrder(own(books.climbs));
      const climbs = all.filter((one) => one.to > one.from && (!when.tier || one.tier === when.tier));
      return each(
        'tier',
        climbs.filter((one) => {
          const after = all.slice(all.indexOf(one) + 1);
          const before = all.slice(0, all.indexOf(one));
          const again = before.some((was) => was.tier === one.tier && was.to > was.from && was.at > one.at - 365 * DAY);
          return !again && !after.some(({ to }) => to < one.to);
        }),
      );
    }
    case 'coupon-used':
      return own(books.uses)
        .filter(({ undone }) => !undone)
        .map(({ coupon, at }) => plain(`used:${coupon}`, at));
    case 'coupon-expiring':
      return own(books.coupons)
        .filter((one) => one.state === 'issued' && one.until > until && one.at <= one.until - when.days * DAY)
        .map((one) => plain(`expiring:${one.id}`, one.until - when.days * DAY));
    case 'away': {
      const last = mine.filter(({ at }) => at <= until).at(-1);
      if (!last) return [];
      const patience = patienceOf(
        [...new Set(mine.filter(({ at }) => at <= until).map(({ at }) => dayOf(at)))],
        when.own,
      );
      return patience === undefined ? [] : [plain(`away:${last.id}`, last.at + when.times * patience * DAY)];
    }
    case 'birthday':
      return yearly(person, person.born, until).map(({ year, at }) => plain(`birthday:${customer}:${year}`, at));
    case 'anniversary': {
      const joined = new Date(person.joined + ahead(person));
      const day = (joined.getUTCMonth() + 1) * 100 + joined.getUTCDate();
      return yearly(person, day, until)
        .filter(({ year }) => year > joined.getUTCFullYear())
        .map(({ year, at }) => plain(`anniversary:${customer}:${year}`, at));
    }
    case 'rating':
      return each(
        'rating',
        own(books.ratings).filter(({ stars }) => stars <= when.most),
      );
    case 'tag':
      return own(books.tags)
        .filter(({ tag }) => tag === when.tag)
        .map(({ at }) => plain(`tag:${customer}:${at}`, at));
    case 'event':
      return each(
        'event',
        books.events.filter((one) => root(one.customer) === customer && one.name === when.name),
      );
  }
}

/** The n-th within so many days, then none until the days since the first of them are over. */
function nth(all: Bought[], { count, days }: { count: number; days: number }): { first: Bought; at: number }[] {
  const found: { first: Bought; at: number }[] = [];
  let kept: Bought[] = [];
  let closed = Number.NEGATIVE_INFINITY;
  for (const one of all) {
    if (one.at < closed) continue;
    kept = [...kept.filter(({ at }) => at > one.at - days * DAY), one];
    if (kept.length < count) continue;
    found.push({ first: kept[0]!, at: one.at });
    closed = kept[0]!.at + days * DAY;
    kept = [];
  }
  return found;
}

/** Days without a visit after which somebody is missed, by the days on which they came; undefined when nobody knows. */
function patienceOf(days: number[], own: boolean): number | undefined {
  const gaps = days
    .map((day, n) => day - (days[n - 1] ?? day))
    .slice(1)
    .sort((a, b) => a - b);
  const middle = (gaps[(gaps.length - 1) >> 1]! + gaps[gaps.length >> 1]!) / 2;
  if (own) return gaps.length >= 2 && middle >= 7 ? middle : undefined;
  return gaps.length < 2 ? 40 : Math.max(middle, 7);
}

/** Nine in the morning of a day of the year where somebody is, each year up to an instant; the leap day is kept a day early. */
function yearly(person: Person, day: number | null, until: number): { year: number; at: number }[] {
  const found: { year: number; at: number }[] = [];
  if (day === null) return found;
  for (let year = 2000; ; year++) {
    const leap = new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29;
    const kept = day === 229 && !leap ? 228 : day;
    const at = Date.UTC(year, Math.floor(kept / 100) - 1, kept % 100, 9) - ahead(person);
    if (at > until) return found;
    found.push({ year, at });
  }
}
