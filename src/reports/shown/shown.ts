import { inLanguage, type Terms } from '../../campaigns/terms.ts';
import { instantOf } from '../../lib/dates.ts';
import { cleanName } from '../../lib/plain-text.ts';
import type { Shop } from '../../shop.ts';
import type { Actor } from '../../staff/actor.ts';
import type { Tx } from '../../transaction.ts';
import type { Words } from '../../words/index.ts';
import type { Period } from '../period.ts';
import type { Scope } from '../scope.ts';

/** Everything that can be reported. */
export const KINDS = [
  ...([
    'funnel',
    'kinds',
    'failures',
    'cost',
    'lift',
    'hours',
    'weeks',
    'products',
    'returns',
    'segments',
    'cohorts',
    'top',
    'ideas',
  ] as const),
];
export type Kind = (typeof KINDS)[number];

/** Who reads it, and when. */
export interface Reader {
  t: Words;
  language: string;
  shop: Shop;
  now: Date;
}

type Column = keyof Words['reports']['columns'];

/** A table to take away: money is in minor units, and no cell is made for people's eyes. */
export interface Table {
  columns: (Column | { money: Column })[];
  rows: (string | number | null)[][];
}

/** One kind of report with its figures in it. */
export interface Shown {
  scope: Scope;
  /** What it is about beside the days, such as a campaign. */
  about: string | null;
  /** In plain words, the most important first; nothing where there is nothing. */
  lines: string[];
  /** Said instead where it is not for the days that there is nothing. */
  nothing?: string;
  table: Table;
  /** As SVG, where it can be drawn; `about` names it by letters that every font has. */
  chart?: (title: string, about: string) => string;
}

/** Reads a report for somebody. `which` names a campaign, broadcast or trigger, where the kind needs one. */
export type Show = (tx: Tx, by: Actor, reader: Reader, period: Period | undefined, which: string) => Promise<Shown>;

/** A report that is rows: nothing is said where there are none. */
export const ofRows =
  <Row>(
    read: (tx: Tx, by: Actor, period?: Period) => Promise<{ scope: Scope; rows: Row[] }>,
    say: (rows: Row[], reader: Reader, scope: Scope) => Omit<Shown, 'scope' | 'about'>,
  ): Show =>
  async (tx, by, reader, period) => {
    const { scope, rows } = await read(tx, by, period);
    const said = say(rows, reader, scope);
    return { scope, about: null, ...said, lines: rows.length === 0 ? [] : said.lines };
  };

/** The days of a report in words. */
export function daysOf({ t, now }: Reader, { period, zone }: Scope): string {
  return t.reports.days(instantOf(period.from, zone), instantOf(period.last, zone), now, zone);
}

/** Names that marketers gave, in the reader's language. */
export const nameIn = (reader: Reader, name: Terms['name']) => inLanguage(name, reader.language, reader.shop.language);

/** What a till calls its goods, on one line that it cannot break or turn around. The ledger keeps it as it came. */
export const goods = (product: string): string => cleanName(product) ?? '—';

/** So many lines a chat can hold; tables hold all. */
export const MOST_LINES = 10;

export const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((total, one) => total + of(one), 0);
