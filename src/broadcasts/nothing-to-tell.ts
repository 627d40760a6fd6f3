import { Campaign } from '../../entities/campaign.ts';
import { inLanguage } from '../campaigns/terms.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

/** Why nobody could claim of a campaign at an instant, so that telling people of it makes no sense; undefined when they can. */
export function whyClosed(
  { state, claimUntil, stock, claimed }: Pick<Campaign, 'state' | 'claimUntil' | 'stock' | 'claimed'>,
  at: Date,
): 'stopped' | 'over' | 'gone' | undefined {
  if (state !== 'live') return 'stopped';
  if (claimUntil && claimUntil <= at) return 'over';
  return stock !== null && claimed >= stock ? 'gone' : undefined;
}

/** Refuses to tell people at an instant of a campaign that is stopped, over or all gone. */
export async function refuseClosed(tx: Tx, campaignId: string, at: Date, language?: string): Promise<void> {
  const why = whyClosed(await tx.db.findOneByOrFail(Campaign, { id: campaignId }), at);
  if (!why) return;
  const { terms } = (await findClaimable(tx.db, campaignId))!;
  const name = inLanguage(terms.name, language ?? tx.shop.language, tx.shop.language);
  throw new Refusal('nothing-to-tell', { name, why });
}
