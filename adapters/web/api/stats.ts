import { z } from 'zod';
import type { CustomerStats } from '../../../entities/customer-stats.ts';
import { customerStats } from '../../../src/purchases/customer-stats.ts';
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

const read = endpoint({
  method: 'get',
  path: '/customers/{id}/stats',
  name: 'readCustomerStats',
  about:
    'What the purchases of a customer come to, in all and in the 365 days before updatedAt, without what was refunded.',
  scopes: ['purchases'],
  params: byId,
  answer: customerStatsShape,
  run: async ({ tx, params }) => statsView(await customerStats(tx, params.id)),
});

export const statsEndpoints = [read];
