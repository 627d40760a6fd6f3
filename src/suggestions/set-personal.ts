import { Customer } from '../../entities/customer.ts';
import type { Tx } from '../transaction.ts';

/** Turns personal suggestions of a customer on or off, at once. Returns false when they were so already. */
export async function setPersonal(tx: Tx, customer: Customer, wanted: boolean): Promise<boolean> {
  if (customer.noPersonal !== wanted) return false;
  customer.noPersonal = !wanted;
  await tx.db.update(Customer, { id: customer.id }, { noPersonal: !wanted });
  return true;
}
