import type { Terms } from '../campaigns/terms.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { feeOf, PAID_DELIVERY, pricesOf } from './fees.ts';
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
  /** Messages of broadcasts and triggers that told of it, and what they cost; null for readers who are bound to a store. */
  messages: number | null;
  feeMinor: number | null;
}

/** Cost against return by campaign, for uses and messages within the period; the dearest first. */
export async function cost(tx: Tx, by: Actor, period?: Period) {
  const { scope, ask } = await openScope(tx, by, period);
  return { scope, rows: await ask<Cost>(COST, pricesOf(tx.shop)) };
}

const COST = `, used as (
  select r.campaign_id, count(*) as uses, sum(r.discount_minor) as discount, count(r.gift) as gifts, sum(r.points) as points,
    count(r.order_minor) as orders, coalesce(sum(r.order_minor), 0) as minor,
    coalesce(sum(p.paid_minor - p.refunded_minor), 0) as kept
  from redemption r left join purchase p on p.id = r.purchase_id
  where r.at >= $1 and r.at < $2 and ${USED_HERE} group by r.campaign_id
), sent as (
  select told_campaign(b.campaign_id, b.plan, k.variant) as campaign_id, k.channel, count(*) as messages
  from broadcast_chunk k join broadcast b on b.id = k.broadcast_id cross join lateral chunk_people(k.id, k.ids) u
  left join broadcast_exception e on e.broadcast_id = k.broadcast_id and e.identity_id = u.id
  where $4::uuid is null and coalesce(k.sent_at, k.run_at) >= $1 and coalesce(k.sent_at, k.run_at) < $2
    and chunk_outcome(k.state, u.n, k.settled, e.outcome) = 'sent' group by 1, 2
  union all
  select t.campaign_id, d.channel, count(*)
  from trigger t join trigger_effect e on e.trigger_id = t.id join delivery d on d.subject = 'trigger:' || e.id
  where $4::uuid is null and t.campaign_id is not null and e.state = 'done' and e.done_at >= $1 and e.done_at < $2 and ${PAID_DELIVERY}
  group by 1, 2
), told as (
  select campaign_id, sum(messages) as messages, round(sum(${feeOf('messages', 'channel', '$5')})) as fee from sent group by 1
)
select g.id as "campaignId", g.ref, t.terms -> 'name' as name, coalesce(uses, 0)::int as uses, coalesce(discount, 0)::float8 as "discountMinor",
  coalesce(gifts, 0)::int as gifts, coalesce(points, 0)::float8 as points, coalesce(orders, 0)::int as orders,
  coalesce(minor, 0)::float8 as "orderMinor", coalesce(kept, 0)::float8 as "keptMinor",
  case when $4::uuid is null then coalesce(messages, 0)::int end as messages, case when $4::uuid is null then coalesce(fee, 0)::float8 end as "feeMinor"
from used u full join told using (campaign_id) join campaign g on g.id = campaign_id
join campaign_terms t on t.campaign_id = g.id and t.version = g.terms_version
order by coalesce(discount, 0) + coalesce(fee, 0) desc, coalesce(uses, 0) desc, coalesce(messages, 0) desc, g.ref`;
