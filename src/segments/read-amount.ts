import { readAmount as readMoney } from '../lib/money.ts';
import type { Expected } from '../words/en/segment-rules.ts';
import { type Extra, readExtras } from './read-extras.ts';
import { finish, type Reading } from './reading.ts';
import type { Age, Amount, Op, Rule } from './rule.ts';
import { MOST_DAYS, ops } from './rule.ts';
import { fields, wordsOf } from './vocabulary.ts';

const MONEY = new Set(['spend', 'average']);
const NAMED = new Set(['bought', 'product', 'category']);
/** Of which a time alone says "at least one": `coffee in 30 days`. */
const COUNTED = new Set(['visits', 'claimed', 'used', 'bought', 'product', 'category']);

/** `visits >= 3 in 60 days`, `no visit in 21 days`, `claimed LATTE in 30 days`. */
export function readAmount(reading: Reading, field: Amount['field'], used: readonly Extra[]): Rule {
  const { reader, extras, no } = reading;
  const what: Record<string, unknown> = { field };
  if (NAMED.has(field)) what.name = reader.name();
  else if (used.includes('of') && isName(reading)) extras.of = reader.names();
  readExtras(reader, extras);
  const compared = no ? undefined : comparison(reading, field);
  if (compared) {
    Object.assign(what, compared);
    readExtras(reader, extras);
  } else if (COUNTED.has(field) && (no || extras.days || extras.at || extras.of)) {
    Object.assign(what, no ? { op: '=', value: 0 } : { op: '>=', value: 1 });
  } else if (no && field === 'rating') Object.assign(what, { op: '>=', value: 1 });
  else if (no && field === 'points') Object.assign(what, { op: '=', value: 0 });
  else comparisonMissing(reading, field);
  if (field === 'unused' && !extras.last) reader.fail('last');
  if (extras.days === 0) reader.fail('days', [], extras.from);
  for (const name of used) if (extras[name] !== undefined) what[name] = extras[name];
  return finish({ ...reading, no: no && field === 'rating' }, what as Amount, used);
}

/** A name right after `claimed`, unless it is a word that goes on. */
function isName({ reader }: Reading): boolean {
  const { kind, means } = reader.now();
  if (kind === 'open') return true;
  return kind === 'quoted' || (kind === 'word' && !means);
}

/** `>= 3`, `at least 3 times`, `3 or more`, 3 次以上. */
function comparison(reading: Reading, field: Amount['field']): { op: Op; value: number } | undefined {
  const { reader } = reading;
  const before = reader.place();
  const op = operator(reading);
  if (!op && reader.now().kind !== 'number') return undefined;
  const value = number(reading, field);
  while (reader.when('noise', 'pieces'));
  if (op) return { op, value };
  const after = reader.when('or-more', 'or-less');
  if (after) return { op: after.means === 'or-more' ? '>=' : '<=', value };
  reader.back(before);
  return undefined;
}

function operator({ reader }: Reading): Op | undefined {
  const { means } = reader.now();
  if (!means || !(ops as readonly string[]).includes(means)) return undefined;
  reader.take();
  return means as Op;
}

function number({ reader }: Reading, field: Amount['field']): number {
  const expected: Expected = field === 'rating' ? 'rating' : 'number';
  if (!MONEY.has(field)) {
    const from = reader.place();
    const value = reader.whole(expected, field === 'rating' ? 5 : field === 'unused' ? 50 : 1e12);
    if (field === 'rating' && value === 0) reader.fail(expected, [], from);
    return value;
  }
  const { kind, text, digits } = reader.now();
  const minor = kind === 'number' ? readMoney(digits ?? text, reader.currency) : undefined;
  if (minor === undefined) return reader.fail('amount');
  reader.take();
  return minor;
}

/** A field that was mistyped before "is" runs together with what follows, and is taken for a name: 等及是金卡. */
const BEFORE_IS = /^(\p{Script=Han}{2,5}?)不?(?:是|屬於|属于)/u;

/** Where no comparison follows, the name itself may have been mistyped. */
function comparisonMissing({ reader, from }: Reading, field: Amount['field']): never {
  const known = wordsOf(...fields, 'active', 'slipping', 'lost');
  if (field === 'bought') {
    const letters = BEFORE_IS.exec(reader.ahead(from - reader.place()).text)?.[1]?.length;
    if (reader.nearest(known, from, letters)) return reader.fail('condition', known, from, letters);
  }
  return reader.fail('comparison', wordsOf(...ops));
}

/** `last visit > 30 days ago`, `joined in 30 days`. */
export function readAge(reading: Reading, field: Age['field']): Rule {
  const { reader, extras } = reading;
  reader.when('is');
  readExtras(reader, extras);
  if (extras.days) return finish(reading, { field, op: '<=', days: extras.days }, ['days']);
  const op = operator(reading);
  if (!op || op === '=' || op === '!=') return reader.fail('ago', wordsOf('>', '<', '>=', '<='));
  const from = reader.place();
  const amount = reader.whole('ago', MOST_DAYS);
  const unit = reader.when('days', 'weeks', 'months', 'years', 'month', 'days-ago');
  if (!unit) return reader.fail('ago', wordsOf('days', 'weeks', 'months'));
  const days = reader.days(unit.means!, amount, from);
  reader.when('ago');
  return finish(reading, { field, op, days }, []);
}
