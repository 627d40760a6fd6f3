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
  return {
    scope,
    users: named(await ask<Customer>(`${EACH} where uses > 0 order by uses desc, spent desc, c.id limit ${MOST}`)),
    spenders: named(await ask<Customer>(`${EACH} where spent > 0 order by spent desc, uses desc, c.id limit ${MOST}`)),
  };
}

const EACH = `, used as (
  select r.customer_id, count(*) as uses from redemption r where r.at >= $1 and r.at < $2 and ${USED_HERE} group by 1
), bought as (
  select p.customer_id, count(*) as purchases, sum(${KEPT}) as spent from purchase p where ${OURS} and ${BOUGHT} group by 1
), both_of as (
  select customer_id, coalesce(uses, 0) as uses, coalesce(purchases, 0) as purchases, coalesce(spent, 0) as spent
  from used full join bought using (customer_id)
)
select c.id as "customerId", c.name, uses::int, purchases::int, spent::float8 as "spentMinor"
from both_of join customer c on c.id = both_of.customer_id`;
