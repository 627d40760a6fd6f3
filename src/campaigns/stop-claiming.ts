import { Campaign } from '../../entities/campaign.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { auditCampaign, lockCampaign } from './lock-campaign.ts';

/** Nobody can claim any more. Coupons that people hold stay valid; taking those back is `revokeIssued`. */
export async function stopClaiming(tx: Tx, by: Actor, campaignId: string): Promise<Campaign> {
  authorise(by, 'publish');
  const campaign = await lockCampaign(tx, campaignId);
  if (campaign.state === 'stopped') return campaign;
  await tx.db.update(Campaign, { id: campaignId }, { state: 'stopped', version: campaign.version + 1 });
  await auditCampaign(tx, by, 'stop-claiming', campaignId, { claimed: campaign.claimed });
  return tx.db.findOneByOrFail(Campaign, { id: campaignId });
}
