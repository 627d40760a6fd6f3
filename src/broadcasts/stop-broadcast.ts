import { Broadcast } from '../../entities/broadcast.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { noteAct } from './note-act.ts';

/** Takes a broadcast back, or stops it: nothing more of it leaves after the batch on its way. */
export async function stopBroadcast(
  tx: Tx,
  by: Actor,
  broadcastId: string,
): Promise<'taken-back' | 'stopped' | 'over'> {
  authorise(by, 'publish');
  const broadcast = await lockBroadcast(tx, broadcastId);
  if (broadcast.state === 'done' || broadcast.state === 'stopped') return 'over';
  const waiting = broadcast.state === 'waiting';
  const ended = waiting ? { finishedAt: tx.now, reportedAt: tx.now } : {};
  await tx.db.update(
    Broadcast,
    { id: broadcastId },
    { state: 'stopped', reason: waiting ? 'taken back' : 'stopped', ...ended },
  );
  await noteAct(tx, by, 'stop-broadcast', broadcastId);
  return waiting ? 'taken-back' : 'stopped';
}

/** Has a broadcast rest: after the batch on its way nothing leaves until it is resumed. */
export async function pauseBroadcast(tx: Tx, by: Actor, broadcastId: string): Promise<'paused' | 'not-sending'> {
  return turn(tx, by, broadcastId, 'sending', 'paused', 'not-sending');
}

/** Goes on with a broadcast that rests; whoever opted out meanwhile is left out. */
export async function resumeBroadcast(tx: Tx, by: Actor, broadcastId: string): Promise<'resumed' | 'not-paused'> {
  const turned = await turn(tx, by, broadcastId, 'paused', 'sending', 'not-paused');
  return turned === 'not-paused' ? turned : 'resumed';
}

async function turn<To extends 'sending' | 'paused', No>(
  tx: Tx,
  by: Actor,
  id: string,
  from: 'sending' | 'paused',
  to: To,
  no: No,
): Promise<To | No> {
  authorise(by, 'publish');
  const { state, reason } = await lockBroadcast(tx, id);
  // One that rests for a channel's sake tells the people of others; whoever pauses it means them all.
  if (state === to && reason === null) return to;
  if (state !== to && state !== from) return no;
  await tx.db.update(Broadcast, { id }, { state: to, reason: null });
  await noteAct(tx, by, to === 'paused' ? 'pause-broadcast' : 'resume-broadcast', id);
  return to;
}

/** The broadcast, and nobody else changes it until the transaction ends. */
export function lockBroadcast(tx: Tx, id: string): Promise<Broadcast> {
  return tx.db.findOneOrFail(Broadcast, { where: { id }, lock: { mode: 'pessimistic_write' } });
}
