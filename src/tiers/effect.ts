import type { Tx } from '../transaction.ts';
import type { Ladder } from './ladder.ts';

/** How many people are in a tier; `name` is null for those in none, `would` with the tiers that are asked about. */
export interface Count {
  name: string | null;
  now: number;
  would: number;
}

const SPENT = `select s.customer_id, s.spent_365_minor as measure from customer_stats s`;

// Of everybody at once: figures of points are kept only where tiers go by them.
const EARNED = `
select customer_id, sum(points)::bigint as measure from (
  select q.customer_id, q.points - coalesce((select sum(f.points) from refund f where f.purchase_id = q.id and q.refunded_minor > 0), 0) as points
  from purchase q where q.voided_at is null and q.at > $2::timestamptz - interval '8760 hours'
  union all
  select k.customer_id, r.points from redemption r join coupon k on k.id = r.coupon_id
  where r.undone_at is null and r.points > 0 and r.at > $2::timestamptz - interval '8760 hours'
  union all
  select customer_id, delta from points_entry where reason = 'grant' and at > $2::timestamptz - interval '8760 hours') e
group by customer_id`;

/** How many people, of those who have joined or bought, are in each tier now and would be with these; highest first. */
export async function effectOf(tx: Tx, { by, tiers }: Ladder): Promise<Count[]> {
  const highFirst = tiers.toReversed();
  const rows: { name: string | null; now: number; would: number }[] = await tx.db.query(
    `with wanted as (
       select t.name, t.threshold from jsonb_to_recordset($1::jsonb) as t (name text, threshold bigint)
     ), measured as (${by === 'spend' ? `${SPENT} where $2::timestamptz is not null` : EARNED}
     ), placed as (
       select s.tier as was, (select w.name from wanted w where w.threshold <= m.measure order by w.threshold desc limit 1) as tier
       from customer c left join customer_stats s on s.customer_id = c.id left join measured m on m.customer_id = c.id
       where c.merged_into is null and (c.joined_at is not null or s.customer_id is not null)
     )
     select name, sum(now)::int as now, sum(would)::int as would from (
       select was as name, count(*) as now, 0 as would from placed group by was
       union all select tier, 0, count(*) from placed group by tier) n
     group by name`,
    [JSON.stringify(highFirst), tx.now],
  );
  const names = [...new Set([...highFirst.map(({ name }) => name), ...rows.map(({ name }) => name)])];
  return [...names.filter((name) => name !== null), null].map(
    (name) => rows.find((row) => row.name === name) ?? { name, now: 0, would: 0 },
  );
}
