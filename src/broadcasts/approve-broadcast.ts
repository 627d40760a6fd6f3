import { Broadcast } from '../../entities/broadcast.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { askApproval } from './ask-approval.ts';
import { noteAct } from './note-act.ts';
import { refuseClosed } from './nothing-to-tell.ts';
import { storedPlan } from './plan.ts';
import { lockBroadcast } from './stop-broadcast.ts';
import { type Asked, changesSince, peopleMeant } from './what-is-asked.ts';

/** Time to take a broadcast back that was approved after its own time. */
const GRACE_MS = 60_000;

/** What came of somebody's yes. `changed`: it is not what they were asked any more; `other`: they were shown something else. */
export interface Answered {
  outcome: 'approved' | 'changed' | 'other' | 'over';
  broadcast: Broadcast;
}

/**
 * Agrees to what somebody else made, as it was asked; after its time it goes out in a minute. Where it has changed since,
 * everybody is asked again instead. `mark` names the question that was answered; `language` is the answerer's. The maker is
 * refused.
 */
export async function approveBroadcast(
  tx: Tx,
  by: Actor,
  id: string,
  how: { mark?: string | undefined; language?: string } = {},
): Promise<Answered> {
  authorise(by, 'approve');
  const broadcast = await lockBroadcast(tx, id);
  if (broadcast.approval === 'given' && broadcast.state !== 'stopped') return { outcome: 'approved', broadcast };
  if (broadcast.approval !== 'asked' || broadcast.state !== 'waiting') return { outcome: 'over', broadcast };
  if (broadcast.madeBy === actorName(by)) throw new Refusal('approval-own');
  const sendAt = new Date(Math.max(broadcast.sendAt.getTime(), tx.now.getTime() + GRACE_MS));
  await refuseClosed(tx, broadcast.campaignId, sendAt, how.language);
  const asked = broadcast.asked as Asked | null;
  if (asked && how.mark && how.mark !== asked.mark) return { outcome: 'other', broadcast };
  const people = await peopleMeant(tx, storedPlan(broadcast.plan));
  const changes = asked ? await changesSince(tx, broadcast, asked, people) : [];
  if (!asked || changes.length > 0) {
    const again = await askApproval(tx, broadcast, people, changes, actorName(by));
    await tx.db.update(Broadcast, { id }, { asked: again as object });
    return { outcome: 'changed', broadcast: { ...broadcast, asked: again } };
  }
  const approved = { approval: 'given', approvedBy: actorName(by), approvedAt: tx.now, sendAt } as const;
  await tx.db.update(Broadcast, { id }, approved);
  await noteAct(tx, by, 'approve-broadcast', id, { mark: asked.mark, people: asked.people });
  return { outcome: 'approved', broadcast: { ...broadcast, ...approved } };
}
