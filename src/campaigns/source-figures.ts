import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** A claim belongs to the link that its owner followed last, if that is at most so long ago. */
export const SOURCE_DAYS = 30;

/** What the links of one source brought. */
export interface SourceFigures {
  source: string;
  /** People whom a link of it led here last. */
  came: number;
  /** Those of them who had not joined before, and did. */
  joined: number;
  claimed: number;
  /** Undone redemptions count nowhere. */
  redeemed: number;
}

/**
 * What each source of a campaign brought, the most claims first; every claim counts for one source at most. Staff who are bound
 * to a store read its redemptions only.
 */
export async function sourceFigures(tx: Tx, by: Actor, campaignId: string): Promise<SourceFigures[]> {
  authorise(by, 'read-figures');
  const bound = by.kind === 'staff' ? by.staff.storeId : null;
  return tx.db.query(FIGURES, [campaignId, bound, SOURCE_DAYS]);
}

// From the few who came by a link to their coupons, never through all coupons of a campaign.
const FIGURES = `
with came as (
  select a.source, a.fresh, a.at, i.customer_id, lead(a.at) over (partition by i.customer_id order by a.at, a.identity_id) as next
  from arrival a join identity i on i.id = a.identity_id where a.campaign_id = $1
)
select s.source, count(distinct e.customer_id)::int as came,
  count(distinct e.customer_id) filter (where e.fresh and p.joined_at is not null)::int as joined,
  count(c.id)::int as claimed, count(r.id)::int as redeemed
from campaign_source s
left join came e on e.source = s.source
left join customer p on p.id = e.customer_id
left join coupon c on c.customer_id = e.customer_id and c.campaign_id = $1 and c.claimed_at >= e.at
  and (e.next is null or c.claimed_at < e.next) and c.claimed_at < e.at + make_interval(days => $3) and c.channel <> 'paper'
left join redemption r on r.coupon_id = c.id and r.undone_at is null and ($2::uuid is null or r.store_id = $2)
where s.campaign_id = $1 group by s.source order by claimed desc, came desc, s.source`;
