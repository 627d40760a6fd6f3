import { Campaign } from '../../entities/campaign.ts';
import { CampaignTerms } from '../../entities/campaign-terms.ts';
import { newSecret } from '../lib/codes.ts';
import { newId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { type CampaignInput, campaignSchema } from './terms.ts';

/** Publishes a campaign: live at once, claimable from `claimFrom` on. Refuses bad terms by the field's name. */
export async function createCampaign(tx: Tx, by: Actor, input: CampaignInput): Promise<Campaign> {
  authorise(by, 'publish');
  const read = campaignSchema.safeParse(input);
  if (!read.success) {
    const issue = read.error.issues[0]!;
    throw new Refusal('terms-invalid', { field: issue.path.join('.') || 'body', problem: issue.message });
  }
  const { terms, claimFrom, claimUntil, ref, ...limits } = read.data;
  const from = claimFrom ? new Date(claimFrom) : tx.now;
  const until = claimUntil ? new Date(claimUntil) : null;
  if (until && until <= from)
    throw new Refusal('terms-invalid', { field: 'claimUntil', problem: 'must be after claimFrom' });
  if (ref && (await tx.db.existsBy(Campaign, { ref }))) throw new Refusal('campaign-ref-taken', { ref });
  if (limits.purpose === 'birthday' && (await tx.db.existsBy(Campaign, { purpose: 'birthday', state: 'live' }))) {
    throw new Refusal('birthday-campaign-exists');
  }
  const id = newId(tx.now.getTime());
  await tx.db.insert(Campaign, {
    ...limits,
    // A birthday comes every year; once a year is the greeting's own rule.
    perCustomer: limits.purpose === 'birthday' ? 1000 : limits.perCustomer,
    id,
    ref: ref ?? newSecret(8),
    state: 'live',
    zone: tx.shop.zone,
    claimFrom: from,
    claimUntil: until,
    createdBy: staffId(by),
    createdAt: tx.now,
  });
  await tx.db.insert(CampaignTerms, {
    campaignId: id,
    version: 1,
    terms: terms as object,
    createdBy: staffId(by),
    createdAt: tx.now,
  });
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'create-campaign',
    id,
    {},
    tx.now,
  ]);
  return tx.db.findOneByOrFail(Campaign, { id });
}
