import { Trigger } from '../../entities/trigger.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { auditTrigger } from './audit-trigger.ts';
import { refuseClosed, refuseEmpty } from './refuse-incomplete.ts';

/**
 * Switches a trigger on: it answers what happens from now on, or from `since` on where that is asked for. On again is as
 * it was. Refuses one that lacks something or would do nothing.
 */
export async function switchOn(tx: Tx, by: Actor, id: string, since?: Date): Promise<Trigger> {
  authorise(by, 'publish');
  const trigger = await lock(tx, id);
  if (trigger.state === 'on' && !since) return trigger;
  refuseEmpty(trigger);
  await refuseClosed(tx, trigger);
  const from = since && since < tx.now ? since : tx.now;
  // What was looked at before is looked at again only where the past is asked for.
  await tx.db.update(Trigger, { id }, { state: 'on', since: from, lookedAt: null, version: trigger.version + 1 });
  await auditTrigger(tx, by, 'switch-on-trigger', id, { since: from });
  return tx.db.findOneByOrFail(Trigger, { id });
}

/** Switches it off: nothing more is found, and what waits is not done. */
export async function switchOff(tx: Tx, by: Actor, id: string): Promise<Trigger> {
  authorise(by, 'publish');
  const trigger = await lock(tx, id);
  if (trigger.state === 'off') return trigger;
  await tx.db.update(Trigger, { id }, { state: 'off', version: trigger.version + 1 });
  await auditTrigger(tx, by, 'switch-off-trigger', id, {});
  return tx.db.findOneByOrFail(Trigger, { id });
}

const lock = (tx: Tx, id: string) =>
  tx.db.findOneOrFail(Trigger, { where: { id }, lock: { mode: 'for_no_key_update' } });
