import type { EntityManager } from 'typeorm';
import type { Coupon } from '../../entities/coupon.ts';
import type { Terms } from '../campaigns/terms.ts';
import type { Tx } from '../transaction.ts';

/** A coupon of the wallet, with the terms it was claimed under. */
export interface WalletCoupon {
  id: string;
  state: Coupon['state'];
  validUntil: Date;
  usedAt: Date | null;
  zone: string;
  terms: Terms;
}

/** One page of a customer's coupons: what can be used first, what expires first before that; then the rest, newest first. */
export async function wallet(
  tx: Tx,
  customerId: string,
  page: number,
  size: number,
): Promise<{ coupons: WalletCoupon[]; total: number }> {
  const rows = await tx.db.query(
    `select c.id, case when c.state = 'issued' and c.valid_until <= $2 then 'expired' else c.state end as state,
       c.valid_until as "validUntil", r.at as "usedAt", g.zone, t.terms, count(*) over ()::int as total
     from coupon c
     join campaign g on g.id = c.campaign_id
     join campaign_terms t on t.campaign_id = c.campaign_id and t.version = c.terms_version
     left join redemption r on r.coupon_id = c.id and r.undone_at is null
     where c.customer_id = $1
     order by c.state <> 'issued' or c.valid_until <= $2, case when c.state = 'issued' and c.valid_until > $2 then c.valid_until end, c.claimed_at desc, c.id
     limit $3 offset $4`,
    [customerId, tx.now, size, (page - 1) * size],
  );
  return { coupons: rows, total: rows[0]?.total ?? 0 };
}

/** The frozen terms of a coupon, and the zone of its campaign. */
export async function heldTerms(
  { db }: { db: EntityManager },
  coupon: Pick<Coupon, 'campaignId' | 'termsVersion'>,
): Promise<{ terms: Terms; zone: string }> {
  const [row] = await db.query(
    'select t.terms, g.zone from campaign_terms t join campaign g on g.id = t.campaign_id where t.campaign_id = $1 and t.version = $2',
    [coupon.campaignId, coupon.termsVersion],
  );
  return row;
}
