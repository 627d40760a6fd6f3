/** A purchase that counts: neither taken back nor refunded whole. The same rule as that of `refresh_stats`. */
export const BOUGHT = `p.voided_at is null and (p.refunded_minor = 0 or p.refunded_minor < p.paid_minor)`;

/** What of it stayed with us. */
export const KEPT = `p.paid_minor - p.refunded_minor`;

/** Purchases of the period that the reader may see. */
export const OURS = `p.at >= $1 and p.at < $2 and ($4::uuid is null or p.store_id = $4)`;

/** Uses of coupons that stand, and that the reader may see. */
export const USED_HERE = `r.undone_at is null and ($4::uuid is null or r.store_id = $4)`;

/**
 * Purchases made with a coupon: their buyer used one on the same day in the same store. Tills that send their orders do not say
 * which coupon was shown, and a redemption without an order amount makes no purchase; the day joins what belongs together.
 */
export const WITH_COUPON = `use_day as materialized (
  select r.customer_id, (r.at at time zone $3)::date as day, array_agg(distinct r.store_id) as stores
  from redemption r where r.undone_at is null and r.at >= $1 and r.at < $2 group by 1, 2
), with_coupon as materialized (
  select p.id from use_day u join purchase p on p.customer_id = u.customer_id and (p.at at time zone $3)::date = u.day
  where ${OURS} and ${BOUGHT}
    and (p.store_id is null or p.store_id = any(u.stores) or array_position(u.stores, null) > 0))`;
