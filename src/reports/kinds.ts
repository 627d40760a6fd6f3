import type { Terms } from '../campaigns/terms.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { USED_HERE } from './fragments.ts';
import type { Period } from './period.ts';
import { openScope } from './scope.ts';

/** What became of coupons that were claimed in the period; `used` stands and is where the reader may look. */
export interface Fates {
  claimed: number;
  used: number;
  /** Can still be used. */
  open: number;
  expired: number;
  revoked: number;
  discountMinor: number;
}

/** Coupons claimed in the period by kind of coupon, and how many of them were used since. */
export async function kinds(tx: Tx, by: Actor, period?: Period) {
  const { scope, ask } = await openScope(tx, by, period);
  return { scope, rows: await ask<Fates & { kind: Terms['kind'] }>(KINDS, tx.now) };
}

/** Sums over `k`, what `COUPONS` counts by campaign and version. */
export const FATES = `sum(k.claimed)::int as claimed, sum(k.used)::int as used, sum(k.open)::int as open,
  sum(k.expired)::int as expired, sum(k.revoked)::int as revoked, sum(k.discount)::float8 as "discountMinor"`;

/** Coupons claimed in the period by campaign and terms. $5 is now: who is past their time is expired before the job says so. */
export const COUPONS = `counted as (
  select c.campaign_id, c.terms_version as version, count(*) as claimed, count(r.id) as used,
    count(*) filter (where c.state = 'issued' and c.valid_until > $5::timestamptz) as open,
    count(*) filter (where c.state = 'expired' or c.state = 'issued' and c.valid_until <= $5::timestamptz) as expired,
    count(*) filter (where c.state = 'revoked') as revoked, coalesce(sum(r.discount_minor), 0) as discount
  from coupon c left join redemption r on r.coupon_id = c.id and ${USED_HERE}
  where c.claimed_at >= $1 and c.claimed_at < $2 group by c.campaign_id, c.terms_version)`;

const KINDS = `, ${COUPONS}
select t.terms ->> 'kind' as kind, ${FATES}
from counted k join campaign_terms t on t.campaign_id = k.campaign_id and t.version = k.version
group by 1 order by sum(k.claimed) desc, 1`;
