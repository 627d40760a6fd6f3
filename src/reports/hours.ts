import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { BOUGHT, KEPT, OURS, USED_HERE } from './fragments.ts';
import type { Period } from './period.ts';
import { openScope } from './scope.ts';

/** An hour of the week on the clock that hangs in the store: ISO weekday, Monday 1, and hour 0 to 23. */
export interface Hour {
  weekday: number;
  hour: number;
  purchases: number;
  spentMinor: number;
  uses: number;
}

/**
 * When people buy and when they use coupons. The clock is that of each store, else that of the shop, so that an hour
 * keeps its name when clocks are changed; the hour that comes twice counts both.
 */
export async function hours(tx: Tx, by: Actor, period?: Period) {
  const { scope, ask } = await openScope(tx, by, period);
  return { scope, rows: await ask<Hour>(HOURS, tx.shop.zone) };
}

const HOURS = `, seen as (
  select p.at at time zone coalesce(s.zone, $5) as wall, 1 as bought, ${KEPT} as minor, 0 as used
  from purchase p left join store s on s.id = p.store_id where ${OURS} and ${BOUGHT}
  union all
  select r.at at time zone coalesce(s.zone, $5), 0, 0, 1
  from redemption r left join store s on s.id = r.store_id where r.at >= $1 and r.at < $2 and ${USED_HERE}
)
select extract(isodow from wall)::int as weekday, extract(hour from wall)::int as hour,
  sum(bought)::int as purchases, sum(minor)::float8 as "spentMinor", sum(used)::int as uses
from seen group by 1, 2 order by 1, 2`;
