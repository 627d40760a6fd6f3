import { Store } from '../../entities/store.ts';
import { isZone } from '../lib/dates.ts';
import { newId } from '../lib/ids.ts';
import { cleanName } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** Opens a store; its name is what staff choose it by, its zone counts for weekdays and hours. */
export async function createStore(
  tx: Tx,
  by: Actor,
  what: { name: string; zone?: string; city?: string },
): Promise<Store> {
  authorise(by, 'open-store');
  const name = cleanName(what.name);
  if (!name || (what.zone && !isZone(what.zone))) throw new Refusal('store-name');
  const city = cleanName(what.city) ?? null;
  const id = newId(tx.now.getTime());
  const written = await tx.db.query(
    `insert into store (id, name, zone, city, created_at)
     select $1::uuid, $2::text, $3::text, $5::text, $4::timestamptz
     where not exists (select from store where lower(name) = lower($2))
     on conflict (name) do nothing returning id`,
    [id, name, what.zone ?? null, tx.now, city],
  );
  if (written.length === 0) throw new Refusal('store-name-taken', { store: name });
  return tx.db.findOneByOrFail(Store, { id });
}
