import { redeemCoupon } from '../../src/coupons/redeem.ts';
import type { Actor } from '../../src/staff/actor.ts';
import { openCounter } from '../coupons/counter.ts';

export type Member = Actor & { kind: 'staff' };

/** A counter where people use coupons, which is what they then say something about. */
export async function openVisits(poolSize?: number) {
  const counter = await openCounter(poolSize);
  const gifts = await counter.campaign({
    ref: 'LATTE',
    claimFrom: '2026-01-01T00:00:00Z',
    terms: { kind: 'points', points: 1 },
  });
  const noi = await counter.staff('Noi', 'clerk');
  return {
    ...counter,
    noi,
    gifts,
    rows: <T>(sql: string, values: unknown[] = []): Promise<T[]> => counter.database.query(sql, values),
    /** Uses a coupon; the redemption as rating wants it. */
    async visit(customerId: string, storeId: string | null = null) {
      const { code } = await counter.claim(gifts.id, customerId);
      const { redemptionId } = await counter.run((tx) =>
        redeemCoupon(tx, counter.operator, { code, ...(storeId ? { storeId } : {}) }),
      );
      return { id: redemptionId, customerId, campaignId: gifts.id, storeId };
    },
  };
}

export type Visits = Awaited<ReturnType<typeof openVisits>>;
