import { Customer } from '../../entities/customer.ts';
import { cleanName } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { noteEdit } from './note-edit.ts';

/** What a person wants to be called; the name of their account on a channel changes it no more. */
export async function setName(tx: Tx, customer: Customer, typed: string): Promise<string> {
  const name = cleanName(typed);
  if (!name || !/[\p{L}\p{N}]/u.test(name)) throw new Refusal('name-shape');
  if (name === customer.name) return name;
  await tx.db.update(Customer, { id: customer.id }, { name });
  await noteEdit(tx, customer.id, 'name');
  return name;
}
