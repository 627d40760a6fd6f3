import { Store } from '../../entities/store.ts';
import { cleanName } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** Says in which city a store is, for groups of people by city. */
export async function setCity(tx: Tx, by: Actor, what: { storeId: string; city: string }): Promise<Store> {
  authorise(by, 'open-store');
  const city = cleanName(what.city);
  if (!city) throw new Refusal('city-shape');
  const { affected } = await tx.db.update(Store, { id: what.storeId }, { city });
  if (!affected) throw new Refusal('store-unknown', { stores: [] });
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'set-city',
    what.storeId,
    { city },
    tx.now,
  ]);
  return tx.db.findOneByOrFail(Store, { id: what.storeId });
}
