import { CustomerStats } from '../../entities/customer-stats.ts';
import { refuseStranger } from '../points/stranger.ts';
import type { Tx } from '../transaction.ts';

/** What the purchases and coupons of a customer come to; nothing yet for who has none. */
export async function customerStats(tx: Tx, id: string): Promise<CustomerStats> {
  await refuseStranger(tx, id);
  const [{ customerId }] = await tx.db.query('select kept_customer($1) as "customerId"', [id]);
  const nothing = { firstAt: null, lastAt: null, purchases: 0, spentMinor: 0, purchases365: 0, spent365Minor: 0 };
  return (
    (await tx.db.findOneBy(CustomerStats, { customerId })) ?? {
      ...nothing,
      customerId,
      ...{
        intervalDays: null,
        categories: [],
        storeId: null,
        couponsClaimed: 0,
        couponsUsed: 0,
        tier: null,
        points365: null,
      },
      updatedAt: tx.now,
    }
  );
}
