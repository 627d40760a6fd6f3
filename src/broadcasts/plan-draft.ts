import { BroadcastPlan } from '../../entities/broadcast-plan.ts';
import type { Actor } from '../staff/actor.ts';
import { authorise, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { checkPlan, EMPTY_PLAN, type Plan, storedPlan } from './plan.ts';

/** What a member of staff is putting together for a campaign. */
export async function readDraft(tx: Tx, by: Actor, campaignId: string): Promise<Plan> {
  const found = await tx.db.findOneBy(BroadcastPlan, { campaignId, staffId: staffId(by) ?? campaignId });
  return found ? storedPlan(found.plan) : EMPTY_PLAN;
}

/** Changes it; refuses what could not be carried out. */
export async function changeDraft(tx: Tx, by: Actor, campaignId: string, change: Partial<Plan>): Promise<Plan> {
  authorise(by, 'publish');
  const plan = await checkPlan(tx, { ...(await readDraft(tx, by, campaignId)), ...change });
  await tx.db.upsert(
    BroadcastPlan,
    { campaignId, staffId: staffId(by)!, plan: plan as object, updatedAt: tx.now },
    { conflictPaths: ['campaignId', 'staffId'] },
  );
  return plan;
}

/** The next broadcast of the campaign begins with everybody again. */
export async function dropDraft(tx: Tx, by: Actor, campaignId: string): Promise<void> {
  const mine = staffId(by);
  if (mine) await tx.db.delete(BroadcastPlan, { campaignId, staffId: mine });
}
