import type { Reader } from './reader.ts';
import { MOST_DAYS } from './rule.ts';
import type { Meaning } from './vocabulary.ts';

/** What may stand around the name of a field: `in 60 days`, `at Station`, `of LATTE`, `of last 3`, `in month 3`. */
export interface Extras {
  days?: number;
  at?: string[];
  of?: string[];
  last?: number;
  month?: number | 'this' | 'next';
  /** Where the last of them stands, for an error. */
  from?: number;
}

export type Extra = Exclude<keyof Extras, 'from'>;

const WITHIN: Meaning[] = ['within-days', 'within-weeks', 'within-months', 'within-years'];
const UNIT: Meaning[] = ['days', 'weeks', 'months', 'years', ...WITHIN];

/** Reads as many as there are; each at most once. */
export function readExtras(reader: Reader, extras: Extras): void {
  for (;;) {
    const from = reader.place();
    const read = one(reader);
    if (!read) return;
    const again = (Object.keys(read) as Extra[]).some((name) => extras[name] !== undefined);
    if (again) reader.fail('joiner', [], from);
    Object.assign(extras, read, { from });
  }
}

function one(reader: Reader): Extras | undefined {
  const { now, ahead, when } = reader;
  if (when('this-month')) return { month: 'this' };
  if (when('next-month')) return { month: 'next' };
  if (when('today')) return { days: 0 };
  if (when('last')) return latest(reader);
  if (when('at')) return month(reader) ?? (isDays(reader) ? windowed(reader) : { at: reader.names() });
  if (when('of')) return when('last') ? latest(reader) : { of: reader.names() };
  // "In segment Regulars" is no time.
  if (ahead(1).means !== 'segment' && when('in')) return month(reader) ?? windowed(reader);
  if (now().kind !== 'number') return undefined;
  // In Chinese the days stand before: 60 天內. A bare number is no extra.
  if (ahead(1).means === 'month') return { month: monthNumber(reader) };
  return ahead(1).means && WITHIN.includes(ahead(1).means!) ? windowed(reader) : undefined;
}

const isDays = ({ now, ahead }: Reader) => now().kind === 'number' && UNIT.includes(ahead(1).means!);

/** `in the last 60 days`, `in month 3`, `in this month`. */
function month(reader: Reader): Extras | undefined {
  if (reader.when('this-month')) return { month: 'this' };
  if (reader.when('next-month')) return { month: 'next' };
  if (reader.now().kind === 'number' && reader.ahead(1).means === 'month') {
    // "In 1 month" is a time, 3 月 is March.
    if (/^m/i.test(reader.ahead(1).text)) return undefined;
    return { month: monthNumber(reader) };
  }
  if (!reader.when('month')) return undefined;
  return { month: monthNumber(reader) };
}

function monthNumber(reader: Reader): number {
  const from = reader.place();
  const number = reader.whole('birthday', 12);
  if (number === 0) reader.fail('birthday', [], from);
  if (!/^m/i.test(reader.now().text)) reader.when('month');
  return number;
}

/** `60 days`, `8 weeks`, 60 天內. */
function windowed(reader: Reader): Extras {
  const from = reader.place();
  const number = reader.whole('days', MOST_DAYS);
  const unit = reader.when(...UNIT, 'month');
  if (!unit) reader.fail('days');
  return { days: reader.days(unit.means!, number, from) };
}

/** `last 3`, `last 60 days`, 最近 3 張, 最近 60 天. */
function latest(reader: Reader): Extras {
  if (isDays(reader)) return windowed(reader);
  const from = reader.place();
  const last = reader.whole('last', 50);
  if (last === 0) reader.fail('last', [], from);
  reader.when('pieces', 'claimed');
  return { last };
}
