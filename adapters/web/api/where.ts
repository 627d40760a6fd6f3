import { isId } from '../../../src/lib/ids.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { Actor } from '../../../src/staff/actor.ts';
import { listStores, storeNamed } from '../../../src/stores/list-stores.ts';
import { storeBoundTo } from '../../../src/stores/store-bound-to.ts';
import type { Tx } from '../../../src/transaction.ts';

/** The id of the store that a caller names by its id or name; undefined when they name none. */
export async function storeIdOf(tx: Tx, named: string | undefined): Promise<string | undefined> {
  if (named === undefined || isId(named)) return named?.toLowerCase();
  const stores = await listStores(tx);
  const found = storeNamed(stores, named);
  if (!found) throw new Refusal('store-unknown', { stores: stores.map(({ name }) => name) });
  return found.id;
}

/** The store that is looked at, named or the one that staff are bound to, and the zone of theirs; refuses them another. */
export async function whereToLook(
  tx: Tx,
  by: Actor,
  named: string | undefined,
): Promise<{ storeId: string | undefined; zone: string }> {
  const bound = await storeBoundTo(tx, by);
  const asked = await storeIdOf(tx, named);
  if (bound && asked && asked !== bound.id) throw new Refusal('console-not-here');
  return { storeId: asked ?? bound?.id, zone: bound?.zone ?? tx.shop.zone };
}
