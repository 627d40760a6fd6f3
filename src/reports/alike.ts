import { meanDifference, shareDifference } from '../lib/statistics.ts';
import { BOUGHT, KEPT } from './fragments.ts';
import type { Ask } from './scope.ts';

/** Who claimed under one version of the terms: people, and what they had bought in the days before their claim. */
export interface Claimers {
  version: number;
  people: number;
  /** Those who had bought anything within `DAYS_BEFORE`. */
  known: number;
  /** What was kept of that, per head. */
  perHeadMinor: number;
}

/** Two versions' claimers, and in what they differ by more than chance. */
export interface Alike {
  before: Claimers;
  after: Claimers;
  differs: ('known' | 'spend')[];
}

/** So many days before a claim say what sort of customer claimed. */
export const DAYS_BEFORE = 90;
/** A mean of fewer people says nothing of money. */
const FEW = 30;

/**
 * Whether those who claimed under two versions are the same sort of customers: a version whose coupons went to regulars
 * is used more whatever its terms are. Somebody who claimed under both counts in both. Intervals: `lib/statistics.ts`.
 */
export async function alike(ask: Ask, campaignId: string, versions: [number, number]): Promise<Alike | null> {
  const rows = await ask<Row>(CLAIMERS, campaignId, versions);
  const [before, after] = versions.map((version) => rows.find((one) => one.version === version));
  if (!before || !after) return null;
  const known = shareDifference({ did: after.known, of: after.people }, { did: before.known, of: before.people });
  const money =
    Math.min(before.people, after.people) < FEW
      ? undefined
      : meanDifference({ of: after.people, ...after }, { of: before.people, ...before });
  const beyond = (interval: { low: number; high: number } | undefined) =>
    interval !== undefined && (interval.low > 0 || interval.high < 0);
  return {
    before: shown(before),
    after: shown(after),
    differs: [...(beyond(known) ? (['known'] as const) : []), ...(beyond(money) ? (['spend'] as const) : [])],
  };
}

interface Row {
  version: number;
  people: number;
  known: number;
  mean: number;
  variance: number;
}

const shown = ({ version, people, known, mean }: Row): Claimers => {
  return { version, people, known, perHeadMinor: Math.round(mean) };
};

const CLAIMERS = `, claim as (
  select c.terms_version as version, c.customer_id, min(c.claimed_at) as at from coupon c
  where c.campaign_id = $5 and c.claimed_at >= $1 and c.claimed_at < $2 and c.terms_version = any($6::int[]) group by 1, 2
), past as (
  select k.version, k.customer_id, count(p.id) as orders, coalesce(sum(${KEPT}), 0)::float8 as minor
  from claim k left join purchase p on p.customer_id = k.customer_id and p.at < k.at
    and p.at >= k.at - interval '${DAYS_BEFORE} days' and ${BOUGHT}
  group by 1, 2
)
select version, count(*)::int as people, (count(*) filter (where orders > 0))::int as known, avg(minor)::float8 as mean,
  coalesce(var_samp(minor), 0)::float8 as variance
from past group by version`;
