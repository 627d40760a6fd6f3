import type { Rule } from '../../src/triggers/rule.ts';

const DAY = 86_400_000;

/** What a plain reader of a shop's books knows. */
export interface Bought {
  id: string;
  customer: string;
  at: number;
  minor: number;
  back: number;
  category: string | undefined;
}
export interface Books {
  bought: Bought[];
  events: { id: string; customer: string; at: number; name: string }[];
  entries: { id: string; customer: string; at: number; delta: number }[];
}
export interface Found {
  customer: string;
  key: string;
  at: number;
  from: number;
}

const counts = ({ minor, back }: Bought) => back === 0 || back < minor;
const inOrder = <One extends { at: number; id: string }>(all: One[]) =>
  [...all].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
// Taipei has no summer time.
const dayOf = (at: number) => Math.floor((at + 8 * 3_600_000) / DAY);

/** Everything that has happened to one customer by these books, by loops and nothing else. */
export function happened({ when }: Rule, books: Books, customer: string, until: number): Found[] {
  const mine = inOrder(books.bought.filter((one) => one.customer === customer && counts(one)));
  const plain = (key: string, at: number, from = at): Found => ({ customer, key, at, from });
  switch (when.kind) {
    case 'purchase':
      return mine
        .filter(({ minor, back, category }) => {
          const big = !when.minimumMinor || minor - back >= when.minimumMinor;
          return big && (!when.category || category?.toLowerCase() === when.category.toLowerCase());
        })
        .map(({ id, at }) => plain(`purchase:${id}`, at));
    case 'purchases': {
      const found: Found[] = [];
      let kept: Bought[] = [];
      let closed = Number.NEGATIVE_INFINITY;
      for (const one of mine.filter(({ category }) => category?.toLowerCase() === when.category?.toLowerCase())) {
        if (one.at < closed) continue;
        kept = [...kept.filter(({ at }) => at > one.at - when.days * DAY), one];
        if (kept.length < when.count) continue;
        found.push(plain(`purchases:${kept[0]!.id}`, one.at, kept[0]!.at));
        closed = kept[0]!.at + when.days * DAY;
        kept = [];
      }
      return found;
    }
    case 'visit': {
      const days = [...new Set(mine.map(({ at }) => dayOf(at)))].sort((a, b) => a - b);
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
      for (const { id, at, delta } of inOrder(books.entries.filter((one) => one.customer === customer))) {
        if (balance < when.balance && balance + delta >= when.balance) found.push(plain(`points:${id}`, at));
        balance += delta;
      }
      return found;
    }
    case 'event':
      return books.events
        .filter((one) => one.customer === customer && one.name === when.name)
        .map(({ id, at }) => plain(`event:${id}`, at));
    case 'away': {
      const last = mine.filter(({ at }) => at <= until).at(-1);
      if (!last) return [];
      const days = [...new Set(mine.filter(({ at }) => at <= until).map(({ at }) => dayOf(at)))].sort((a, b) => a - b);
      const gaps = days
        .slice(1)
        .map((day, n) => day - days[n]!)
        .sort((a, b) => a - b);
      const middle = (gaps[(gaps.length - 1) >> 1]! + gaps[gaps.length >> 1]!) / 2;
      const patience = gaps.length < 2 ? 40 : Math.max(middle, 7);
      const due = last.at + when.times * patience * DAY;
      return [plain(`away:${last.id}`, due)];
    }
    default:
      throw new Error(`the model does not know ${when.kind}`);
  }
}

/** What a trigger answers at one look, beside what it has answered before: each occurrence once, by its once-rule. */
export function answers(rule: Rule, books: Books, customers: string[], since: number, until: number, had: Found[]) {
  const { when, once } = rule;
  const period = Math.max(when.kind === 'purchases' ? when.days : 0, typeof once === 'object' ? once.days : 0) * DAY;
  const inside = (at: number, from: number) => at >= from && at < from + period;
  return customers.flatMap((customer) => {
    const mine = had.filter((one) => one.customer === customer);
    const fresh = happened(rule, books, customer, until)
      .filter(({ at }) => at >= since && at <= until)
      .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
      .filter(({ at, from }) => period === 0 || !mine.some((one) => inside(at, one.from) || inside(one.at, from)));
    if (once === 'ever')
      return fresh.length > 0 && mine.length === 0 ? [{ ...fresh[0]!, key: `ever:${customer}` }] : [];
    const chosen: Found[] = [];
    for (const one of fresh) {
      const last = chosen.at(-1);
      if (typeof once === 'object' && last && one.at < last.at + once.days * DAY) continue;
      if (!mine.some(({ key }) => key === one.key)) chosen.push(one);
    }
    return chosen;
  });
}
