import { Store } from '../../entities/store.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** The store that a member of staff is bound to; null for all others. */
export async function storeBoundTo(tx: Pick<Tx, 'db'>, by: Actor): Promise<Store | null> {
  const storeId = by.kind === 'staff' ? by.staff.storeId : null;
  return storeId ? tx.db.findOneByOrFail(Store, { id: storeId }) : null;
}
