import { type Civil, endOfDay, instantOf } from '../lib/dates.ts';
import { BOUGHT, KEPT } from '../reports/fragments.ts';
import type { Tx } from '../transaction.ts';

/** A civil day of the shop, or of one store of it. */
export interface Day {
  day: Civil;
  zone: string;
  /** Null for all stores. */
  storeId: string | null;
  /** Of a day that is not over, so far; its end when missing. */
  until?: Date;
}

/** What happened on a day. Of one store, nobody can say who claimed or joined there: those are null. */
export interface DayFigures {
  claims: number | null;
  /** Orders, with a coupon or without, by the rules of the reports: less what was refunded, and none that came back whole. */
  purchases: number;
  soldMinor: number;
  /** Uses of coupons that were not taken back since, and what was ordered with them. */
  redemptions: number;
  orderMinor: number;
  discountMinor: number;
  /** What coupons and orders of that day gave, less what refunds have cost since. */
  points: number;
  /** Uses that were taken back on that day, of whatever day they were. */
  undos: number;
  joined: number | null;
  ratings: number;
  /** Of the stars, rounded to two places; null without ratings. */
  average: number | null;
}

/** Counts a day from the ledgers. */
export async function dayFigures(tx: Pick<Tx, 'db'>, { day, zone, storeId, until }: Day): Promise<DayFigures> {
  const from = instantOf(day, zone);
  const [counted] = await tx.db.query(COUNT, [from, until ?? endOfDay(day, zone), storeId]);
  const { soldMinor, orderMinor, discountMinor, points, ...rest } = counted;
  return {
    ...rest,
    soldMinor: Number(soldMinor),
    orderMinor: Number(orderMinor),
    discountMinor: Number(discountMinor),
    points: Number(points),
  };
}

/** Tickets of that day and before that are still open. */
export async function countOpen(tx: Pick<Tx, 'db'>, { day, zone, storeId }: Day): Promise<number> {
  const [{ open }] = await tx.db.query(
    `select count(*)::int as open from ticket where state = 'open' and opened_at < $2
       and ($1::uuid is null or store_id is null or store_id = $1)`,
    [storeId, endOfDay(day, zone)],
  );
  return open;
}

// Ids of coupons and redemptions are made with the row and never earlier, so what was written since is a range of the
// primary key; the minute is for clocks that do not agree.
const SINCE = `uuid7_from($1::timestamptz - interval '1 minute')`;

const COUNT = `
select
  case when $3::uuid is null then (
    select count(*)::int from coupon where id >= ${SINCE} and claimed_at >= $1 and claimed_at < $2) end as claims,
  p.purchases, p.sold as "soldMinor", r.redemptions, r."orderMinor", r."discountMinor", r.points + p.points as points,
  (select count(*)::int from redemption q
   where q.undone_at is not null and q.undone_at >= $1 and q.undone_at < $2 and ($3::uuid is null or q.store_id = $3)) as undos,
  case when $3::uuid is null then (select count(*)::int from customer where joined_at >= $1 and joined_at < $2) end as joined,
  f.*
from (
  select count(*)::int as redemptions, coalesce(sum(q.order_minor), 0)::bigint as "orderMinor",
    coalesce(sum(q.discount_minor), 0)::bigint as "discountMinor", coalesce(sum(q.points), 0)::bigint as points
  from redemption q
  where q.id >= ${SINCE} and q.at >= $1 and q.at < $2 and q.undone_at is null and ($3::uuid is null or q.store_id = $3)) r
cross join (
  select count(*)::int as purchases, coalesce(sum(${KEPT}), 0)::bigint as sold,
    coalesce(sum(p.points - case when p.refunded_minor = 0 then 0
      else (select coalesce(sum(b.points), 0) from refund b where b.purchase_id = p.id) end), 0)::bigint as points
  from purchase p where p.at >= $1 and p.at < $2 and ($3::uuid is null or p.store_id = $3) and ${BOUGHT}) p
cross join (
  select count(*)::int as ratings, round(avg(rating), 2)::float8 as average from feedback
  where at >= $1 and at < $2 and rating is not null and ($3::uuid is null or store_id = $3)) f`;
