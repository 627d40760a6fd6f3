import { minorDigits } from '../lib/money.ts';

/** How one language writes numbers, money and time for one brand. */
export interface Format {
  readonly brand: string;
  /** Minor units of the brand's currency. */
  money(minor: number): string;
  number(value: number): string;
  /** Basis points: 2000 → `20%`. */
  percent(basisPoints: number): string;
  /** Day and month, with the year only when it is not the year of `now`. */
  date(at: Date, now: Date, zone?: string): string;
  time(at: Date, zone?: string): string;
  dateTime(at: Date, now: Date, zone?: string): string;
  /** The last moment of something: a day when it ends at midnight, which people call the day before. */
  end(at: Date, now: Date, zone?: string): string;
  /** ISO weekdays, Monday 1 to Sunday 7. */
  weekdays(days: number[]): string;
  list(items: string[], kind?: 'and' | 'or'): string;
}

/** Builds the formats of a language (`en`, `zh-Hant`, `zh-Hans`) for a brand. */
export function formatOf(tag: string, brand: { name: string; zone: string; currency: string }): Format {
  const region = { en: 'en-GB', 'zh-Hant': 'zh-Hant-TW', 'zh-Hans': 'zh-Hans-CN' }[tag] ?? tag;
  const digits = minorDigits(brand.currency);
  const money = new Intl.NumberFormat(region, {
    style: 'currency',
    currency: brand.currency,
    trailingZeroDisplay: 'stripIfInteger',
  });
  const number = new Intl.NumberFormat(region);
  const percent = new Intl.NumberFormat(region, { style: 'percent', maximumFractionDigits: 2 });
  const formatter = cached((zone: string, options: Intl.DateTimeFormatOptions) => {
    return new Intl.DateTimeFormat(region, { timeZone: zone, calendar: 'gregory', ...options });
  });
  const time = (at: Date, zone = brand.zone) =>
    formatter(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  const date = (at: Date, now: Date, zone = brand.zone) => {
    const year = formatter(zone, { year: 'numeric' });
    const other = year.format(at) !== year.format(now);
    return formatter(zone, { day: 'numeric', month: 'long', ...(other ? { year: 'numeric' } : {}) }).format(at);
  };
  return {
    brand: brand.name,
    money: (minor) => money.format(minor / 10 ** digits),
    number: (value) => number.format(value),
    percent: (basisPoints) => percent.format(basisPoints / 10_000),
    date,
    time,
    dateTime: (at, now, zone) => `${date(at, now, zone)} ${time(at, zone)}`,
    end: (at, now, zone) =>
      time(at, zone) === '00:00'
        ? date(new Date(at.getTime() - 1), now, zone)
        : `${date(at, now, zone)} ${time(at, zone)}`,
    weekdays(days) {
      const name = formatter('UTC', { weekday: 'short' });
      // 2024-01-01 was a Monday.
      const names = days.map((day) => name.format(new Date(Date.UTC(2024, 0, day))));
      return new Intl.ListFormat(region, { type: 'conjunction', style: 'short' }).format(names);
    },
    list(items, kind = 'and') {
      return new Intl.ListFormat(region, { type: kind === 'and' ? 'conjunction' : 'disjunction' }).format(items);
    },
  };
}

function cached(make: (zone: string, options: Intl.DateTimeFormatOptions) => Intl.DateTimeFormat) {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (zone: string, options: Intl.DateTimeFormatOptions) => {
    const key = zone + JSON.stringify(options);
    let format = made.get(key);
    if (!format) {
      format = make(zone, options);
      made.set(key, format);
    }
    return format;
  };
}
