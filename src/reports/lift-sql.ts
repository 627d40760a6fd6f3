import { feeOf, PAID_DELIVERY } from './fees.ts';
import { BOUGHT, KEPT, USED_HERE } from './fragments.ts';

// $5 what it is, $6 days, $7 now. All windows of a broadcast begin when it began; those of a trigger when each was due.
// Who was held back by a cap is in neither group: caps are asked before chance is.
const BROADCAST_PEOPLE = `person as (
  select q.customer_id, bool_or(q.outcome <> 'holdout') as told, bool_or(q.outcome = 'sent') as reached, min(b.started_at) as since,
    array_agg(distinct q.campaign_id) as campaigns
  from broadcast b cross join lateral (
    select customer_id, outcome, campaign_id from broadcast_reach where broadcast_id = b.id and outcome <> 'capped') q
  where b.id = $5::uuid group by q.customer_id)`;

/**
 * Why nothing came of it for somebody whom chance had let through: asked only after it, so nobody knows which of those
 * held out would have got nothing either. All of them count as told, and all who were held out as held. What is found
 * before chance is asked (opted out, unreachable, capped, taken back, off) is in neither group.
 */
const AFTER_CHANCE = `('holdout', 'had', 'budget', 'held', 'gone', 'closed', 'failed')`;

// Everybody's first time, once their days are over: held out or not is the same for all times of a person. Whose first time
// was before anybody was held out, as in a shop of few people, has nobody of those days to be compared with.
const TRIGGER_PEOPLE = `met as materialized (
  select e.id, coalesce(c.merged_into, c.id) as customer_id, e.reason, e.state, e.run_at
  from trigger_effect e join customer c on c.id = e.customer_id
  where e.trigger_id = $5::uuid and (e.state = 'done' or e.reason in ${AFTER_CHANCE}) and e.run_at >= $1 and e.run_at < $2
    and e.run_at <= $7::timestamptz - make_interval(days => $6::int)
), person as (
  select customer_id, bool_or(reason is distinct from 'holdout') as told, bool_or(state = 'done') as reached, min(run_at) as since
  from met group by customer_id
  having min(run_at) >= coalesce((select min(run_at) from met where reason = 'holdout'), '-infinity'))`;

const COMPARED = `, spent as (
  select w.customer_id, count(*) as purchases, sum(${KEPT}) as minor
  from person w join purchase p on p.customer_id = w.customer_id
    and p.at >= w.since and p.at < least(w.since + make_interval(days => $6::int), $7::timestamptz)
  where ${BOUGHT} and ($4::uuid is null or p.store_id = $4) group by w.customer_id
), saved as (
  select w.customer_id, sum(r.discount_minor) as minor
  from person w join redemption r on r.customer_id = w.customer_id
    and r.at >= w.since and r.at < least(w.since + make_interval(days => $6::int), $7::timestamptz)
  where ${USED_HERE} group by w.customer_id
), each as (
  select w.told, w.reached, s.customer_id is not null as bought, coalesce(s.minor, 0) as minor,
    $8::float8 * (coalesce(s.minor, 0) + coalesce(d.minor, 0)) - coalesce(d.minor, 0) as earned
  from person w left join spent s on s.customer_id = w.customer_id left join saved d on d.customer_id = w.customer_id
)
select told, count(*)::int as people, (count(*) filter (where reached))::int as reached, (count(*) filter (where bought))::int as bought,
  avg(minor)::float8 as mean, coalesce(var_samp(minor), 0)::float8 as variance,
  avg(earned) as earned, coalesce(var_samp(earned), 0) as "earnedVariance"
from each group by told`;

/**
 * Both groups, what they bought and for how much. $8 is the margin as a part of the price; a person earned us that part of
 * what they bought before discounts, less the discounts, for goods that were given for less have cost us the same.
 */
export const OF_BROADCAST = `, ${BROADCAST_PEOPLE}${COMPARED}`;
export const OF_TRIGGER = `, ${TRIGGER_PEOPLE}${COMPARED}`;

const GIVEN = `
select coalesce(sum(r.discount_minor), 0)::float8 as "costMinor", count(r.gift)::int as gifts, coalesce(sum(r.points), 0)::float8 as points`;

/** What those told used of the campaigns that they were told of. */
export const COST_OF_BROADCAST = `, ${BROADCAST_PEOPLE}${GIVEN}
from person w join redemption r on r.customer_id = w.customer_id and r.campaign_id = any(w.campaigns)
  and r.at >= w.since and r.at < least(w.since + make_interval(days => $6::int), $7::timestamptz)
where w.told and ${USED_HERE}`;

/** What those told used of the coupons that it gave. */
export const COST_OF_TRIGGER = `, ${TRIGGER_PEOPLE}${GIVEN}
from person w join redemption r on r.customer_id = w.customer_id
  and r.coupon_id in (select coupon_id from trigger_effect where trigger_id = $5::uuid and coupon_id is not null)
  and r.at >= w.since and r.at < least(w.since + make_interval(days => $6::int), $7::timestamptz)
where w.told and ${USED_HERE}`;

const FEES = `
select coalesce(sum(messages), 0)::int as messages, round(coalesce(sum(${feeOf('messages', 'channel', '$8')}), 0))::float8 as "feeMinor" from sent`;

/** Messages that a channel took, and by the prices $8 what for. */
export const FEES_OF_BROADCAST = `, unasked as (select $6::int, $7::timestamptz), sent as (
  select k.channel, count(*) as messages
  from broadcast_chunk k cross join lateral chunk_people(k.id, k.ids) u
  left join broadcast_exception e on e.broadcast_id = k.broadcast_id and e.identity_id = u.id
  where k.broadcast_id = $5::uuid and chunk_outcome(k.state, u.n, k.settled, e.outcome) = 'sent' group by 1
)${FEES}`;

export const FEES_OF_TRIGGER = `, ${TRIGGER_PEOPLE}, sent as (
  select d.channel, count(*) as messages
  from person w join met e on e.customer_id = w.customer_id and e.state = 'done' and e.run_at < w.since + make_interval(days => $6::int)
  join delivery d on d.subject = 'trigger:' || e.id and ${PAID_DELIVERY}
  where w.told group by 1
)${FEES}`;
