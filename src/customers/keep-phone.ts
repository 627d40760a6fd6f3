import { Customer } from '../../entities/customer.ts';
import { adoptImported } from '../imports/adopt-imported.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { noteEdit } from './note-edit.ts';

/** Keeps a proven phone number, encrypted; one person has it at a time. */
export async function keepPhone(tx: Tx, customer: Customer, number: string): Promise<void> {
  const digits = number.replace(/\D/g, '');
  const index = tx.shop.codes.seal('phone number', digits);
  const other = await tx.db.findOneBy(Customer, { phoneIndex: index });
  // An account that was linked with theirs has proven it: it stays there, so that it goes back with it.
  if (other && other.id !== customer.id && (await isNow(tx, other.id, customer.id))) return;
  const taken = other && other.id !== customer.id && !(await adoptImported(tx, customer, other));
  if (taken) throw new Refusal('phone-taken');
  if (customer.phoneIndex?.equals(index)) return;
  await tx.db.update(Customer, { id: customer.id }, { phoneIndex: index, phoneSealed: tx.shop.codes.encrypt(digits) });
  await noteEdit(tx, customer.id, 'phone');
}

async function isNow(tx: Tx, id: string, customerId: string): Promise<boolean> {
  const [{ kept }] = await tx.db.query('select kept_customer($1) as kept', [id]);
  return kept === customerId;
}
