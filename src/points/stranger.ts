import { isId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

/** Refuses an id that is nobody's. */
export async function refuseStranger(tx: Tx, customerId: string): Promise<void> {
  const [known] = isId(customerId) ? await tx.db.query('select id from customer where id = $1', [customerId]) : [];
  if (!known) throw new Refusal('customer-unknown');
}
