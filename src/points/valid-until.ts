import { addDays, civilDate, endOfDay } from '../lib/dates.ts';
import type { Tx } from '../transaction.ts';

/** Until when points earned now are good: the exclusive end of a civil day of the brand. */
export function pointsValidUntil({ shop, now }: Pick<Tx, 'shop' | 'now'>): Date {
  return endOfDay(addDays(civilDate(now, shop.zone), shop.pointsValidDays), shop.zone);
}

/** Points for money paid: one for each full `SPEND_PER_POINT`. */
export function pointsFor({ shop }: Pick<Tx, 'shop'>, paidMinor: number): number {
  return Math.floor(paidMinor / shop.minorPerPoint);
}
