import { addDays, type Civil, civilDate, endOfDay, instantOf } from '../../lib/dates.ts';
import type { Terms } from '../terms.ts';

// 2026-12-31, 2026/12/31, 2026年12月31日, and without the year the next such day.
const DAY = String.raw`(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日號号]?`;
const TIME = String.raw`(\d{1,2}):(\d{2})`;
const WHEN = new RegExp(`^(?:${DAY})?(?:(?:^|[\\s,T]+)${TIME})?$`);

const plain = (typed: string) => typed.normalize('NFKC').trim();

interface When {
  civil: Civil;
  time: string | undefined;
}

function readWhen(typed: string, now: Date, zone: string): When | undefined {
  const [text, year, month, day, hour, minute] = WHEN.exec(plain(typed)) ?? [];
  if (!text) return undefined;
  const today = civilDate(now, zone);
  const time = hour ? `${hour.padStart(2, '0')}:${minute}` : undefined;
  if (!month || !day) return { civil: today, time };
  const civil = (y: string) => `${y}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const thisYear = civil(year ?? today.slice(0, 4));
  const next = String(Number(today.slice(0, 4)) + 1);
  return { civil: year || thisYear >= today ? thisYear : civil(next), time };
}

/** A moment: a day alone is its beginning, or its end (`through`) when that is meant; a time alone is the next one. */
export function readMoment(typed: string, now: Date, zone: string, day: 'from' | 'through'): Date | undefined {
  const when = readWhen(typed, now, zone);
  if (!when) return undefined;
  try {
    const { civil, time } = when;
    if (!time) return day === 'through' ? endOfDay(civil, zone) : instantOf(civil, zone);
    const at = instantOf(civil, zone, time);
    const timeOnly = /^\d{1,2}:\d{2}$/.test(plain(typed));
    return timeOnly && at <= now ? instantOf(addDays(civil, 1), zone, time) : at;
  } catch {
    return undefined;
  }
}

/** `30 days`, `48 hours`, or through a day; in each of our languages. */
export function readValidity(typed: string, now: Date, zone: string): Terms['validity'] | undefined {
  const text = plain(typed);
  const length = /^(\d{1,4})\s*(?:(hours?|h|小時|小时|個小時|个小时)|(days?|d|天|日))$/i.exec(text);
  if (length) {
    const n = Number(length[1]);
    if (length[2]) return n >= 1 && n <= 24 * 366 ? { hours: n } : undefined;
    return n <= 366 * 5 ? { days: n } : undefined;
  }
  const when = readWhen(text, now, zone);
  if (!when || when.time) return undefined;
  try {
    endOfDay(when.civil, zone);
    return { until: when.civil };
  } catch {
    return undefined;
  }
}

/** `14:00-17:00`, or `14-17`. */
export function readHours(typed: string): { from: string; until: string } | undefined {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|~|to|至|到)\s*(\d{1,2})(?:[:.](\d{2}))?$/i.exec(plain(typed));
  if (!match) return undefined;
  const [from, until] = [`${match[1]}:${match[2] ?? '00'}`, `${match[3]}:${match[4] ?? '00'}`].map((wall) =>
    wall.padStart(5, '0'),
  );
  // Until midnight is as long as a day is.
  const end = until === '24:00' ? '23:59' : until!;
  const wall = /^([01]\d|2[0-3]):[0-5]\d$/;
  return wall.test(from!) && wall.test(end) && from! < end ? { from: from!, until: end } : undefined;
}
