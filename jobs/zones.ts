import type { App } from '../src/app.ts';
import { isZone } from '../src/lib/dates.ts';

/** The zones people live in: null stands for those who are in the shop's. A few index probes, however many people. */
export async function zonesOfPeople(app: Pick<App, 'pool'>): Promise<(string | null)[]> {
  const { rows } = await app.pool.query(ZONES);
  return [null, ...rows.map(({ zone }) => zone as string).filter(isZone)];
}

const ZONES = `
with recursive z as (
  (select zone from customer where zone is not null order by zone limit 1)
  union all
  select (select zone from customer where zone > z.zone order by zone limit 1) from z where z.zone is not null
) select zone from z where zone is not null`;
