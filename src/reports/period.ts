import { addDays, type Civil, civilDate, daysBetween, instantOf, isCivil } from '../lib/dates.ts';
import { Refusal } from '../refusal.ts';

/** Civil days, both included. */
export interface Period {
  from: Civil;
  last: Civil;
}

/** A year with its leap day: what any shop can wait for. */
export const MOST_DAYS = 366;

const USUAL_DAYS = 30;
const THIS_MONTH = /^(this-?month|month|本月|這個月|这个月|當月|当月)$/;
const LAST_MONTH = /^(last-?month|上月|上個月|上个月)$/;
const DAYS = /^(?:last-?|最近|近|過去|过去)?(\d{1,3})(?:d|-?days?|天|日)?$/;
const RANGE = /^(\d{4}-\d{1,2}-\d{1,2})(?:(?:\.{2,3}|~|–|—|至|到|to)(\d{4}-\d{1,2}-\d{1,2}))?$/;

/** The last so many days, today included. */
export function lastDays(days: number, now: Date, zone: string): Period {
  const last = civilDate(now, zone);
  return { from: addDays(last, 1 - days), last };
}

/** What reports are about when nobody says a period: the last 30 days. */
export const usualPeriod = (now: Date, zone: string): Period => lastDays(USUAL_DAYS, now, zone);

/** Reads `7`, `30d`, `month`, `last-month`, `2026-11`, `2026-11-01..2026-11-15` and their Chinese; undefined when it is none. */
export function readPeriod(text: string, now: Date, zone: string): Period | undefined {
  const plain = text.normalize('NFKC').trim().toLowerCase().replaceAll('/', '-');
  const today = civilDate(now, zone);
  const days = DAYS.exec(plain)?.[1];
  if (days && Number(days) > 0) return lastDays(Number(days), now, zone);
  if (THIS_MONTH.test(plain)) return monthOf(today);
  if (LAST_MONTH.test(plain)) return monthOf(addDays(`${today.slice(0, 7)}-01`, -1));
  if (/^\d{4}-(0?[1-9]|1[0-2])$/.test(plain)) return monthOf(padded(`${plain}-1`));
  const range = RANGE.exec(plain);
  if (!range) return undefined;
  const [from, last] = [padded(range[1]!), padded(range[2] ?? range[1]!)];
  return isCivil(from) && isCivil(last) ? { from, last } : undefined;
}

/** Refuses a period that ends before it begins, or is too long. */
export function refuseOdd({ from, last }: Period, most = MOST_DAYS): void {
  const days = daysBetween(from, last) + 1;
  if (days < 1) throw new Refusal('report-period');
  if (days > most) throw new Refusal('report-too-long', { days, most });
}

/** The instants between which a period lies in a zone; the second one is not part of it. */
export function instantsOf({ from, last }: Period, zone: string): { from: Date; until: Date } {
  return { from: instantOf(from, zone), until: instantOf(addDays(last, 1), zone) };
}

function monthOf(day: Civil): Period {
  const from = `${day.slice(0, 7)}-01`;
  const next = `${addDays(from, 31).slice(0, 7)}-01`;
  return { from, last: addDays(next, -1) };
}

const padded = (day: string): Civil =>
  day
    .split('-')
    .map((part) => part.padStart(2, '0'))
    .join('-');
