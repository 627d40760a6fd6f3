import { Temporal } from 'temporal-polyfill';

/** A civil date, `2027-03-08`. */
export type Civil = string;

const zoned = (at: Date, zone: string) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
const dateOf = (time: Temporal.ZonedDateTime) => new Date(time.epochMilliseconds);

/** True for a zone that the runtime's tz data knows. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** A zone as tz data writes it: `asia/tokyo` and `Tokyo` are Asia/Tokyo. Offsets such as +08:00 are no zones of people. */
export function readZone(text: string): string | undefined {
  const typed = text.normalize('NFKC').trim().replace(/\s+/g, '_');
  if (!/^[a-z][\w+-]*(\/[\w+-]+)*$/i.test(typed)) return undefined;
  if (typed.includes('/') || typed.toUpperCase() === 'UTC')
    return isZone(typed) ? zoned(new Date(0), typed).timeZoneId : undefined;
  const city = `/${typed.toLowerCase()}`;
  return Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase().endsWith(city));
}

/** How far a zone's clock is ahead of UTC at an instant. */
export function minutesAhead(at: Date, zone: string): number {
  return zoned(at, zone).offsetNanoseconds / 60_000_000_000;
}

/** The civil date of an instant in a zone. */
export function civilDate(at: Date, zone: string): Civil {
  return zoned(at, zone).toPlainDate().toString();
}

/** True for a day that the calendar has, written `2027-03-08`. */
export function isCivil(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

/** Instant of a civil date and wall time; a time in a gap moves forward by the gap, of a fold the first is taken. */
export function instantOf(civil: Civil, zone: string, time = '00:00'): Date {
  return dateOf(
    Temporal.PlainDate.from(civil).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }),
  );
}

/** "Valid through that day": the exclusive end, midnight of the next civil day. */
export function endOfDay(civil: Civil, zone: string): Date {
  return dateOf(Temporal.PlainDate.from(civil).add({ days: 1 }).toZonedDateTime(zone));
}

/** `days` civil days later (or earlier, when negative). */
export function addDays(civil: Civil, days: number): Civil {
  return Temporal.PlainDate.from(civil).add({ days }).toString();
}

/** Whole civil days from one date to another. */
export function daysBetween(from: Civil, to: Civil): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;
}

/** ISO weekday in the zone, Monday 1 to Sunday 7. */
export function weekday(at: Date, zone: string): number {
  return zoned(at, zone).dayOfWeek;
}

/** Wall time in the zone, `HH:MM`. */
export function wallTime(at: Date, zone: string): string {
  return zoned(at, zone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** 29 February is kept on 28 February in common years (Temporal's `constrain`; see docs). */
export function birthdayIn(year: number, mmdd: number): Civil {
  const day = { monthCode: `M${String(Math.floor(mmdd / 100)).padStart(2, '0')}`, day: mmdd % 100 };
  return Temporal.PlainMonthDay.from(day).toPlainDate({ year }).toString();
}

/** Reads `03-15`, `3/15`, `1990-03-15`, also full-width; undefined when there is no such day. */
export function readBirthday(text: string): { mmdd: number; year: number | null } | undefined {
  const match = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC').trim());
  if (!match) return undefined;
  const [, year, month, day] = match;
  try {
    const date = Temporal.PlainDate.from(
      { year: Number(year ?? 2000), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    );
    return { mmdd: date.month * 100 + date.day, year: year ? date.year : null };
  } catch {
    return undefined;
  }
}

const QUIET_FROM = 21;
const QUIET_UNTIL = 9;

/** Marketing never leaves between 21:00 and 09:00 of the zone: the same instant when it may go now, else the next 09:00. */
export function outOfQuietHours(at: Date, zone: string): Date {
  const local = zoned(at, zone);
  if (local.hour >= QUIET_UNTIL && local.hour < QUIET_FROM) return at;
  const day = local.hour >= QUIET_FROM ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate();
  return dateOf(day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour: QUIET_UNTIL }) }));
}
