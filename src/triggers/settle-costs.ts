import type { Tx } from '../transaction.ts';

const BATCH = 2_000;
/** A use of yesterday is seldom taken back. */
const SETTLED_MS = 86_400_000;

/**
 * Gives back to the budgets of triggers what their coupons did not take: all of it once they have ended, and what the
 * worst case was more than the discount once they were used for a day. Returns how many were settled.
 */
export async function settleCosts(tx: Tx): Promise<number> {
  const rows: { trigger_id: string }[] = await tx.db.query(
    `with ended as materialized (
       select e.id, e.trigger_id, e.cost_minor, coalesce(r.discount_minor, 0) as took
       from trigger_effect e join coupon c on c.id = e.coupon_id and c.state <> 'issued'
       left join redemption r on r.coupon_id = c.id and r.undone_at is null
       where e.coupon_id is not null and not e.settled and (r.at is null or r.at < $1)
       order by e.id limit $2 for update of e skip locked
     ), settled as (
       update trigger_effect e set settled = true, cost_minor = n.took from ended n where e.id = n.id
     ), back as (
       select trigger_id, sum(cost_minor - took) as minor from ended group by trigger_id
     ), given as (
       update trigger t set committed_minor = greatest(0, t.committed_minor - b.minor) from back b
       where t.id = b.trigger_id and b.minor > 0
     )
     select trigger_id from ended`,
    [new Date(tx.now.getTime() - SETTLED_MS), BATCH],
  );
  return rows.length;
}
