import type { Terms } from '../campaigns/terms.ts';
import { COUNTER_NOES } from '../coupons/note-no.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { COUPONS, FATES, type Fates } from './kinds.ts';
import type { Period } from './period.ts';
import { REACHED, type Reach } from './reach.ts';
import { openScope, type Scope } from './scope.ts';

/** Where a campaign loses most: its message is not seen, the offer is not taken, or the coupon is not used. */
export type Weakness = 'not-seen' | 'not-claimed' | 'not-used';

export interface Failing extends Reach, Fates {
  campaignId: string;
  ref: string;
  name: Terms['name'];
  /** The step that keeps the smallest share; null where all do well or few came that far. */
  weakness: Weakness | null;
}

export interface Failures {
  scope: Scope;
  campaigns: Failing[];
  /** Codes that do not exist, typed by staff. */
  wrongCodes: number;
  /** Why tills that ask by the API were refused; kept for seven days. Not for readers who are bound to a store. */
  refused: { code: string; count: number }[];
  /** Coupons that staff could not redeem in a chat, once for each reason; the most frequent first. */
  sentAway: { code: string; count: number }[];
}

/** A step that keeps more than this does well; of fewer people nothing is said. */
const WELL = 0.5;
const FEW = 10;

/** What fails and where: for each campaign that people were told of or claimed in the period, and at the counter. */
export async function failures(tx: Tx, by: Actor, period?: Period): Promise<Failures> {
  const { scope, ask } = await openScope(tx, by, period);
  const campaigns = await ask<Omit<Failing, 'weakness'>>(CAMPAIGNS, tx.now, null);
  const [{ count: wrongCodes } = { count: 0 }] = await ask<{ count: number }>(WRONG_CODES);
  return {
    scope,
    campaigns: campaigns.map((one) => ({ ...one, weakness: scope.store ? null : weaknessOf(one) })),
    wrongCodes,
    refused: scope.store ? [] : await ask(REFUSED),
    sentAway: await ask(SENT_AWAY),
  };
}

/** Coupons that can still be used have not failed yet. */
function weaknessOf({ told, seen, toldClaimed, claimed, used, open }: Omit<Failing, 'weakness'>): Weakness | null {
  const steps = [
    { name: 'not-seen', of: told, kept: seen },
    { name: 'not-claimed', of: seen, kept: toldClaimed },
    { name: 'not-used', of: claimed - open, kept: used },
  ] as const;
  const weak = steps
    .filter(({ of, kept }) => of >= FEW && kept < WELL * of)
    .sort((a, b) => a.kept / a.of - b.kept / b.of);
  return weak[0]?.name ?? null;
}

const CAMPAIGNS = `, ${COUPONS}, ${REACHED}, told as (
  select campaign_id, sum(told) as told, sum(seen) as seen, sum(claimed) as claimed from reached group by 1
), fates as (
  select k.campaign_id, ${FATES} from counted k group by 1
)
select g.id as "campaignId", g.ref, t.terms -> 'name' as name,
  coalesce(r.told, 0)::int as told, coalesce(r.seen, 0)::int as seen, coalesce(r.claimed, 0)::int as "toldClaimed",
  coalesce(k.claimed, 0) as claimed, coalesce(k.used, 0) as used, coalesce(k.open, 0) as open,
  coalesce(k.expired, 0) as expired, coalesce(k.revoked, 0) as revoked, coalesce(k."discountMinor", 0) as "discountMinor"
from fates k full join told r on r.campaign_id = k.campaign_id
join campaign g on g.id = coalesce(k.campaign_id, r.campaign_id)
join campaign_terms t on t.campaign_id = g.id and t.version = g.terms_version
order by coalesce(r.told, 0) + coalesce(k.claimed, 0) desc, g.ref`;

const WRONG_CODES = `
select count(*)::int as count from wrong_code w join staff s on s.id = w.staff_id
where w.at >= $1 and w.at < $2 and ($4::uuid is null or s.store_id = $4)`;

const CODES = [...['code-shape', 'code-typo', 'code-unknown'], ...COUNTER_NOES].map((code) => `'${code}'`).join(', ');

const REFUSED = `
select response ->> 'code' as code, count(*)::int as count from idempotency
where created_at >= $1 and created_at < $2 and status >= 400 and response ->> 'code' = any(array[${CODES}])
group by 1 order by 2 desc, 1`;

const SENT_AWAY = `
select code, count(*)::int as count from counter_refusal
where at >= $1 and at < $2 and ($4::uuid is null or store_id = $4) group by 1 order by 2 desc, 1`;
