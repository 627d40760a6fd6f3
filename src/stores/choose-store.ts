import { Staff } from '../../entities/staff.ts';
import type { Store } from '../../entities/store.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { listStores, storeNamed } from './list-stores.ts';

/** Says which store a member of staff works in from now on; who is bound to one store cannot choose another. */
export async function chooseStore(tx: Tx, staff: Staff, name: string): Promise<Store> {
  const stores = await listStores(tx);
  const store = storeNamed(stores, name);
  if (!store) throw new Refusal('store-unknown', { stores: stores.map((one) => one.name) });
  if (staff.storeId && staff.storeId !== store.id) {
    const bound = stores.find(({ id }) => id === staff.storeId);
    throw new Refusal('store-out-of-scope', { store: bound?.name ?? '?' });
  }
  staff.atStoreId = store.id;
  await tx.db.update(Staff, { id: staff.id }, { atStoreId: store.id });
  return store;
}
