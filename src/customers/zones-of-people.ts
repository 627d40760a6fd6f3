import { isZone } from '../lib/dates.ts';
import type { Tx } from '../transaction.ts';

/** The zones people live in: null stands for those who are in the shop's. A few index probes, however many people. */
export async function zonesOfPeople({ db }: { db: Pick<Tx['db'], 'query'> }): Promise<(string | null)[]> {
  const rows: { zone: string }[] = await db.query(ZONES);
  return [null, ...rows.map(({ zone }) => zone).filter(isZone)];
}

/** Every zone that is kept, by a loose index scan: as many probes as there are zones. */
export const ZONES = `
with recursive z as (
  (select zone from customer where zone is not null order by zone limit 1)
  union all
  select (select zone from customer where zone > z.zone order by zone limit 1) from z where z.zone is not null
) select zone from z where zone is not null`;
