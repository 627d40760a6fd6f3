import { addDays, civilDate, instantOf } from '../lib/dates.ts';
import { Fault } from './fault.ts';
import type { Field } from './kinds.ts';

const DAY_MS = 86_400_000;
/** Minguo years count from 1912. */
const MINGUO = 1911;
const EARLIEST = 1990;

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/i;
const DATE = /^(民國|民国)?(\d{1,4})([-/.年])(\d{1,2})[-/.月](\d{1,4})日?(?:[ T,]*(.+))?$/;
const PLAIN = /^(\d{4})(\d{2})(\d{2})(?:[ T]?(\d{2}):?(\d{2})(?::?(\d{2}))?)?$/;
const TIME =
  /^(上午|下午|凌晨|早上|中午|晚上|AM|PM)? ?(\d{1,2})[:時时點点](\d{1,2})?分?(?:[:](\d{1,2})(?:\.\d+)?|(\d{1,2})秒)? ?(AM|PM)?$/i;

export interface Clockwork {
  /** The zone that times without one are of. */
  zone: string;
  now: Date;
  /** How 03/04/2026 is meant. */
  dates: 'dmy' | 'mdy' | undefined;
  currency: string;
}

/** Reads a date, with or without a time, as an instant. A date alone is noon of that day; what is ambiguous is refused. */
export function readInstant(field: Field, text: string, clock: Clockwork): Date {
  const plain = text.normalize('NFKC').trim().replace(/\s+/g, ' ');
  const at = ISO.test(plain) ? new Date(Date.parse(plain)) : civil(field, plain, clock);
  if (Number.isNaN(at.getTime())) throw new Fault(field, 'date-none');
  if (at.getTime() > clock.now.getTime() + DAY_MS) throw new Fault(field, 'date-future');
  if (at.getUTCFullYear() < EARLIEST) throw new Fault(field, 'date-none');
  return at;
}

function civil(field: Field, text: string, clock: Clockwork): Date {
  const short = PLAIN.exec(text);
  if (short) {
    const [, year, month, day, hour = '12', minute = '00', second = '00'] = short;
    return instant(
      field,
      [Number(year), Number(month), Number(day)],
      [Number(hour), Number(minute), Number(second)],
      clock,
    );
  }
  // Excel's own count of days, where the cell was not written as a date.
  if (/^\d{5}(\.\d+)?$/.test(text)) throw new Fault(field, 'date-number');
  const found = DATE.exec(text);
  if (!found) throw new Fault(field, 'date-shape');
  const [, minguo, first = '', , second = '', third = '', time] = found;
  const day = readDay(field, minguo !== undefined, [first, second, third], clock);
  return instant(field, day, time === undefined ? [12, 0, 0] : readTime(field, time), clock);
}

type Three = [number, number, number];

function readDay(field: Field, minguo: boolean, [a, b, c]: [string, string, string], clock: Clockwork): Three {
  const [one, two, three] = [Number(a), Number(b), Number(c)];
  if (minguo) return [one + MINGUO, two, three];
  if (a.length === 4) return [one, two, three];
  if (a.length === 3 && clock.currency === 'TWD') return [one + MINGUO, two, three];
  if (c.length !== 4) throw new Fault(field, a.length <= 2 && c.length <= 2 ? 'date-two-digits' : 'date-shape');
  if (one === two || clock.dates === 'dmy') return [three, two, one];
  if (clock.dates === 'mdy') return [three, one, two];
  if (one > 12) return [three, two, one];
  if (two > 12) return [three, one, two];
  throw new Fault(field, 'date-two-ways');
}

function readTime(field: Field, text: string): Three {
  const found = TIME.exec(text.trim());
  if (!found) throw new Fault(field, 'date-shape');
  const [, before, hours = '', minutes = '0', seconds, chinese, after] = found;
  const half = (before ?? after ?? '').toUpperCase();
  let hour = Number(hours);
  if (/PM|下午|晚上|中午/.test(half) && hour < 12 && !(half === '中午' && hour === 11)) hour += 12;
  if (/AM|上午|凌晨/.test(half) && hour === 12) hour = 0;
  return [hour, Number(minutes), Number(seconds ?? chinese ?? 0)];
}

function instant(field: Field, [year, month, day]: Three, [hour, minute, second]: Three, { zone }: Clockwork): Date {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    throw new Fault(field, 'date-none');
  return within(date.toISOString().slice(0, 10), (hour * 3600 + minute * 60 + second) * 1000, zone);
}

const days = new Map<string, { start: number; plain: boolean }>();
const MOST_DAYS = 10_000;

/** A time of a civil day. Where the clocks do not change that day, it is a mere sum: files hold a day a thousand times. */
function within(day: string, ms: number, zone: string): Date {
  const key = `${zone} ${day}`;
  let known = days.get(key);
  if (!known) {
    const start = instantOf(day, zone).getTime();
    known = { start, plain: instantOf(addDays(day, 1), zone).getTime() - start === DAY_MS };
    if (days.size >= MOST_DAYS) days.clear();
    days.set(key, known);
  }
  if (known.plain) return new Date(known.start + ms);
  return instantOf(day, zone, new Date(ms).toISOString().slice(11, 19));
}

/** Reads a birthday: month and day, the year where there is one. */
export function readBirthdate(field: Field, text: string, clock: Clockwork): { mmdd: number; year: number | null } {
  const plain = text.normalize('NFKC').trim();
  const short = /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain);
  const year = short ? 2000 : undefined;
  const day: Three = short
    ? [2000, Number(short[1]), Number(short[2])]
    : dayOf(field, plain.replace(/[ T]0{1,2}:00(:00)?$/, ''), clock);
  const date = new Date(Date.UTC(day[0], day[1] - 1, day[2]));
  const real = date.getUTCMonth() === day[1] - 1 && date.getUTCDate() === day[2];
  const thisYear = Number(civilDate(clock.now, clock.zone).slice(0, 4));
  if (!real || (!year && (day[0] < 1900 || day[0] > thisYear))) throw new Fault(field, 'birthday-shape');
  return { mmdd: day[1] * 100 + day[2], year: year ? null : day[0] };
}

function dayOf(field: Field, text: string, clock: Clockwork): Three {
  const short = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (short) return [Number(short[1]), Number(short[2]), Number(short[3])];
  const found = DATE.exec(text);
  if (!found || found[6]) throw new Fault(field, 'birthday-shape');
  // Whoever was born before 2011 has a Minguo year of two digits.
  const [, minguo, a = '', , b = '', c = ''] = found;
  return readDay(field, minguo !== undefined, [a, b, c], clock);
}
