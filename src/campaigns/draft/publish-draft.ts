import type { Campaign } from '../../../entities/campaign.ts';
import { endOfDay } from '../../lib/dates.ts';
import type { Actor } from '../../staff/actor.ts';
import type { Tx } from '../../transaction.ts';
import { createCampaign } from '../create-campaign.ts';
import type { CampaignInput } from '../terms.ts';
import { dropDraft } from './draft.ts';
import type { Asking } from './step.ts';
import { complete } from './write.ts';

/** Publishes a draft and throws it away. A draft that waited too long is not published: `asks` is the step it fails at. */
export async function publishDraft(
  tx: Tx,
  by: Actor & { kind: 'staff' },
  at: Asking,
): Promise<{ campaign: Campaign } | { asks: string }> {
  const { terms, limits } = at.draft;
  if (!complete(at)) return { asks: '' };
  const { claimFrom, claimUntil } = limits;
  if (claimUntil && new Date(claimUntil) <= tx.now) return { asks: 'until' };
  const { validity } = terms as CampaignInput['terms'];
  if ('until' in validity && endOfDay(validity.until, tx.shop.zone) <= tx.now) return { asks: 'validity' };
  // "From ten on", published at eleven, is now.
  const begins = claimFrom && new Date(claimFrom) > tx.now ? { claimFrom } : { claimFrom: undefined };
  const campaign = await createCampaign(tx, by, { ...limits, ...begins, terms: terms as CampaignInput['terms'] });
  await dropDraft(tx, by.staff);
  return { campaign };
}
