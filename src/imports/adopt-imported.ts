import { Customer } from '../../entities/customer.ts';
import { joinCustomers } from '../links/join-customers.ts';
import type { Tx } from '../transaction.ts';

/**
 * Makes somebody whom the shop knew only from files one with the person who has now proven the same phone number: their
 * purchases, tags and numbers as a member come over. False when the other is somebody who has written to us themselves.
 */
export async function adoptImported(tx: Tx, person: Customer, other: Customer): Promise<boolean> {
  if (other.joinedAt || other.mergedInto || person.mergedInto) return false;
  const [heard] = await tx.db.query(
    `select 1 from identity where customer_id = $1 and heard_at is not null
     union all select 1 from staff where customer_id = $1 limit 1`,
    [other.id],
  );
  if (heard) return false;
  await tx.db.update(Customer, { id: other.id }, { phoneIndex: null, phoneSealed: null });
  await joinCustomers(tx, person.id, other.id);
  return true;
}
