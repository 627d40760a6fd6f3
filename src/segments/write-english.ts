import { plainAmount } from '../lib/money.ts';
import type { Age, Amount, Birthday, Condition, OneOf } from './rule.ts';
import { inQuotes, isPlain, type Writing } from './writing.ts';

const called: Partial<Record<Condition['field'], string>> = {
  average: 'average order',
  'last-visit': 'last visit',
  'first-visit': 'first visit',
};
const word = (field: Condition['field']) => called[field] ?? field;
const quoted = (name: string) => (isPlain(name) ? name : inQuotes(name, '"', '"'));
const listed = (names: readonly string[]) => (names.length === 1 ? names[0]! : `(${names.join(', ')})`);
const days = (n: number) => `${n} ${n === 1 ? 'day' : 'days'}`;

/** `coffee >= 3 in 60 days and no visit in 21 days and tier in (silver, gold)` */
export function english(currency: string): Writing {
  const oneOf = (one: OneOf) => `${one.field} ${one.in.length > 1 ? 'in ' : ''}${listed(namesOf(one))}`;
  return {
    condition(one) {
      if ('in' in one) return oneOf(one);
      if (one.field === 'birthday') return birthday(one);
      return 'value' in one ? amount(one, currency) : age(one as Age);
    },
    isNot(one) {
      if (one.field === 'tag' || one.field === 'segment') return `not ${oneOf(one)}`;
      return `${one.field} ${one.in.length > 1 ? 'not in' : 'is not'} ${listed(namesOf(one))}`;
    },
    not: (text) => `not (${text})`,
    join: (texts, and) => texts.join(` ${and} `),
    bracketed: (text) => `(${text})`,
  };
}

/** Words of ours need no quotes where they are meant. */
function namesOf({ field, in: names }: OneOf): string[] {
  if (field === 'value' || field === 'behaviour') return names;
  return names.map((name) => (field === 'tier' && name === 'none' ? name : quoted(name)));
}

function amount(one: Amount, currency: string): string {
  const time = 'days' in one && one.days ? ` in ${days(one.days)}` : '';
  const at = 'at' in one && one.at ? ` at ${listed(one.at.map(quoted))}` : '';
  const of = 'of' in one && one.of ? ` of ${listed(one.of.map(quoted))}` : '';
  const last = 'last' in one ? ` of last ${one.last}` : '';
  const what = !('name' in one)
    ? word(one.field)
    : `${one.field === 'bought' ? '' : `${one.field} `}${quoted(one.name)}`;
  if (time && one.op === '=' && one.value === 0 && (one.field === 'visits' || 'name' in one))
    return `no ${one.field === 'visits' ? 'visit' : what}${at}${time}`;
  const money = one.field === 'spend' || one.field === 'average';
  const value = money ? plainAmount(one.value, currency) : one.value;
  return `${what} ${one.op} ${value}${at}${of}${last}${time}`;
}

const age = (one: Age) => `${word(one.field)} ${one.op} ${days(one.days)} ago`;

function birthday(one: Birthday): string {
  if ('month' in one)
    return typeof one.month === 'number' ? `birthday in month ${one.month}` : `birthday ${one.month} month`;
  return one.days === 0 ? 'birthday today' : `birthday in ${days(one.days)}`;
}
