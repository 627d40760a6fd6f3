import { isId } from '../../../src/lib/ids.ts';
import { Refusal } from '../../../src/refusal.ts';
import { listStores, storeNamed } from '../../../src/stores/list-stores.ts';
import type { Tx } from '../../../src/transaction.ts';

/** The id of the store that a caller names by its id or name; undefined when they name none. */
export async function storeIdOf(tx: Tx, named: string | undefined): Promise<string | undefined> {
  if (named === undefined || isId(named)) return named?.toLowerCase();
  const stores = await listStores(tx);
  const found = storeNamed(stores, named);
  if (!found) throw new Refusal('store-unknown', { stores: stores.map(({ name }) => name) });
  return found.id;
}
