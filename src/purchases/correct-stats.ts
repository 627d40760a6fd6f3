import type { Tx } from '../transaction.ts';
import { refreshStats } from './refresh-stats.ts';

/**
 * Works anew, for the next of so many customers after `after`, the figures that time has changed: of whom a purchase,
 * or points where tiers go by them, has left the last 365 days, who has claimed coupons since, and who was measured by
 * other tiers than there are. Gives where to go on, nothing at the end.
 */
export async function correctStats(
  tx: Tx,
  after: string | undefined,
  most = 500,
): Promise<{ corrected: number; next: string | undefined }> {
  const people = await tx.db.query(
    `select c.id,
       s.updated_at is null and exists (select from coupon k where k.customer_id = c.id)
       or exists (select from coupon k where k.customer_id = c.id and k.claimed_at > s.updated_at)
       or exists (select from purchase p where p.customer_id = c.id
         and p.at > s.updated_at - interval '8760 hours' and p.at <= $1::timestamptz - interval '8760 hours')
       or s.points_365 is not null and exists (select from points_entry e where e.customer_id = c.id
         and e.at > s.updated_at - interval '8760 hours' and e.at <= $1::timestamptz - interval '8760 hours')
       or tier_is_due(c.id) as moved
     from (select id from customer where $2::uuid is null or id > $2 order by id limit $3) c
     left join customer_stats s on s.customer_id = c.id order by c.id`,
    [tx.now, after ?? null, most],
  );
  const moved = people.filter((one: { moved: boolean }) => one.moved).map(({ id }: { id: string }) => id);
  if (moved.length > 0) await refreshStats(tx, moved);
  return { corrected: moved.length, next: people.length < most ? undefined : people.at(-1).id };
}
