import type { Civil } from '../lib/dates.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { BOUGHT, KEPT, OURS, WITH_COUPON } from './fragments.ts';
import type { Period } from './period.ts';
import { openScope } from './scope.ts';

/** Sales of a week that begins on this Monday. */
export interface Week {
  monday: Civil;
  with: number;
  withMinor: number;
  without: number;
  withoutMinor: number;
}

/** Sales by week of the reader's zone, with and without a coupon, without what was given back. */
export async function weeks(tx: Tx, by: Actor, period?: Period) {
  const { scope, ask } = await openScope(tx, by, period);
  return { scope, rows: await ask<Week>(WEEKS) };
}

const WEEKS = `, ${WITH_COUPON}, bought as (
  select date_trunc('week', p.at at time zone $3)::date as monday, ${KEPT} as minor, c.id is not null as coupon
  from purchase p left join with_coupon c on c.id = p.id where ${OURS} and ${BOUGHT}
)
select monday::text,
  (count(*) filter (where coupon))::int as with, coalesce(sum(minor) filter (where coupon), 0)::float8 as "withMinor",
  (count(*) filter (where not coupon))::int as without,
  coalesce(sum(minor) filter (where not coupon), 0)::float8 as "withoutMinor"
from bought group by monday order by monday`;
