import { z } from 'zod';
import { readWeekdays } from '../campaigns/draft/read-weekdays.ts';
import { addDays, type Civil, weekday } from '../lib/dates.ts';
import { Refusal } from '../refusal.ts';

const time = z.string().regex(/^(09|1\d|20):[0-5]\d$/, 'has to be from 09:00 to 20:59');
const common = {
  time,
  clock: z.enum(['brand', 'customer']).default('brand').describe('By the shop’s clock, or by that of each customer.'),
};

/** When a series is told again. A day that a month has not got is its last one. */
export const repeatsSchema = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('week'), weekdays: z.array(z.int().min(1).max(7)).min(1).max(7), ...common }),
  z.strictObject({ every: z.enum(['month', 'quarter']), day: z.int().min(1).max(31), ...common }),
  z.strictObject({ every: z.literal('calendar'), calendar: z.string().min(1).max(40), ...common }),
]);

export type Repeats = z.output<typeof repeatsSchema>;

/** The days from `from` on, within so many days, on which a series is told. `kept` are the days of its calendar. */
export function periodsOf(repeats: Repeats, from: Civil, days: number, kept: ReadonlySet<Civil>): Civil[] {
  const all = Array.from({ length: days + 1 }, (_, at) => addDays(from, at));
  return all.filter((day) => isPeriod(repeats, day, kept));
}

function isPeriod(repeats: Repeats, day: Civil, kept: ReadonlySet<Civil>): boolean {
  if (repeats.every === 'calendar') return kept.has(day);
  if (repeats.every === 'week') return repeats.weekdays.includes(weekday(new Date(`${day}T12:00:00Z`), 'UTC'));
  const [, month, date] = day.split('-').map(Number);
  if (repeats.every === 'quarter' && month! % 3 !== 1) return false;
  const last = addDays(day, 1).slice(5, 7) !== day.slice(5, 7);
  return date === repeats.day || (last && date! < repeats.day);
}

const LOCAL = /\s*(?:local(?: time)?|(?:各自|顧客|顾客)?(?:當地|当地)(?:時間|时间)?)\s*$/i;

/** The same text without the words for "by each customer's own clock", and whether they were there. */
export function readClock(typed: string): { text: string; clock: 'brand' | 'customer' } {
  const text = typed.normalize('NFKC').trim();
  return LOCAL.test(text) ? { text: text.replace(LOCAL, ''), clock: 'customer' } : { text, clock: 'brand' };
}

/**
 * Reads `weekly fri 18:30`, `每月 1 日 10:00`, `quarterly 15 12:00` or `holidays 10:00` (a calendar of the shop), each also
 * with `local`. Refuses what it cannot read, and times at which offers do not go out.
 */
export function readRepeats(typed: string, calendars: readonly string[]): Repeats {
  const { text, clock } = readClock(typed);
  const [, what = '', hour = '', minute = ''] = /^(.+?)\s+(\d{1,2})[:.](\d{2})$/s.exec(text) ?? [];
  const common = { time: `${hour.padStart(2, '0')}:${minute}`, clock };
  const read = repeatsSchema.safeParse({ ...readEvery(what.trim(), calendars), ...common });
  if (!read.success) throw new Refusal('repeat-unreadable');
  return read.data;
}

function readEvery(what: string, calendars: readonly string[]): object | undefined {
  const weekly = /^(?:weekly|every week|every|每(?=週|周|星期|禮拜|礼拜))\s*(.+)$/i.exec(what);
  const weekdays = weekly && readWeekdays(weekly[1]!);
  if (weekdays) return { every: 'week', weekdays };
  const monthly = /^(?:(monthly|每月|每個月|每个月)|quarterly|每季|每季度)\s*(\d{1,2})\s*[日號号]?$/i.exec(what);
  if (monthly) return { every: monthly[1] ? 'month' : 'quarter', day: Number(monthly[2]) };
  const calendar = calendars.find((one) => one.toLowerCase() === what.toLowerCase());
  return calendar ? { every: 'calendar', calendar } : undefined;
}
