import type { Terms } from '../campaigns/terms.ts';
import type { Tx } from '../transaction.ts';

/** A coupon that a customer holds or held, and what became of it. */
export interface HeldCoupon {
  id: string;
  ref: string;
  name: Terms['name'];
  state: 'issued' | 'redeemed' | 'expired' | 'revoked';
  claimedAt: Date;
  validUntil: Date;
  zone: string;
  /** Of the use that holds. */
  used: {
    at: Date;
    store: string | null;
    staff: string | null;
    orderMinor: number | null;
    discountMinor: number;
  } | null;
}

/** A page of a customer's coupons: those they can still use, what expires first before the rest; then the others, newest first. */
export async function couponsHeld(
  tx: Tx,
  customerId: string,
  { page, size }: { page: number; size: number },
): Promise<{ coupons: HeldCoupon[]; total: number }> {
  const rows = await tx.db.query(
    `select c.id, g.ref, t.terms -> 'name' as name, g.zone, c.claimed_at as "claimedAt", c.valid_until as "validUntil",
       case when c.state = 'issued' and c.valid_until <= $2 then 'expired' else c.state end as state,
       r.at as "usedAt", s.name as store, p.name as staff, r.order_minor::float8 as "orderMinor",
       r.discount_minor::float8 as "discountMinor", count(*) over ()::int as total
     from coupon c
     join campaign g on g.id = c.campaign_id
     join campaign_terms t on t.campaign_id = c.campaign_id and t.version = c.terms_version
     left join redemption r on r.coupon_id = c.id and r.undone_at is null
     left join store s on s.id = r.store_id
     left join staff w on w.id = r.staff_id left join customer p on p.id = w.customer_id
     where c.customer_id = $1
     order by c.state <> 'issued' or c.valid_until <= $2, case when c.state = 'issued' and c.valid_until > $2 then c.valid_until end,
       coalesce(r.at, c.claimed_at) desc, c.id
     limit $3 offset $4`,
    [customerId, tx.now, size, (page - 1) * size],
  );
  return {
    total: rows[0]?.total ?? 0,
    coupons: rows.map(
      ({ total: _, usedAt, store, staff, orderMinor, discountMinor, ...coupon }: Row): HeldCoupon => ({
        ...coupon,
        used: usedAt && { at: usedAt, store, staff, orderMinor, discountMinor },
      }),
    ),
  };
}

type Row = Omit<HeldCoupon, 'used'> & { total: number; usedAt: Date | null } & Omit<
    NonNullable<HeldCoupon['used']>,
    'at'
  >;
