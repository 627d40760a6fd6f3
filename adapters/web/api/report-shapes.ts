import { z } from 'zod';
import { addDays } from '../../../src/lib/dates.ts';
import { MOST_DAYS, type Period, usualPeriod } from '../../../src/reports/period.ts';
import type { Scope } from '../../../src/reports/scope.ts';
import type { Tx } from '../../../src/transaction.ts';
import { currency } from './shapes.ts';

export const count = z.int().min(0);
export const money = z.number().describe('Minor units of the currency.');

const day = z.iso.date();
/** The days that a report is about. */
export const days = {
  from: day.optional().describe('First day, in the time zone of the shop.'),
  last: day.optional().describe(`Last day, included; at most ${MOST_DAYS} days, the last 30 when both are missing.`),
};

const USUAL = 29;

/** The days that a caller asks for; undefined when they name none. */
export function periodOf(
  tx: Tx,
  { from, last }: { from?: string | undefined; last?: string | undefined },
): Period | undefined {
  if (!from && !last) return undefined;
  const end = last ?? usualPeriod(tx.now, tx.shop.zone).last;
  return { from: from ?? addDays(end, -USUAL), last: end };
}

/** What stands above every report. */
export const head = { from: day, last: day, zone: z.string(), currency };

/** The same, filled in. */
export const headOf = (tx: Tx, { period, zone }: Scope) => ({ ...period, zone, currency: tx.shop.currency });

export const fates = {
  claimed: count,
  used: count.describe('Of those claimed; uses that were taken back do not count.'),
  open: count.describe('Can still be used.'),
  expired: count,
  revoked: count,
  discountMinor: money,
};
export const reach = {
  told: count.describe('People to whom a message left.'),
  seen: count.describe('Those who claimed or came to a chat since; platforms tell no more, so it is at least this.'),
  toldClaimed: count.describe('Of those told.'),
};
export const interval = z
  .strictObject({ difference: z.number(), low: z.number(), high: z.number() })
  .nullable()
  .describe('With the bounds in which the truth lies in 95 of 100 such comparisons.');
export const name = z.record(z.string(), z.string()).describe('By language.');
