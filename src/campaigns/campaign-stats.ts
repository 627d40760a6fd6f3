import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { type SourceFigures, sourceFigures } from './source-figures.ts';
import type { Terms } from './terms.ts';

/** What was used and given; undone redemptions count nowhere. */
export interface Used {
  redeemed: number;
  discountMinor: number;
  points: number;
  gifts: number;
}

/**
 * `sent`: messages that left. `reached`: those that the platform took and did not report as undeliverable or unknown;
 * no platform tells who read them.
 */
export interface Told {
  sent: number;
  reached: number;
}

export interface CampaignStats {
  total: Told & Used & { claimed: number };
  /** By the channel of the message, and by the channel that the coupon was claimed on. */
  channels: (Told & Used & { channel: string; claimed: number })[];
  /** By where it was redeemed; null where no store was said. */
  stores: (Used & { store: string | null })[];
  /** By the terms that the coupons were claimed under; the newest last. */
  versions: (Used & { version: number; terms: Terms; claimed: number })[];
  /** By the source of the link that people came by. */
  sources: SourceFigures[];
}

/**
 * What a campaign did, straight from the ledgers: coupons, redemptions, and chunks of its broadcasts. Staff who are bound
 * to a store read its redemptions only; messages and claims belong to no store.
 */
export async function campaignStats(tx: Tx, by: Actor, campaignId: string): Promise<CampaignStats> {
  authorise(by, 'read-figures');
  const about = [campaignId, by.kind === 'staff' ? by.staff.storeId : null];
  const channels = (await tx.db.query(CHANNELS, about)).map(numbers) as CampaignStats['channels'];
  const stores = (await tx.db.query(STORES, about)).map(numbers) as CampaignStats['stores'];
  const versions = (await tx.db.query(VERSIONS, about)).map(numbers) as CampaignStats['versions'];
  const sum = (field: keyof CampaignStats['total']) => channels.reduce((all, one) => all + one[field], 0);
  return {
    total: {
      sent: sum('sent'),
      reached: sum('reached'),
      claimed: sum('claimed'),
      redeemed: sum('redeemed'),
      discountMinor: sum('discountMinor'),
      points: sum('points'),
      gifts: sum('gifts'),
    },
    channels,
    stores,
    versions,
    sources: await sourceFigures(tx, by, campaignId),
  };
}

const WORDS = new Set(['channel', 'store', 'terms']);

/** The driver gives sums as text. */
function numbers(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, WORDS.has(name) ? value : Number(value)]),
  );
}

const USED = `count(r.id) as redeemed, coalesce(sum(r.discount_minor), 0) as "discountMinor",
  coalesce(sum(r.points), 0) as points, count(r.gift) as gifts`;

const HERE = `r.undone_at is null and ($2::uuid is null or r.store_id = $2)`;

// Of a broadcast with variants, some are told of this campaign and others of another.
const CHANNELS = `
with about as (
  select * from broadcast where campaign_id = $1
    or plan @> jsonb_build_object('variants', jsonb_build_array(jsonb_build_object('campaign', $1::uuid::text)))
), told as (
  select channel, sum(sent) as sent, sum(reached) as reached from (
    select k.channel, k.sent + case when k.state = 'unknown' then k.missed else 0 end as sent, k.sent as reached
    from about b join broadcast_chunk k on k.broadcast_id = b.id where told_campaign(b.campaign_id, b.plan, k.variant) = $1
    union all
    select i.channel, 1, 0 from about b join broadcast_exception e on e.broadcast_id = b.id join identity i on i.id = e.identity_id
    where (b.plan -> 'variants' is null or b.plan -> 'variants' = '[]' or exists (
      select from broadcast_chunk k where k.broadcast_id = b.id and e.identity_id between k.first_id and k.last_id
        and e.identity_id = any(k.ids) and told_campaign(b.campaign_id, b.plan, k.variant) = $1)) and e.outcome in ('unreachable', 'unknown') and e.reason <> 'before sending'
  ) m group by channel
), coupons as (
  select c.channel, count(*) as claimed, ${USED}
  from coupon c left join redemption r on r.coupon_id = c.id and ${HERE}
  where c.campaign_id = $1 group by c.channel
)
select coalesce(t.channel, c.channel) as channel, coalesce(t.sent, 0) as sent, coalesce(t.reached, 0) as reached,
  coalesce(claimed, 0) as claimed, coalesce(redeemed, 0) as redeemed, coalesce("discountMinor", 0) as "discountMinor",
  coalesce(points, 0) as points, coalesce(gifts, 0) as gifts
from told t full join coupons c on c.channel = t.channel
where coalesce(t.sent, 0) + coalesce(claimed, 0) > 0 order by claimed desc nulls last, channel`;

const STORES = `
select s.name as store, ${USED} from redemption r left join store s on s.id = r.store_id
where r.campaign_id = $1 and ${HERE} group by s.id, s.name order by redeemed desc, s.name nulls last`;

const VERSIONS = `
select t.version, t.terms, count(c.id) as claimed, ${USED}
from campaign_terms t
left join coupon c on c.campaign_id = t.campaign_id and c.terms_version = t.version
left join redemption r on r.coupon_id = c.id and ${HERE}
where t.campaign_id = $1 group by t.version, t.terms order by t.version`;
