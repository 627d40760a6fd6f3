import type { Rule } from '../../src/triggers/rule.ts';
import { type Books, rootsOf } from './books.ts';
import { DAY, type Found, happened } from './model.ts';

const MINUTE = 60_000;

/** What a trigger has made of one occurrence. */
export interface Entry extends Found {
  state: 'waiting' | 'done' | 'taken-back' | 'had';
}

/** A trigger as the model keeps it. */
export interface Plain {
  name: string;
  rule: Rule;
  entries: Entry[];
  lookedAt: number;
}

/** Accounts are called by who they have become. */
export const named = (key: string, root: (id: string) => string) =>
  key.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => root(id));

/** One look of one trigger and what is due then, at one instant: who gets it, who had it, from whom it was taken back. */
export function answer(plain: Plain, books: Books, since: number, now: number): void {
  const root = rootsOf(books);
  find(plain, books, Math.max(since, plain.lookedAt - 30 * DAY), now, root);
  plain.lookedAt = now;
  const due = plain.entries.filter(
    (one) => one.state === 'waiting' && one.at + plain.rule.delayMinutes * MINUTE <= now,
  );
  for (const one of due.sort((a, b) => a.at - b.at)) act(plain, books, one, now, root);
}

function find({ rule, entries }: Plain, books: Books, since: number, now: number, root: (id: string) => string): void {
  const { when, once } = rule;
  const period = Math.max(when.kind === 'purchases' ? when.days : 0, typeof once === 'object' ? once.days : 0) * DAY;
  const inside = (at: number, from: number) => at >= from && at < from + period;
  for (const person of books.people.filter(({ into }) => into === null)) {
    const had = entries.filter((one) => root(one.customer) === person.id && one.state !== 'taken-back');
    const known = new Set(had.map(({ key }) => named(key, root)));
    const fresh = happened(rule, books, person, now, root)
      .filter(({ at }) => at >= since && at <= now)
      .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
      .filter(({ at, from }) => period === 0 || !had.some((one) => inside(at, one.from) || inside(one.at, from)));
    const chosen: Found[] = [];
    for (const one of fresh) {
      const last = chosen.at(-1);
      if (once === 'ever' && last) break;
      if (typeof once === 'object' && last && one.at < last.at + once.days * DAY) continue;
      const key = once === 'ever' ? `ever:${person.id}` : one.key;
      chosen.push({ ...one, key });
    }
    for (const one of chosen) {
      if (known.has(one.key)) continue;
      const before = entries.find(({ key }) => key === one.key);
      if (before) Object.assign(before, one, { state: 'waiting' });
      else entries.push({ ...one, state: 'waiting' });
    }
  }
}

/** Accounts go by another history once they are linked: of what goes by a whole history nothing is taken back then. */
const steady = ['purchase', 'coupon-used', 'coupon-expiring', 'rating', 'event', 'away'];
const DAYS_OF_CALENDAR = ['birthday', 'anniversary'];

function act({ rule, entries }: Plain, books: Books, one: Entry, now: number, root: (id: string) => string): void {
  const { when, once } = rule;
  const person = books.people.find(({ id }) => id === root(one.customer))!;
  const linked = person.id !== one.customer;
  const certain = DAYS_OF_CALENDAR.includes(when.kind) || (linked && !steady.includes(when.kind));
  const still = happened(rule, books, person, now, root);
  if (!certain && !still.some(({ key }) => once === 'ever' || key === one.key)) {
    one.state = 'taken-back';
    return;
  }
  const others = entries.filter(
    (other) => other !== one && other.state === 'done' && root(other.customer) === person.id,
  );
  const days = typeof once === 'object' ? once.days : 36_500;
  const had = once !== 'occurrence' && others.some(({ at }) => Math.abs(at - one.at) < days * DAY);
  // One birthday a year, whatever account it was found for.
  const year = one.key.slice(one.key.lastIndexOf(':'));
  const wished =
    when.kind === 'birthday' && others.some(({ customer, key }) => customer === one.customer && key.endsWith(year));
  one.state = had || wished ? 'had' : 'done';
  const { tag } = rule.give;
  if (one.state !== 'done' || !tag || books.tags.some((known) => known.customer === person.id && known.tag === tag))
    return;
  books.tags.push({ customer: person.id, tag, at: now });
}
