import { seesNames } from '../customers/masks.ts';
import { maskName } from '../lib/plain-text.ts';
import { type Actor, may } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { BOUGHT, KEPT, OURS, USED_HERE } from './fragments.ts';
import type { Period } from './period.ts';
import { openScope, type Scope } from './scope.ts';

/** Somebody who did much; `name` is masked for readers who have no business with it. */
export interface Customer {
  customerId: string;
  name: string | null;
  uses: number;
  purchases: number;
  spentMinor: number;
}

export interface Top {
  scope: Scope;
  users: Customer[];
  spenders: Customer[];
}

const MOST = 100;

/** Who used most coupons and who spent most, a hundred of each at most. Names as the reader may see them. */
export async function top(tx: Tx, by: Actor, period?: Period): Promise<Top> {
  const { scope, ask } = await openScope(tx, by, period);
  const open = seesNames(by) && may(by, 'read-customer');
  const named = (all: Customer[]) => all.map((one) => ({ ...one, name: open ? one.name : maskName(one.name) }));
  const found = await ask<Customer & { list: 'users' | 'spenders' }>(BOTH);
  const of = (wanted: string) => named(found.flatMap(({ list, ...one }) => (list === wanted ? [one] : [])));
  return { scope, users: of('users'), spenders: of('spenders') };
}

// Both lists from one look at the books.
const BOTH = `, used as (
  select r.customer_id, count(*) as uses from redemption r where r.at >= $1 and r.at < $2 and ${USED_HERE} group by 1
), bought as (
  select p.customer_id, count(*) as purchases, sum(${KEPT}) as spent from purchase p where ${OURS} and ${BOUGHT} group by 1
), both_of as materialized (
  select customer_id, coalesce(uses, 0) as uses, coalesce(purchases, 0) as purchases, coalesce(spent, 0) as spent
  from used full join bought using (customer_id)
)
select list, c.id as "customerId", c.name, uses::int, purchases::int, spent::float8 as "spentMinor" from (
  (select 'users' as list, row_number() over (order by uses desc, spent desc, customer_id) as place, *
   from both_of where uses > 0 order by place limit ${MOST})
  union all
  (select 'spenders', row_number() over (order by spent desc, uses desc, customer_id) as place, *
   from both_of where spent > 0 order by place limit ${MOST})
) listed join customer c on c.id = listed.customer_id order by list, place`;
