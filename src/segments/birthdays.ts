import { addDays, civilDate } from '../lib/dates.ts';
import type { Birthday } from './rule.ts';

const YEAR = 366;

/** The birthdays (month × 100 + day) that are kept within the days or month meant; 29 February is kept on the 28th in common years. */
export function birthdaysOf(one: Birthday, now: Date, zone: string): number[] {
  const today = civilDate(now, zone);
  if ('month' in one) {
    const shift = one.month === 'next' ? 1 : 0;
    const month = typeof one.month === 'number' ? one.month : ((Number(today.slice(5, 7)) - 1 + shift) % 12) + 1;
    return Array.from({ length: 31 }, (_, day) => month * 100 + day + 1);
  }
  const days = new Set<number>();
  for (let ahead = 0; ahead <= Math.min(one.days, YEAR); ahead++) {
    const civil = addDays(today, ahead);
    const [year, month, day] = civil.split('-').map(Number) as [number, number, number];
    days.add(month * 100 + day);
    if (month === 2 && day === 28 && new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 2) days.add(229);
  }
  return [...days];
}
