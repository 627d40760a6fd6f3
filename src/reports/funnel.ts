import type { Terms } from '../campaigns/terms.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { type Interval, shareDifference } from '../lib/statistics.ts';
import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { type Alike, alike } from './alike.ts';
import { USED_HERE } from './fragments.ts';
import { COUPONS, FATES, type Fates } from './kinds.ts';
import type { Period } from './period.ts';
import { REACH, REACHED, type Reach } from './reach.ts';
import { openScope, type Scope } from './scope.ts';

/** A version of the terms: who was told of it, and what became of the coupons claimed under it in the period. */
export interface Step extends Reach, Fates {
  version: number;
  since: Date;
  terms: Terms;
  /** Uses of these coupons that were taken back. */
  undone: number;
}

export interface Funnel {
  scope: Scope;
  campaignId: string;
  ref: string;
  name: Terms['name'];
  versions: Step[];
  /** How the share of used coupons of the newest version differs from the one before; null where that cannot be said. */
  change: (Interval & { difference: number }) | null;
  /** Who claimed these two; null where they cannot be compared. */
  claimers: Alike | null;
}

/**
 * From being told to using it, by version of the terms: coupons claimed in the period and what became of them since. Messages
 * and claims belong to no store; readers who are bound to one see its uses.
 */
export async function funnel(tx: Tx, by: Actor, refOrId: string, period?: Period): Promise<Funnel> {
  const { scope, ask } = await openScope(tx, by, period);
  const found = await findClaimable(tx.db, refOrId);
  if (!found) throw new Refusal('campaign-unknown');
  const { campaign, terms } = found;
  const versions = await ask<Step>(STEPS, tx.now, campaign.id);
  const two = scope.store ? undefined : lastTwo(versions);
  return {
    scope,
    campaignId: campaign.id,
    ref: campaign.ref,
    name: terms.name,
    versions,
    change: two ? change(two) : null,
    claimers: two ? await alike(ask, campaign.id, [two[0].version, two[1].version]) : null,
  };
}

function lastTwo(versions: Step[]): [Step, Step] | undefined {
  const [before, after] = versions.filter(({ claimed }) => claimed > 0).slice(-2);
  return before && after && [before, after];
}

function change([before, after]: [Step, Step]): Funnel['change'] {
  return shareDifference({ did: after.used, of: after.claimed }, { did: before.used, of: before.claimed });
}

const STEPS = `, ${COUPONS}, ${REACHED}, back as (
  select c.terms_version as version, count(*) as undone
  from coupon c join redemption r on r.coupon_id = c.id and r.undone_at is not null and ${USED_HERE.replace('r.undone_at is null and ', '')}
  where c.campaign_id = $6 and c.claimed_at >= $1 and c.claimed_at < $2 group by 1
)
select t.version, t.created_at as since, t.terms, ${REACH},
  ${FATES.replaceAll(/sum\(k\.(\w+)\)/g, 'coalesce(sum(k.$1), 0)')}, coalesce(sum(b.undone), 0)::int as undone
from campaign_terms t
left join counted k on k.campaign_id = t.campaign_id and k.version = t.version
left join reached r on r.campaign_id = t.campaign_id and r.version = t.version
left join back b on b.version = t.version
where t.campaign_id = $6 and (k.version is not null or r.version is not null)
group by t.version, t.created_at, t.terms order by t.version`;
