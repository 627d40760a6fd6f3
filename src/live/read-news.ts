import type { App } from '../app.ts';
import type { Terms } from '../campaigns/terms.ts';
import { maskName } from '../lib/plain-text.ts';

export const NEWS_KINDS = ['claim', 'redemption', 'undo', 'rating'] as const;

/** Something that just happened in the shop, without saying to whom. */
export interface Happened {
  kind: (typeof NEWS_KINDS)[number];
  /** Of the coupon that was claimed, the redemption, or the rating. */
  id: string;
  at: Date;
  campaign: string | null;
  terms: Terms | null;
  /** First letter and stars. */
  customer: string;
  /** Where a claim was made. */
  channel: string | null;
  storeId: string | null;
  store: string | null;
  orderMinor: number | null;
  discountMinor: number | null;
  stars: number | null;
}

/** What commits this much later than it was begun is still seen. */
export const LOOK_BACK_MS = 15_000;
/** Of each kind so many, the newest; in a rush nobody reads more. */
const MOST = 200;

/** The least id of a version 7 UUID of that millisecond. */
export const leastId = (ms: number) => {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};

/**
 * What happened in the last quarter of a minute, the oldest first. Goes by the ids, which sort by time, so that it reads the right
 * edge of the keys that there are and no index is needed for it.
 */
export async function readNews({ pool, clock }: Pick<App, 'pool' | 'clock'>): Promise<Happened[]> {
  const since = clock.now().getTime() - LOOK_BACK_MS;
  const { rows } = await pool.query({ name: 'live_news', text: NEWS, values: [leastId(since), new Date(since), MOST] });
  return rows.map(masked);
}

/** A row of `SHOWN`, without the name. */
export const masked = (row: Happened): Happened => ({ ...row, customer: maskName(row.customer) });

/** Everything of `happened h` that is shown. */
export const SHOWN = `select h.kind, h.id, h.at, g.ref as campaign, t.terms, p.name as customer, h.channel,
  h.store_id as "storeId", s.name as store,
  h.order_minor::float8 as "orderMinor", h.discount_minor::float8 as "discountMinor", h.stars::int as stars
from happened h
join customer p on p.id = h.customer_id
left join campaign g on g.id = h.campaign_id
left join campaign_terms t on t.campaign_id = g.id and t.version = g.terms_version
left join store s on s.id = h.store_id`;

// Rows of the audit get their ids from the clock of the database.
const NEWS = `
with began as (
  select lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint - ${LOOK_BACK_MS}), 12, '0') as ms
), happened as (
  (select 'claim' as kind, c.id, c.claimed_at as at, c.campaign_id, c.customer_id, c.channel, null::uuid as store_id,
    null::bigint as order_minor, null::bigint as discount_minor, null::smallint as stars
  from coupon c where c.id >= $1 order by c.id desc limit $3)
  union all
  (select 'redemption', r.id, r.at, r.campaign_id, r.customer_id, null, r.store_id, r.order_minor, r.discount_minor, null
  from redemption r where r.id >= $1 order by r.id desc limit $3)
  union all
  select 'undo', r.id, u.at, r.campaign_id, r.customer_id, null, r.store_id, r.order_minor, r.discount_minor, null
  from (
    select a.subject, a.at from audit a
    where a.id >= (select (left(ms, 8) || '-' || right(ms, 4) || '-7000-8000-000000000000')::uuid from began)
      and a.act = 'undo-redemption' order by a.id desc limit $3
  ) u join redemption r on r.id = u.subject::uuid
  union all
  (select 'rating', f.id, f.at, f.campaign_id, f.customer_id, null, f.store_id, null, null, f.rating
  from feedback f where f.at >= $2 and f.rating is not null order by f.at desc, f.id desc limit $3)
)
${SHOWN}
order by h.at, h.kind, h.id`;
