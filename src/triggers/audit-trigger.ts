import { type Actor, actorName } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** Writes down who did what with a trigger. */
export async function auditTrigger(tx: Tx, by: Actor, act: string, id: string, facts: object): Promise<void> {
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    act,
    id,
    facts,
    tx.now,
  ]);
}
