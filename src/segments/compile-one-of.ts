import { behaviourSql } from '../customers/behaviour.ts';
import { valueSql } from '../customers/value.ts';
import { anyCase, daysAgo } from './amounts.ts';
import { birthdaysOf } from './birthdays.ts';
import type { Compiling } from './compiled.ts';
import type { Age, Birthday, OneOf } from './rule.ts';

/** One of some names; who has none of the kind is in no list of them. */
export function compileOneOf(one: OneOf, not: boolean, at: Compiling): string {
  const { field } = one;
  const names: string[] = one.in;
  switch (field) {
    case 'value':
      return `(${names.map((name) => valueSql('s', name as 'high')).join(' or ')})${not ? ' is not true' : ''}`;
    case 'behaviour':
      return negated(`${behaviourSql('s', at.put(at.now, 'timestamptz'))} = any(${at.put(names, 'text[]')})`, not);
    case 'tier': {
      const has = `s.tier = any(${at.put(
        names.map((name) => name.toLowerCase()),
        'text[]',
      )})`;
      return negated(names.includes(NO_TIER) ? `s.tier is null or ${has}` : has, not);
    }
    case 'store':
    case 'city': {
      const column = field === 'store' ? 'name' : 'city';
      return negated(
        `s.store_id in (select t.id from store t where lower(t.${column}) in (${anyCase(at, names)}))`,
        not,
      );
    }
    case 'language':
      return negated(`c.language in (${anyCase(at, names)})`, not);
    case 'tag':
      return exists(`customer_tag x where lower(x.tag) in (${anyCase(at, names)})`, not);
    case 'channel':
      return exists(`identity x where x.reachable and x.channel in (${anyCase(at, names)})`, not);
    case 'segment':
      return exists(
        `list_people x join segment g on g.id = x.segment_id and g.retired_at is null where lower(g.name) in (${anyCase(at, names)})`,
        not,
      );
  }
}

/** What is written for those without a tier. */
export const NO_TIER = 'none';

const negated = (sql: string, not: boolean) => (not ? `(${sql}) is not true` : `(${sql})`);
const exists = (from: string, not: boolean) =>
  `${not ? 'not ' : ''}exists (select from ${from} and x.customer_id = c.id)`;

const instants = { 'last-visit': 's.last_at', 'first-visit': 's.first_at', joined: 'c.joined_at' };
// More than 21 days ago is before the instant 21 days ago.
const turned = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' };

/** What never was is neither long nor short ago. */
export function compileAge({ field, op, days }: Age, not: boolean, at: Compiling): string {
  return negated(`${instants[field]} ${turned[op]} ${daysAgo(at, days)}`, not);
}

export function compileBirthday(one: Birthday, not: boolean, at: Compiling): string {
  return negated(`c.birth_mmdd = any(${at.put(birthdaysOf(one, at.now, at.zone), 'smallint[]')})`, not);
}
