import { Campaign } from '../../entities/campaign.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** The campaign under the lock that claims wait for; refuses when there is none. */
export async function lockCampaign(tx: Tx, id: string): Promise<Campaign> {
  const campaign = await tx.db.findOne(Campaign, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (!campaign) throw new Refusal('campaign-unknown');
  return campaign;
}

/** Writes down who did what with a campaign. */
export async function auditCampaign(tx: Tx, by: Actor, act: string, campaignId: string, facts: object): Promise<void> {
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    act,
    campaignId,
    facts,
    tx.now,
  ]);
}
