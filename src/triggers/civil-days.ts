import { bornOn } from '../customers/birthday-benefit.ts';
import { zonesOfPeople } from '../customers/zones-of-people.ts';
import { addDays, civilDate, instantOf } from '../lib/dates.ts';
import type { Tx } from '../transaction.ts';
import type { CivilDay } from './look.ts';

/** When a birthday or anniversary counts, on the day itself where the person is. */
const AT = '09:00';

/** The civil days, in every zone that people live in, whose morning lies after `since` and not after `until`. */
export async function civilDays(tx: Pick<Tx, 'db' | 'shop'>, since: Date, until: Date): Promise<CivilDay[]> {
  const found: CivilDay[] = [];
  for (const zone of await zonesOfPeople(tx)) {
    const where = zone ?? tx.shop.zone;
    for (let day = civilDate(since, where); instantOf(day, where) <= until; day = addDays(day, 1)) {
      const at = instantOf(day, where, AT);
      if (at <= since || at > until) continue;
      const year = Number(day.slice(0, 4));
      for (const monthDay of bornOn(day)) {
        // Of people who joined when it was still the day before elsewhere, or the day after already.
        const near = [-1, 0, 1].flatMap((off) => bornOn(addDays(day, off)));
        found.push({ zone, year, monthDay, near, at });
      }
    }
  }
  return found;
}
