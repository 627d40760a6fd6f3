import { z } from 'zod';
import { cost } from '../../../src/reports/cost.ts';
import { hours } from '../../../src/reports/hours.ts';
import { kinds } from '../../../src/reports/kinds.ts';
import type { Period } from '../../../src/reports/period.ts';
import { products } from '../../../src/reports/products.ts';
import type { Scope } from '../../../src/reports/scope.ts';
import { weeks } from '../../../src/reports/weeks.ts';
import type { Actor } from '../../../src/staff/actor.ts';
import type { Tx } from '../../../src/transaction.ts';
import { endpoint } from './endpoint.ts';
import { count, days, fates, head, headOf, money, name, periodOf } from './report-shapes.ts';
import { id } from './shapes.ts';

/** A report that is a list of rows about some days. */
function rows<Row extends z.ZodRawShape>(
  kind: string,
  operation: string,
  about: string,
  row: Row,
  read: (tx: Tx, by: Actor, period?: Period) => Promise<{ scope: Scope; rows: object[] }>,
) {
  return endpoint({
    method: 'get',
    scopes: ['campaigns'],
    path: `/reports/${kind}`,
    name: operation,
    about,
    query: z.strictObject(days),
    answer: z.strictObject({ ...head, rows: z.array(z.strictObject(row)) }),
    async run({ tx, by, query: asked }) {
      const { scope, rows } = await read(tx, by, periodOf(tx, asked));
      return { ...headOf(tx, scope), rows } as never;
    },
  });
}

const sides = { with: count, withMinor: money, without: count, withoutMinor: money };
/** Reports that are plain lists. */
export const reportLists = [
  rows(
    'kinds',
    'reportKinds',
    'Coupons claimed in these days by kind, and what became of them.',
    { kind: z.string(), ...fates },
    kinds,
  ),
  rows(
    'weeks',
    'reportWeeks',
    'Sales by week, with a coupon used on the same day in the same store and without.',
    { monday: z.iso.date(), ...sides },
    weeks,
  ),
  rows(
    'hours',
    'reportHours',
    'Purchases and uses by weekday (Monday 1) and hour on the clock of each store.',
    { weekday: z.int().min(1).max(7), hour: z.int().min(0).max(23), purchases: count, spentMinor: money, uses: count },
    hours,
  ),
  rows(
    'products',
    'reportProducts',
    'What is bought with a coupon most, and how it sells without; at most 200 products.',
    { product: z.string(), ...sides, withPieces: count, withoutPieces: count },
    products,
  ),
  rows(
    'cost',
    'reportCost',
    'What campaigns gave away in these days, and what orders they brought.',
    {
      campaignId: id,
      ref: z.string(),
      name,
      uses: count,
      discountMinor: money,
      gifts: count,
      points: count,
      orders: count.describe('Uses whose order amount is known.'),
      orderMinor: money.describe('Before the discount.'),
      keptMinor: money.describe('After discount and refunds.'),
      messages: count.nullable().describe('Of broadcasts and triggers; null for readers who are bound to a store.'),
      feeMinor: money.nullable().describe('What they cost, by MESSAGE_PRICES.'),
    },
    cost,
  ),
];
