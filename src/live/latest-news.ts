import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { type Happened, leastId, masked, SHOWN } from './read-news.ts';

const HOURS = 24;

/** What happened in the last 24 hours, at most so many, the newest first; of one store where it is named. */
export async function latestNews(tx: Tx, by: Actor, most: number, storeId?: string): Promise<Happened[]> {
  authorise(by, 'read-figures');
  const since = tx.now.getTime() - HOURS * 3_600_000;
  const rows = await tx.db.query(LATEST, [leastId(since), new Date(since), most, storeId ?? null]);
  return rows.map(masked);
}

// Of each kind the right edge of its key. Uses that were taken back are few, and have an index that holds no others.
const LATEST = `
with happened as (
  (select 'claim' as kind, c.id, c.claimed_at as at, c.campaign_id, c.customer_id, c.channel, null::uuid as store_id,
    null::bigint as order_minor, null::bigint as discount_minor, null::smallint as stars
  from coupon c where $4::uuid is null and c.id >= $1 and c.claimed_at >= $2 order by c.id desc limit $3)
  union all
  (select 'redemption', r.id, r.at, r.campaign_id, r.customer_id, null, r.store_id, r.order_minor, r.discount_minor, null
  from redemption r where r.id >= $1 and r.at >= $2 and ($4 is null or r.store_id = $4) order by r.id desc limit $3)
  union all
  (select 'undo', r.id, r.undone_at, r.campaign_id, r.customer_id, null, r.store_id, r.order_minor, r.discount_minor, null
  from redemption r where r.undone_at is not null and r.undone_at >= $2 and ($4 is null or r.store_id = $4)
  order by r.undone_at desc limit $3)
  union all
  (select 'rating', f.id, f.at, f.campaign_id, f.customer_id, null, f.store_id, null, null, f.rating
  from feedback f where f.at >= $2 and f.rating is not null and ($4 is null or f.store_id = $4)
  order by f.at desc, f.id desc limit $3)
)
${SHOWN}
order by h.at desc, h.kind desc, h.id desc limit $3`;
