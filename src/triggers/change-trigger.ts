import { Campaign } from '../../entities/campaign.ts';
import { Trigger } from '../../entities/trigger.ts';
import { worstOf } from '../campaigns/terms.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { auditTrigger } from './audit-trigger.ts';
import { refuseClosed, refuseEmpty, refuseUnowed } from './refuse-incomplete.ts';
import type { Rule } from './rule.ts';

/** What can be changed of a trigger; null takes it away. */
export interface TriggerChange {
  rule?: Rule;
  /** Ref or id of the campaign of which it gives a coupon. */
  campaign?: string | null;
  segmentId?: string | null;
  budgetMinor?: number | null;
  holdoutPercent?: number | null;
  endsAt?: Date | null;
  /** The version that was seen. When somebody has changed it since, that is said instead of undone. */
  version?: number | undefined;
}

/**
 * Changes a trigger; it holds for what is done from now on. Refuses an unknown campaign, a budget that nothing could keep
 * because its coupons have no worst case, a notice that nobody is owed, and to leave a living one with nothing to do.
 */
export async function changeTrigger(tx: Tx, by: Actor, id: string, change: TriggerChange): Promise<Trigger> {
  authorise(by, 'publish');
  const { campaign, budgetMinor, version, ...rest } = change;
  const trigger = await tx.db.findOneOrFail(Trigger, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (version !== undefined && version !== trigger.version)
    throw new Refusal('trigger-changed', { name: trigger.name });
  if (rest.rule) refuseUnowed(rest.rule);
  const campaignId = campaign ? await idOf(tx, campaign) : campaign === null ? null : trigger.campaignId;
  const budget = budgetMinor === undefined ? trigger.budgetMinor : budgetMinor;
  if (budget !== null && campaignId) {
    const { terms } = (await findClaimable(tx.db, campaignId))!;
    if (worstOf(terms) === undefined) throw new Refusal('trigger-unbounded');
  }
  // Never below what is out already: then it gives nothing more.
  const kept = budget === null ? null : Math.max(budget, trigger.committedMinor);
  const begun = trigger.state === 'on' && (await asksElse(tx, id, rest.rule)) ? { since: tx.now, lookedAt: null } : {};
  await tx.db.update(
    Trigger,
    { id },
    { ...rest, ...begun, campaignId, budgetMinor: kept, version: trigger.version + 1 },
  );
  await auditTrigger(tx, by, 'change-trigger', id, change);
  const now = await tx.db.findOneByOrFail(Trigger, { id });
  if (now.state === 'on') refuseEmpty(now);
  if (now.state === 'on' && now.campaignId !== trigger.campaignId) await refuseClosed(tx, now);
  return now;
}

/** Another question is asked from now on, and of nothing before. */
async function asksElse(tx: Tx, id: string, rule: Rule | undefined): Promise<boolean> {
  if (!rule) return false;
  const [row] = await tx.db.query(`select rule -> 'when' <> $2::jsonb as differs from trigger where id = $1`, [
    id,
    JSON.stringify(rule.when),
  ]);
  return row.differs;
}

async function idOf(tx: Tx, ref: string): Promise<string> {
  const found = await findClaimable(tx.db, ref);
  if (!found) throw new Refusal('campaign-unknown');
  return found.campaign.id;
}

/** Takes a campaign out of /drops: from now on its coupons are only given. Coupons that people hold stay valid. */
export async function keepOutOfDrops(tx: Tx, by: Actor, campaignId: string): Promise<void> {
  authorise(by, 'publish');
  const campaign = await tx.db.findOneOrFail(Campaign, {
    where: { id: campaignId },
    lock: { mode: 'for_no_key_update' },
  });
  if (campaign.purpose !== 'drop') return;
  // A new version: whoever claims by what they have read before reads again.
  await tx.db.update(Campaign, { id: campaignId }, { purpose: 'given', version: campaign.version + 1 });
  await auditTrigger(tx, by, 'keep-out-of-drops', campaignId, {});
}
