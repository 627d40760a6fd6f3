import type { Terms } from '../campaigns/terms.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { USED_HERE } from './fragments.ts';
import type { Period } from './period.ts';
import { openScope } from './scope.ts';

/**
 * What a campaign gave away in the period and what orders it brought. `orders` are the uses whose order amount is known;
 * `orderMinor` is before the discount, `keptMinor` after it and after refunds.
 */
export interface Cost {
  campaignId: string;
  ref: string;
  name: Terms['name'];
  uses: number;
  discountMinor: number;
  gifts: number;
  points: number;
  orders: number;
  orderMinor: number;
  keptMinor: number;
}

/** Cost against return by campaign, for uses within the period; the dearest first. */
export async function cost(tx: Tx, by: Actor, period?: Period) {
  const { scope, ask } = await openScope(tx, by, period);
  return { scope, rows: await ask<Cost>(COST) };
}

const COST = `, used as (
  select r.campaign_id, count(*) as uses, sum(r.discount_minor) as discount, count(r.gift) as gifts, sum(r.points) as points,
    count(r.order_minor) as orders, coalesce(sum(r.order_minor), 0) as minor,
    coalesce(sum(p.paid_minor - p.refunded_minor), 0) as kept
  from redemption r left join purchase p on p.id = r.purchase_id
  where r.at >= $1 and r.at < $2 and ${USED_HERE} group by r.campaign_id
)
select g.id as "campaignId", g.ref, t.terms -> 'name' as name, uses::int, discount::float8 as "discountMinor", gifts::int,
  points::float8 as points, orders::int, minor::float8 as "orderMinor", kept::float8 as "keptMinor"
from used u join campaign g on g.id = u.campaign_id
join campaign_terms t on t.campaign_id = g.id and t.version = g.terms_version
order by discount desc, uses desc, g.ref`;
