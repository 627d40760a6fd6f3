import { type Behaviour, behaviourSql } from '../customers/behaviour.ts';
import { seesNames } from '../customers/masks.ts';
import type { Civil } from '../lib/dates.ts';
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
  /** Their last purchase, usual days between two, and what that says of them; null for readers who are bound to a store. */
  lastOn: Civil | null;
  intervalDays: number | null;
  behaviour: Behaviour | null;
}

export interface Top {
  scope: Scope;
  /** All who have ever bought, by how they behave now; null for readers who are bound to a store. */
  behaviours: Record<Behaviour, number> | null;
  users: Customer[];
  spenders: Customer[];
}

const MOST = 100;

/**
 * Who used most coupons and who spent most, a hundred of each at most, and how customers behave by their own rhythm
 * (`customers/behaviour.ts`). Names as the reader may see them.
 */
export async function top(tx: Tx, by: Actor, period?: Period): Promise<Top> {
  const { scope, ask } = await openScope(tx, by, period);
  const open = seesNames(by) && may(by, 'read-customer');
  const named = (all: Customer[]) => all.map((one) => ({ ...one, name: open ? one.name : maskName(one.name) }));
  const found = await ask<Customer & { list: 'users' | 'spenders' }>(BOTH, tx.now);
  const [behaviours] = scope.store ? [null] : await ask<Record<Behaviour, number>>(BEHAVIOURS, tx.now);
  const of = (wanted: string) => named(found.flatMap(({ list, ...one }) => (list === wanted ? [one] : [])));
  return { scope, behaviours: behaviours!, users: of('users'), spenders: of('spenders') };
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
select list, c.id as "customerId", c.name, uses::int, listed.purchases::int, spent::float8 as "spentMinor",
  (s.last_at at time zone $3)::date::text as "lastOn", round(s.interval_days)::int as "intervalDays", ${behaviourSql('s', '$5::timestamptz')} as behaviour
from (
  (select 'users' as list, row_number() over (order by uses desc, spent desc, customer_id) as place, *
   from both_of where uses > 0 order by place limit ${MOST})
  union all
  (select 'spenders', row_number() over (order by spent desc, uses desc, customer_id) as place, *
   from both_of where spent > 0 order by place limit ${MOST})
) listed join customer c on c.id = listed.customer_id
left join customer_stats s on s.customer_id = c.id and $4::uuid is null order by list, place`;

const BEHAVIOURS = `, each as (
  select ${behaviourSql('s', '$5::timestamptz')} as behaviour from customer_stats s join customer c on c.id = s.customer_id and c.merged_into is null
)
select (count(*) filter (where behaviour = 'active'))::int as active, (count(*) filter (where behaviour = 'slipping'))::int as slipping,
  (count(*) filter (where behaviour = 'lost'))::int as lost from each`;
