import type { EntityManager } from 'typeorm';
import { Campaign } from '../../entities/campaign.ts';
import { CampaignTerms } from '../../entities/campaign-terms.ts';
import { type Terms, worstOf } from '../campaigns/terms.ts';
import { addDays, civilDate, endOfDay } from '../lib/dates.ts';
import { isId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';

/** A campaign with the terms that are in force now. */
export interface Claimable {
  campaign: Campaign;
  terms: Terms;
}

/** Finds a campaign by its ref (any case) or id, with its terms; undefined when there is none. */
export async function findClaimable(db: EntityManager, refOrId: string): Promise<Claimable | undefined> {
  const where = isId(refOrId) ? { id: refOrId.toLowerCase() } : { ref: refOrId.toUpperCase() };
  const campaign = await db.findOneBy(Campaign, where);
  if (!campaign) return undefined;
  const { terms } = await db.findOneByOrFail(CampaignTerms, {
    campaignId: campaign.id,
    version: campaign.termsVersion,
  });
  return { campaign, terms: terms as Terms };
}

/** Finds a drop by what people call it: its ref, or its name in any language. */
export async function findDrop(db: EntityManager, called: string): Promise<Claimable | undefined> {
  const found = await findClaimable(db, called);
  if (found) return found.campaign.purpose === 'drop' ? found : undefined;
  const [named] = await db.query(
    `select g.id from campaign g join campaign_terms t on t.campaign_id = g.id and t.version = g.terms_version
     where g.purpose = 'drop' and g.state = 'live' and exists (
       select from jsonb_each_text(t.terms -> 'name') n where lower(n.value) = lower($1))
     order by g.claim_from desc limit 1`,
    [called.trim()],
  );
  return named && findClaimable(db, named.id);
}

/** What a claim at this instant would get; refuses outside the claim window and for what nobody can claim any more. */
export function grant({ campaign, terms }: Claimable, now: Date) {
  refuseClosed(campaign, now);
  const validUntil = endOfValidity(terms, now, campaign.zone);
  if (validUntil <= now) throw new Refusal('claim-over', { until: validUntil, now });
  return { validFrom: now, validUntil, today: civilDate(now, campaign.zone), worst: worstOf(terms) ?? 0 };
}

/** Refuses what is stopped or outside its claim window. */
export function refuseClosed({ state, claimFrom, claimUntil }: Campaign, now: Date): void {
  if (state !== 'live') throw new Refusal('campaign-stopped');
  if (claimFrom > now) throw new Refusal('claim-not-yet', { from: claimFrom, now });
  if (claimUntil && claimUntil <= now) throw new Refusal('claim-over', { until: claimUntil, now });
}

/** The exclusive end of a coupon claimed now: elapsed hours, or midnight after a civil day in the campaign's zone. */
export function endOfValidity({ validity }: Terms, now: Date, zone: string): Date {
  if ('hours' in validity) return new Date(now.getTime() + validity.hours * 3_600_000);
  if ('until' in validity) return endOfDay(validity.until, zone);
  return endOfDay(addDays(civilDate(now, zone), validity.days), zone);
}
