import type { Claimable } from '../coupons/claimable.ts';
import { shareInterval } from '../lib/statistics.ts';
import type { Compiled } from '../segments/compiled.ts';
import type { Tx } from '../transaction.ts';

/** How many will use what they are told of, from the shop's own past; null while that is too short to tell. */
export interface ForeseenUses {
  /** Between these two, with 95 % certainty if people go on as they did. */
  low: number;
  high: number;
  /** So many times these people, or a sample of them, were told of a coupon of the same kind, and so many times they used it. */
  told: number;
  used: number;
}

/** With fewer tellings than this, any answer would be a guess. */
export const TOLD_FROM = 50;
const SAMPLE = 1_000;

/**
 * Looks at what the people who are meant did with coupons of the same kind that broadcasts of the last year told them of:
 * used within 14 days, or not. `told` is the share of them who will be told at all. Of more than 1,000 people a sample by
 * a stable hash is looked at. What each variant gives out is foreseen from its own people, and never beyond its stock.
 */
export async function foreseeUses(
  tx: Tx,
  audience: Compiled,
  variants: { campaign: Claimable; people: number }[],
  told: number,
): Promise<ForeseenUses | null> {
  const people = variants.reduce((all, one) => all + one.people, 0);
  const n = audience.values.length;
  const past: { variant: number; told: number; used: number }[] = await tx.db.query(PAST(audience.sql, n), [
    ...audience.values,
    Math.max(1, Math.ceil(people / SAMPLE)),
    tx.now,
    variants.map(({ campaign }) => campaign.terms.kind),
  ]);
  const foreseen: ForeseenUses = { low: 0, high: 0, told: 0, used: 0 };
  for (const [at, variant] of variants.entries()) {
    if (variant.people === 0) continue;
    const here = past.find((one) => one.variant === at);
    if (!here || here.told < TOLD_FROM) return null;
    const share = shareInterval({ did: here.used, of: here.told });
    const { stock, claimed } = variant.campaign.campaign;
    const left = stock === null ? Number.POSITIVE_INFINITY : Math.max(0, stock - claimed);
    foreseen.low += Math.min(left, Math.floor(share.low * variant.people * told));
    foreseen.high += Math.min(left, Math.ceil(share.high * variant.people * told));
    foreseen.told += here.told;
    foreseen.used += here.used;
  }
  return people > 0 ? foreseen : null;
}

// Each person and campaign once: somebody told twice uses one coupon.
const PAST = (audience: string, n: number) => `
with chosen as materialized (
  select customer_id, variant from (${audience}) a
  where $${n + 1}::int = 1 or (hashtextextended(customer_id::text, 11) & 9223372036854775807) % $${n + 1}::int = 0
), told as (
  select s.variant, s.customer_id, b.campaign_id, min(b.at) as at
  from chosen s cross join lateral broadcasts_of(s.customer_id, 20) b
  join campaign g on g.id = b.campaign_id
  join campaign_terms t on t.campaign_id = g.id and t.version = g.terms_version
  where b.outcome = 'sent' and b.at > $${n + 2}::timestamptz - interval '365 days' and b.at <= $${n + 2}::timestamptz - interval '14 days'
    and t.terms ->> 'kind' = ($${n + 3}::text[])[s.variant + 1]
  group by s.variant, s.customer_id, b.campaign_id
)
select variant, count(*)::int as told, (count(*) filter (where exists (
  select from coupon k join redemption r on r.coupon_id = k.id and r.undone_at is null
  where k.customer_id = told.customer_id and k.campaign_id = told.campaign_id
    and r.at >= told.at and r.at < told.at + interval '14 days')))::int as used
from told group by variant`;
