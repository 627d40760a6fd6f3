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
  authorise(by, 'publish');
  const { state, reason, resumedAt } = await lockBroadcast(tx, broadcastId);
  // One that rests for a channel's sake tells the people of others; whoever pauses it means them all.
  if (state === 'paused' && reason === null && !resumedAt) return 'paused';
  if (state !== 'paused' && state !== 'sending') return 'not-sending';
  await tx.db.update(Broadcast, { id: broadcastId }, { state: 'paused', reason: null, resumedAt: null });
  await noteAct(tx, by, 'pause-broadcast', broadcastId);
  return 'paused';
}

/**
 * Goes on with a broadcast that rests. Whoever opted out meanwhile, or has heard enough, is left out: `letResumedGo` looks
 * at them first.
 */
export async function resumeBroadcast(tx: Tx, by: Actor, broadcastId: string): Promise<'resumed' | 'not-paused'> {
  authorise(by, 'publish');
  const { state, resumedAt } = await lockBroadcast(tx, broadcastId);
  if (state === 'sending' || (state === 'paused' && resumedAt)) return 'resumed';
  if (state !== 'paused') return 'not-paused';
  await tx.db.update(Broadcast, { id: broadcastId }, { resumedAt: tx.now, reason: null });
  await noteAct(tx, by, 'resume-broadcast', broadcastId);
  return 'resumed';
}

/** What people are told of its state: what is resumed is under way, although its people are still being looked at. */
export const stateShown = ({ state, resumedAt }: Pick<Broadcast, 'state' | 'resumedAt'>): Broadcast['state'] =>
  state === 'paused' && resumedAt ? 'sending' : state;

/** The broadcast, and nobody else changes it until the transaction ends. */
export function lockBroadcast(tx: Tx, id: string): Promise<Broadcast> {
  return tx.db.findOneOrFail(Broadcast, { where: { id }, lock: { mode: 'pessimistic_write' } });
}
