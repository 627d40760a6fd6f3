import type { Tx } from '../transaction.ts';
import { type Ladder, readLadder, type Step } from './ladder.ts';

/** Where a person stands on the ladder. */
export interface Standing {
  by: Ladder['by'];
  /** What counts of the last 365 days: minor units spent, or points earned. */
  measure: number;
  tier: Step | undefined;
  /** The tier is theirs at least until then, whatever they buy or not. */
  keptUntil: Date | undefined;
  /** What comes next, and how much of the measure is missing. */
  next: { tier: Step; missing: number } | undefined;
}

// Each thing that counts, the newest first; a tier is kept until the oldest that it rests on has left the 365 days.
const MEASURE = `
with counts as (
  select q.at, q.id, case when $3 = 'spend' then q.paid_minor - q.refunded_minor
    else q.points - (select coalesce(sum(f.points), 0) from refund f where f.purchase_id = q.id) end as amount
  from purchase q where q.customer_id = $1 and q.voided_at is null and q.at > $2::timestamptz - interval '8760 hours'
  union all
  select r.at, r.id, r.points from coupon k join redemption r on r.coupon_id = k.id and r.undone_at is null
  where k.customer_id = $1 and k.state = 'redeemed' and $3 = 'points' and r.at > $2::timestamptz - interval '8760 hours'
  union all
  select at, id, delta from points_entry
  where customer_id = $1 and reason = 'grant' and $3 = 'points' and at > $2::timestamptz - interval '8760 hours'
), added as (
  select at, amount, sum(amount) over (order by at desc, id desc) as so_far from counts
)
select coalesce(sum(amount), 0)::bigint as measure,
  max(at) filter (where so_far >= $4::bigint) + interval '8760 hours' as "keptUntil" from added`;

/** Where a customer stands now, by what they bought rather than by last night's figures; undefined without tiers. */
export async function standingOf(tx: Tx, customerId: string): Promise<Standing | undefined> {
  const { by, tiers } = await readLadder(tx);
  if (tiers.length === 0) return undefined;
  const [found] = await tx.db.query(MEASURE, [customerId, tx.now, by, 1]);
  const measure = Number(found.measure);
  const tier = tiers.findLast(({ threshold }) => threshold <= measure);
  const next = tiers.find(({ threshold }) => threshold > measure);
  const [kept] = tier ? await tx.db.query(MEASURE, [customerId, tx.now, by, tier.threshold]) : [];
  return {
    by,
    measure,
    tier,
    keptUntil: kept?.keptUntil ?? undefined,
    next: next && { tier: next, missing: next.threshold - measure },
  };
}
