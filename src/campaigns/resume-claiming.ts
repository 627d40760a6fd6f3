import { Campaign } from '../../entities/campaign.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { auditCampaign, lockCampaign } from './lock-campaign.ts';

/** People can claim again what is left of a stopped campaign, within its window and limits. */
export async function resumeClaiming(tx: Tx, by: Actor, campaignId: string): Promise<Campaign> {
  authorise(by, 'publish');
  const campaign = await lockCampaign(tx, campaignId);
  if (campaign.state === 'live') return campaign;
  const { purpose, version } = campaign;
  if (purpose === 'birthday' && (await tx.db.existsBy(Campaign, { purpose, state: 'live' }))) {
    throw new Refusal('birthday-campaign-exists');
  }
  await tx.db.update(Campaign, { id: campaignId }, { state: 'live', version: version + 1 });
  await auditCampaign(tx, by, 'resume-claiming', campaignId, { claimed: campaign.claimed });
  return tx.db.findOneByOrFail(Campaign, { id: campaignId });
}
