import { Campaign } from '../../entities/campaign.ts';
import { inLanguage } from '../campaigns/terms.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

/** Refuses to tell people at an instant of a campaign that is stopped, over or all gone. */
export async function refuseClosed(tx: Tx, campaignId: string, at: Date, language?: string): Promise<void> {
  const { state, claimUntil, stock, claimed } = await tx.db.findOneByOrFail(Campaign, { id: campaignId });
  if (state !== 'live') throw await nothingToTell(tx, campaignId, 'stopped', language);
  if (claimUntil && claimUntil <= at) throw await nothingToTell(tx, campaignId, 'over', language);
  if (stock !== null && claimed >= stock) throw await nothingToTell(tx, campaignId, 'gone', language);
}

async function nothingToTell(tx: Tx, campaignId: string, why: 'stopped' | 'over' | 'gone', language?: string) {
  const { terms } = (await findClaimable(tx.db, campaignId))!;
  return new Refusal('nothing-to-tell', {
    name: inLanguage(terms.name, language ?? tx.shop.language, tx.shop.language),
    why,
  });
}
