import { readAge, readAmount } from './read-amount.ts';
import { type Extra, type Extras, readExtras } from './read-extras.ts';
import { readLanguages, readNames, readStates } from './read-one-of.ts';
import type { Reader } from './reader.ts';
import { finish, type Reading } from './reading.ts';
import type { Age, Amount, Rule } from './rule.ts';
import { A_TIME } from './tokens.ts';
import { fields, type Meaning, wordsOf } from './vocabulary.ts';

const BARE: Partial<Record<Meaning, Rule>> = {
  active: { field: 'behaviour', in: ['active'] },
  slipping: { field: 'behaviour', in: ['slipping'] },
  lost: { field: 'behaviour', in: ['lost'] },
  'high-value': { field: 'value', in: ['high'] },
  'mid-value': { field: 'value', in: ['mid'] },
  'low-value': { field: 'value', in: ['low'] },
};

const FIELD_WORDS = wordsOf(...fields, 'not', 'no', 'active', 'slipping', 'lost');

/** Reads one condition. What stands around its field may stand before or after it. */
export function readCondition(reader: Reader): Rule {
  const extras: Extras = {};
  readExtras(reader, extras);
  // "Not in segment …", 不屬於客群
  const kept = reader.ahead(1).means === 'segment' && reader.when('in', 'not-in');
  const no = reader.when('no', 'none') !== undefined || (kept && kept.means === 'not-in') || false;
  readExtras(reader, extras);
  const from = reader.place();
  const reading = { reader, extras, no, from };
  const { kind, means } = reader.now();
  if (kind === 'quoted' || (kind === 'word' && !means)) return bought(reading);
  const bare = means && BARE[means];
  if (bare) {
    reader.take();
    return finish(reading, bare, []);
  }
  const read = fields.includes(means as (typeof fields)[number]) && readers[means as keyof typeof readers];
  if (!read) reader.fail(kind === 'unclosed' ? 'quote' : 'condition', FIELD_WORDS);
  reader.take();
  return read(reading);
}

const amount =
  (field: Amount['field'], ...used: Extra[]) =>
  (reading: Reading) =>
    readAmount(reading, field, used);
const age = (field: Age['field']) => (reading: Reading) => readAge(reading, field);

const readers: Record<(typeof fields)[number], (reading: Reading) => Rule> = {
  visits: amount('visits', 'days', 'at'),
  spend: amount('spend', 'days', 'at'),
  average: amount('average', 'days', 'at'),
  claimed: amount('claimed', 'days', 'of'),
  used: amount('used', 'days', 'of'),
  unused: amount('unused', 'last'),
  points: amount('points'),
  rating: amount('rating', 'days'),
  product: amount('product', 'days'),
  category: amount('category', 'days'),
  'last-visit': age('last-visit'),
  'first-visit': age('first-visit'),
  joined: age('joined'),
  value: (reading) => readStates(reading, 'value'),
  behaviour: (reading) => readStates(reading, 'behaviour'),
  tier: (reading) => readNames(reading, 'tier'),
  store: (reading) => readNames(reading, 'store'),
  city: (reading) => readNames(reading, 'city'),
  tag: (reading) => readNames(reading, 'tag'),
  language: readLanguages,
  channel: (reading) => readNames(reading, 'channel'),
  segment: (reading) => readNames(reading, 'segment'),
  birthday,
};

const SAYS = new Set<Meaning>(['is', 'is-not', 'in', 'not-in']);

/** A product or category by its name alone; a word that nothing follows as it follows a name was meant otherwise. */
function bought(reading: Reading): Rule {
  const { reader, from } = reading;
  const { kind, text } = reader.now();
  if (kind === 'word' && A_TIME.test(text)) reader.fail('days');
  const after = reader.ahead(1);
  const timed = after.means === 'in' && (reader.ahead(2).kind === 'number' || reader.ahead(2).means === 'last');
  const goes =
    ['op', 'end', 'close', 'comma', 'number'].includes(after.kind) || (after.means && !SAYS.has(after.means));
  if (kind === 'word' && !goes && !timed) reader.fail('condition', FIELD_WORDS, from);
  return readAmount(reading, 'bought', ['days']);
}

function birthday(reading: Reading): Rule {
  const { reader, extras } = reading;
  reader.when('is');
  readExtras(reader, extras);
  const { days, month } = extras;
  if (month !== undefined && days === undefined) return finish(reading, { field: 'birthday', month }, ['month']);
  if (days === undefined || days > 366) return reader.fail('birthday', wordsOf('in', 'this-month', 'next-month'));
  return finish(reading, { field: 'birthday', days }, ['days']);
}
