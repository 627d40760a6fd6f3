import type { Trigger } from '../../entities/trigger.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { isRecipe, lacking } from './recipes.ts';
import { isOwable, OWED_DAYS, type Rule } from './rule.ts';

/** Refuses a living trigger that lacks something or would do nothing: people would hear an empty word. */
export function refuseEmpty({ recipe, rule, campaignId }: Trigger): void {
  const { when, give } = rule as Rule;
  const need = isRecipe(recipe) && lacking(recipe, { when, campaignId })[0];
  if (need) throw new Refusal('trigger-needs', { need });
  const gives = recipe || campaignId || give.text || give.points || give.tag || give.tellStaff;
  if (!gives) throw new Refusal('trigger-needs', { need: 'gift' });
}

/** Refuses a campaign of which nothing can be given now. */
export async function refuseClosed(tx: Tx, { campaignId }: Trigger): Promise<void> {
  if (!campaignId) return;
  const { campaign } = (await findClaimable(tx.db, campaignId))!;
  const over = campaign.claimUntil !== null && campaign.claimUntil <= tx.now;
  if (campaign.state !== 'live' || over) throw new Refusal('trigger-needs', { need: 'live' });
}

/** Refuses a notice that would be marketing by another name: what invites people, and what comes long after. */
export function refuseUnowed({ when, class: kind, delayMinutes }: Rule): void {
  if (kind !== 'notice') return;
  if (!isOwable(when)) throw new Refusal('trigger-not-owed', { late: false, days: OWED_DAYS });
  if (delayMinutes > OWED_DAYS * 24 * 60) throw new Refusal('trigger-not-owed', { late: true, days: OWED_DAYS });
}
