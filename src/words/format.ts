import { minorDigits } from '../lib/money.ts';
import { spaced } from './spaced.ts';

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
  /** Two days with `between` between them; both with their year when it is not one and the same, this one. */
  range(from: Date, last: Date, now: Date, zone: string, between: string): string;
  /** A month by its civil name: `2027-03` → `March 2027`; what is none stays as it is. */
  month(civil: string): string;
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
  const chinese = tag !== 'en';
  const digits = minorDigits(brand.currency);
  const money = moneyOf(region, brand.currency);
  const number = new Intl.NumberFormat(region);
  const percent = new Intl.NumberFormat(region, { style: 'percent', maximumFractionDigits: 2 });
  const formatter = cached((zone: string, options: Intl.DateTimeFormatOptions) => {
    return new Intl.DateTimeFormat(region, { timeZone: zone, calendar: 'gregory', ...options });
  });
  // Chinese text sets numbers off by a space everywhere, so it does in dates.
  const airy = (text: string) => (chinese ? text.replace(/\d(?=\p{Script=Han})|\p{Script=Han}(?=\d)/gu, '$& ') : text);
  const time = (at: Date, zone = brand.zone) =>
    formatter(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  const date = (at: Date, now: Date, zone = brand.zone) => {
    const year = formatter(zone, { year: 'numeric' });
    const other = year.format(at) !== year.format(now);
    const parts: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', ...(other ? { year: 'numeric' } : {}) };
    return airy(formatter(zone, parts).format(at));
  };
  const range = (from: Date, last: Date, now: Date, zone: string, between: string) => {
    const year = formatter(zone, { year: 'numeric' });
    const one = year.format(from) === year.format(last) && year.format(last) === year.format(now);
    // Seen from long ago, every day says its year.
    return [from, last].map((at) => date(at, one ? now : new Date(0), zone)).join(between);
  };
  const month = (civil: string) => {
    const [, year, number] = /^(\d{4})-(\d{2})$/.exec(civil) ?? [];
    if (!number) return String(civil);
    return airy(
      formatter('UTC', { year: 'numeric', month: 'long' }).format(new Date(Date.UTC(Number(year), Number(number) - 1))),
    );
  };
  return {
    brand: brand.name,
    money: (minor) => money.format(minor / 10 ** digits),
    number: (value) => number.format(value),
    percent: (basisPoints) => percent.format(basisPoints / 10_000),
    date,
    range,
    month,
    time,
    dateTime: (at, now, zone) => `${date(at, now, zone)} ${time(at, zone)}`,
    end: (at, now, zone) =>
      time(at, zone) === '00:00'
        ? date(new Date(at.getTime() - 1), now, zone)
        : `${date(at, now, zone)} ${time(at, zone)}`,
    weekdays(days) {
      const name = formatter('UTC', { weekday: 'short' });
      // 2024-01-01 was a Monday.
      const named = (day: number) => name.format(new Date(Date.UTC(2024, 0, day)));
      const runs = runsOf(days).flatMap((run) =>
        run.length > 2 ? [`${named(run[0]!)}${chinese ? '到' : '–'}${named(run.at(-1)!)}`] : run.map(named),
      );
      return new Intl.ListFormat(region, { type: 'conjunction', style: 'short' }).format(runs);
    },
    list(items, kind = 'and') {
      const parts = new Intl.ListFormat(region, { type: kind === 'and' ? 'conjunction' : 'disjunction' });
      return parts
        .formatToParts(items)
        .map(({ type, value }, at, all) => {
          if (type === 'element' || !/[和或]/.test(value)) return value;
          // The word between two names keeps its distance from Latin ones.
          const [before = '', after = ''] = [all[at - 1]?.value, all[at + 1]?.value];
          return `${spaced(before).endsWith(' ') ? ' ' : ''}${value}${spaced(after).startsWith(' ') ? ' ' : ''}`;
        })
        .join('');
    },
  };
}

/** `NT$158` in every language: a bare `$`, which Taiwan's own locale has, could be anybody's. `RM20`, not `MYR 20`. */
function moneyOf(region: string, currency: string): Intl.NumberFormat {
  const locale = region === 'zh-Hant-TW' ? 'zh-Hant-HK' : region;
  const write = (currencyDisplay: 'symbol' | 'narrowSymbol') =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay,
      trailingZeroDisplay: 'stripIfInteger',
    });
  const format = write('symbol');
  const symbol = format.formatToParts(0).find(({ type }) => type === 'currency')?.value;
  return symbol === currency ? write('narrowSymbol') : format;
}

/** Weekdays in runs of neighbours, in the order of the week. */
function runsOf(days: number[]): number[][] {
  const runs: number[][] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  return runs;
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
