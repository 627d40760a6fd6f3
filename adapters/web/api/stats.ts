import { z } from 'zod';
import type { CustomerStats } from '../../../entities/customer-stats.ts';
import { customerStats } from '../../../src/purchases/customer-stats.ts';
import { type NextPurchase, nextPurchase } from '../../../src/suggestions/next-purchase.ts';
import { rhythmsNow } from '../../../src/suggestions/rhythms.ts';
import { endpoint } from './endpoint.ts';
import { byId, id, instant, iso, isoOrNull, minor } from './shapes.ts';

const count = z.int().min(0);

export const customerStatsShape = z.strictObject({
  customerId: id,
  firstAt: instant.nullable(),
  lastAt: instant.nullable(),
  purchases: count,
  spentMinor: minor,
  purchases365: count,
  spent365Minor: minor,
  intervalDays: z.number().nullable().describe('The median of days between days with a purchase; null below three.'),
  categories: z.array(z.string()),
  storeId: id.nullable().describe('Where they bought most often.'),
  couponsClaimed: count,
  couponsUsed: count,
  tier: z.string().nullable(),
  points365: count.nullable().describe('Points earned; null where no tier goes by points.'),
  updatedAt: instant,
});

export function statsView({ firstAt, lastAt, updatedAt, ...stats }: CustomerStats): z.input<typeof customerStatsShape> {
  return { ...stats, firstAt: isoOrNull(firstAt), lastAt: isoOrNull(lastAt), updatedAt: iso(updatedAt) };
}

const next = z
  .strictObject({
    dueAt: instant.describe('The last visit and their usual interval: when a reminder is right.'),
    expectedAt: instant.describe(
      'As likely before as after it, if they come at all; later the longer they are silent.',
    ),
    leaving: z.number().min(0).max(1).describe('The chance that they will not come any more.'),
  })
  .nullable()
  .describe('When they come again, by their own interval and those of all customers; null for who has never come.');

const nextView = ({ dueAt, expectedAt, leaving }: NextPurchase) => ({
  dueAt: iso(dueAt),
  expectedAt: iso(expectedAt),
  leaving: Math.round(leaving * 1000) / 1000,
});

const read = endpoint({
  method: 'get',
  path: '/customers/{id}/stats',
  name: 'readCustomerStats',
  about:
    'What the purchases of a customer come to, in all and in the 365 days before updatedAt, without what was refunded.',
  scopes: ['purchases'],
  params: byId,
  answer: customerStatsShape.extend({ next }),
  async run({ tx, params }) {
    const stats = await customerStats(tx, params.id);
    const expected = nextPurchase(stats, await rhythmsNow(tx), tx.now);
    return { ...statsView(stats), next: expected ? nextView(expected) : null };
  },
});

export const statsEndpoints = [read];
