import { type Actor, actorName } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** Writes down who did what to a broadcast or a series. */
export async function noteAct(tx: Tx, by: Actor, act: string, subject: string, facts: object = {}): Promise<void> {
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    act,
    subject,
    facts,
    tx.now,
  ]);
}
