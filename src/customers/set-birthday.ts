import { Customer } from '../../entities/customer.ts';
import { addDays, civilDate, instantOf } from '../lib/dates.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { noteEdit } from './note-edit.ts';

const DAYS_BETWEEN_CHANGES = 365;

/**
 * Notes a birthday as month × 100 + day, the year optional. The same day again changes nothing; another one is taken
 * once in 365 civil days, or a birthday would come as often as somebody likes.
 */
export async function setBirthday(
  tx: Tx,
  customer: Customer,
  { mmdd, year }: { mmdd: number; year: number | null },
): Promise<void> {
  if (year !== null && (year < 1900 || year > Number(civilDate(tx.now, tx.shop.zone).slice(0, 4))))
    throw new Refusal('birthday-shape');
  const zone = customer.zone ?? tx.shop.zone;
  if (customer.birthMmdd === mmdd && (year === null || year === customer.birthYear)) return;
  if (customer.birthdaySetAt && customer.birthMmdd !== mmdd) {
    const from = instantOf(addDays(civilDate(customer.birthdaySetAt, zone), DAYS_BETWEEN_CHANGES), zone);
    if (from > tx.now) throw new Refusal('birthday-once-a-year', { from, now: tx.now });
  }
  const set = {
    birthMmdd: mmdd,
    birthYear: year,
    birthdaySetAt: customer.birthMmdd === mmdd ? customer.birthdaySetAt : tx.now,
  };
  await tx.db.update(Customer, { id: customer.id }, set);
  await noteEdit(tx, customer.id, 'birthday');
}
