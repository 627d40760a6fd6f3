import { addDays, civilDate, instantOf, outOfQuietHours, wallTime } from '../lib/dates.ts';
import { Refusal } from '../refusal.ts';

/**
 * Reads `18:30` (the next one), or `2026-12-01 09:00`, in the brand's zone. Refuses what is past and the quiet hours,
 * with the next time that works.
 */
export function readSendTime(text: string, now: Date, zone: string): Date {
  const match = /^(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[ T]+)?(\d{1,2})[:.](\d{2})$/.exec(
    text.normalize('NFKC').trim(),
  );
  const [, year, month, day, hour, minute] = match ?? [];
  if (!hour || Number(hour) > 23 || Number(minute) > 59) throw new Refusal('time-unreadable', { now });
  const wall = `${hour.padStart(2, '0')}:${minute}`;
  let at: Date;
  try {
    const civil = year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : civilDate(now, zone);
    at = instantOf(civil, zone, wall);
    if (!year && at <= now) at = instantOf(addDays(civil, 1), zone, wall);
  } catch {
    throw new Refusal('time-unreadable', { now });
  }
  if (at <= now) throw new Refusal('time-past', { at, now });
  const morning = outOfQuietHours(at, zone);
  if (morning > at) throw new Refusal('quiet-hours', { next: morning, typed: typable(morning, zone), now });
  return at;
}

/** An instant the way this reads it back. */
export function typable(at: Date, zone: string): string {
  return `${civilDate(at, zone)} ${wallTime(at, zone)}`;
}
