import { Customer } from '../../entities/customer.ts';
import type { Tx } from '../transaction.ts';

/** Turns personal suggestions of a customer on or off, at once; off, what they looked at is forgotten. Returns false when they were so already. */
export async function setPersonal(tx: Tx, customer: Customer, wanted: boolean): Promise<boolean> {
  if (customer.noPersonal !== wanted) return false;
  customer.noPersonal = !wanted;
  if (!wanted) await tx.db.query('delete from campaign_look where customer_id = $1', [customer.id]);
  await tx.db.update(Customer, { id: customer.id }, { noPersonal: !wanted });
  return true;
}
