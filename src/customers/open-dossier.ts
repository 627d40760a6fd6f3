import { refuseStranger } from '../points/stranger.ts';
import { type Actor, actorName, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** Whose dossier an id opens now; that the actor has read this part of it is noted for good. */
export async function openDossier(tx: Tx, by: Actor, customerId: string, part: string): Promise<string> {
  authorise(by, 'read-customer');
  await refuseStranger(tx, customerId);
  const [{ id }] = await tx.db.query('select kept_customer($1) as id', [customerId]);
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'read-customer',
    id,
    { part },
    tx.now,
  ]);
  return id;
}
