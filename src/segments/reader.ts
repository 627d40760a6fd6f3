import { Refusal } from '../refusal.ts';
import type { Expected } from '../words/en/segment-rules.ts';
import { near } from './near.ts';
import { MOST_DAYS, MOST_NAMES } from './rule.ts';
import { EITHER, type Token, tokensOf } from './tokens.ts';
import type { Meaning } from './vocabulary.ts';

/** Goes through the words of a rule, and says where it cannot go on. */
export interface Reader {
  readonly currency: string;
  now(): Token;
  /** The word so many further on. */
  ahead(by: number): Token;
  take(): Token;
  /** Takes the word when it means one of these. */
  when(...meanings: Meaning[]): Token | undefined;
  sign(kind: Token['kind']): Token | undefined;
  place(): number;
  back(to: number): void;
  /** A name: quoted, or a word. */
  name(): string;
  /** `a`, `a|b`, `(a, b)`. */
  names(): string[];
  /** A whole number from 0 to `most`. */
  whole(expected: Expected, most: number): number;
  /** Days of a number, which stands at `from`, and its unit; a month is 30. */
  days(unit: Meaning, amount: number, from: number): number;
  /** The nearest of the words that we know to one that was typed, or to its first letters. */
  nearest(known: readonly string[], at: number, letters?: number): string | null;
  /** Refuses the rule at a word, or at its first letters, with the nearest of the words that we know. */
  fail(expected: Expected, known?: readonly string[], at?: number, letters?: number): never;
}

const UNIT_DAYS: Partial<Record<Meaning, number>> = {
  ...{ days: 1, weeks: 7, months: 30, month: 30, 'days-ago': 1 },
  ...{ 'within-days': 1, 'within-weeks': 7, 'within-months': 30 },
  // As many as the figures of a year count.
  ...{ years: 365, 'within-years': 365 },
};
const STRUCTURE = new Set<Meaning>(['and', 'or', 'not', 'no', 'in', 'not-in', 'is', 'is-not', 'of', 'at']);

export function openReader(text: string, currency: string): Reader {
  const tokens = tokensOf(text);
  let at = 0;
  const token = (place: number) => tokens[Math.min(place, tokens.length - 1)]!;
  /** A name, or several: 台北或新北 unless it stands in quotes. */
  const eitherOf = (): string[] => {
    const { kind } = token(at);
    const name = reader.name();
    const names = kind === 'word' ? name.split(EITHER) : [name];
    return names.every(Boolean) ? names : reader.fail('name', [], at - 1);
  };
  const reader: Reader = {
    currency,
    now: () => token(at),
    ahead: (by) => token(at + by),
    take: () => token(at++),
    when: (...meanings) => (token(at).means && meanings.includes(token(at).means!) ? token(at++) : undefined),
    sign: (kind) => (token(at).kind === kind ? token(at++) : undefined),
    place: () => at,
    back(to) {
      at = to;
    },
    name() {
      const { kind, text: said, means } = token(at);
      if (kind === 'unclosed') reader.fail('quote');
      const word = kind === 'number' || (kind === 'word' && !(means && STRUCTURE.has(means)));
      if (kind !== 'quoted' && !word) reader.fail('name');
      const name = said.trim();
      if (!name || name.length > 200 || /[\p{Cc}\p{Cs}]/u.test(name)) reader.fail('name');
      at++;
      return name;
    },
    names() {
      const closed = reader.sign('open');
      const names = eitherOf();
      while (reader.sign('bar') || (closed && (reader.sign('comma') || reader.when('or')))) names.push(...eitherOf());
      if (closed && !reader.sign('close')) reader.fail('closing');
      if (names.length > MOST_NAMES) throw new Refusal('rule-too-much', { what: 'names', most: MOST_NAMES });
      return names;
    },
    whole(expected, most) {
      const { kind, text: said, digits } = token(at);
      const number = Number(digits ?? said.replaceAll(',', ''));
      if (kind !== 'number' || !Number.isInteger(number) || number > most) reader.fail(expected);
      at++;
      return number;
    },
    days(unit, amount, from) {
      const days = amount * (UNIT_DAYS[unit] ?? Number.NaN);
      return days <= MOST_DAYS ? days : reader.fail('days', [], from);
    },
    nearest(known, place, letters) {
      const { kind, text } = token(place);
      const said = text.slice(0, letters);
      // What stands there is a word already, in the wrong place.
      const other = known.filter((word) => word !== said.toLowerCase());
      return kind === 'word' ? (near(said, other, 1)[0] ?? null) : null;
    },
    fail(expected, known = [], place = at, letters?: number) {
      const { kind, text, nth, from, to } = token(place);
      throw new Refusal('rule-unreadable', {
        said: kind === 'end' ? null : text.slice(0, letters),
        nth,
        after: place > 0 ? token(place - 1).text : null,
        expected: kind === 'unclosed' ? 'quote' : expected,
        near: reader.nearest(known, place, letters),
        from,
        to: letters === undefined ? to : from + letters,
      });
    },
  };
  return reader;
}
