import { instantOf } from '../lib/dates.ts';
import { cleanName, cleanText } from '../lib/plain-text.ts';
import type { Reader, Table } from './shown/shown.ts';

/** A table for people's eyes. */
export interface ToldTable {
  columns: { name: string; isNumber: boolean }[];
  rows: string[][];
  /** So many more rows are in the file. */
  more: number;
}

/** So many rows a page can hold. */
const MOST_ROWS = 200;
/** Numbers for machines, which say nothing to a reader. */
const FOR_FILES = new Set(['customer']);
const SHARES = new Set(['low', 'high']);
const DAYS = new Set(['week', 'lastOn', 'sent']);
const TEXTS = new Set([
  ...['list', 'kind', 'group', 'campaign', 'ref', 'product', 'segment', 'name', 'behaviour', 'tags', 'words'],
  ...['weekday', 'hour', 'month', ...DAYS],
]);

/** Writes the cells of a report as people of a language write them: money, shares, days, hours. */
export function tellCells(reader: Reader, { columns, rows }: Table): ToldTable {
  const { reports: words } = reader.t;
  const named = columns.map((one) =>
    typeof one === 'string' ? { of: one, money: false } : { of: one.money, money: true },
  );
  const shown = named.map((one, at) => ({ ...one, at })).filter(({ of }) => !FOR_FILES.has(of));
  const told = (of: string, text: string): string => {
    if (of === 'month') return words.month(text);
    if (DAYS.has(of)) return words.day(instantOf(text, reader.shop.zone, '12:00'), reader.now);
    return (of === 'words' ? cleanText(text) : cleanName(text)) || '—';
  };
  const cell = ({ of, money }: (typeof named)[number], value: string | number | null): string => {
    if (value === null) return '';
    if (typeof value === 'string') return told(of, value);
    if (money) return words.chart.money(value);
    if (SHARES.has(of)) return words.chart.share(value);
    if (of === 'weekday') return words.chart.weekdays()[value - 1] ?? '';
    return of === 'hour' ? `${String(value).padStart(2, '0')}:00` : words.chart.number(value);
  };
  return {
    columns: shown.map(({ of }) => ({ name: words.columns[of], isNumber: !TEXTS.has(of) })),
    rows: rows.slice(0, MOST_ROWS).map((row) => shown.map((one) => cell(one, row[one.at]!))),
    more: Math.max(0, rows.length - MOST_ROWS),
  };
}
