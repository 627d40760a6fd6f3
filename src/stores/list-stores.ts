import { IsNull } from 'typeorm';
import { Store } from '../../entities/store.ts';
import type { Tx } from '../transaction.ts';

/** The stores that are open, by name. */
export async function listStores(tx: Pick<Tx, 'db'>): Promise<Store[]> {
  return tx.db.find(Store, { where: { closedAt: IsNull() }, order: { name: 'ASC' } });
}

/** The open store with this name in any case, or the only one whose name contains the text. */
export function storeNamed(stores: readonly Store[], text: string): Store | undefined {
  const plain = (name: string) => name.normalize('NFKC').trim().toLowerCase();
  const wanted = plain(text);
  const exact = stores.find((store) => plain(store.name) === wanted);
  const near = wanted ? stores.filter((store) => plain(store.name).includes(wanted)) : [];
  return exact ?? (near.length === 1 ? near[0] : undefined);
}
