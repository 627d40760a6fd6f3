import type { Format } from '../format.ts';

export const notices = (f: Format) => ({
  birthdayTitle: (name: string | null) => `Happy birthday${name ? `, ${name}` : ''}!`,
  birthday: (late: boolean) =>
    late
      ? `${f.brand} wishes you all the best, a little late but no less warmly.`
      : `${f.brand} wishes you a wonderful day.`,
  birthdayGift: () => `Our present to you:`,
  expiringTitle: (count: number) =>
    count === 1 ? `A coupon of yours expires soon` : `${f.number(count)} of your coupons expire soon`,
  expiring: (name: string, until: Date, now: Date, zone: string) =>
    `• ${name}: ${f.time(until, zone) === '00:00' ? 'through' : 'until'} ${f.end(until, now, zone)}`,
  more: (count: number) => `• and ${f.number(count)} more`,
  useThem: () => `Show the code at the counter by then.`,
});
