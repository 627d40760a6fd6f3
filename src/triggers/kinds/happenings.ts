import { among, type Find, peopleIn, rowsIn } from '../look.ts';

/** Joining the shop; found by the agreement that is written down with it. */
export const joined: Find<'joined'> = (_, look, place) => `
select c.id as customer_id, 'joined:' || c.id as occurrence, c.joined_at as at, c.joined_at as from_at from customer c
where c.joined_at is not null and ${
  'customerId' in look.scope
    ? `c.id = ${place(look.scope.customerId)}::uuid`
    : `c.id ${among(look, `select a.customer_id from consent a where a.purpose = 'service' and ${rowsIn(look, place, 'a.id', 'a.customer_id')}`)}`
}`;

/** A balance that rises to so many points or beyond, each time it does; what comes over with a linked account was earned before. */
export const points: Find<'points'> = ({ balance }, look, place) => `
select customer_id, 'points:' || id as occurrence, at, at as from_at from (
  select id, customer_id, at, delta, reason, sum(delta) over (partition by customer_id order by at, id) as balance
  from points_entry where customer_id ${peopleIn(look, place, 'points_entry')}) ledger
where balance >= ${place(balance)}::bigint and balance - delta < ${place(balance)}::bigint
  and reason <> 'link'`;

/**
 * Climbing to a tier and still being there when it counts. Who falls and climbs to the same tier within 365 days is not
 * climbing again.
 */
export const tier: Find<'tier'> = (when, look, place) => {
  const delayed = () => `and z.at <= x.at + ${place(look.delayMinutes)}::int * interval '1 minute'`;
  return `
select x.customer_id, 'tier:' || x.id as occurrence, x.at, x.at as from_at
from tier_change x join tier t on t.name = x.to_tier left join tier f on f.name = x.from_tier
where ${rowsIn(look, place, 'x.id', 'x.customer_id')} and t.rank > coalesce(f.rank, 0)
  ${when.tier ? `and x.to_tier = lower(${place(when.tier)})` : ''}
  and not exists (select from tier_change y left join tier g on g.name = y.from_tier
    where y.customer_id = x.customer_id and y.to_tier = x.to_tier and (y.at, y.id) < (x.at, x.id)
      and y.at > x.at - interval '8760 hours' and t.rank > coalesce(g.rank, 0))
  and not exists (select from tier_change z left join tier h on h.name = z.to_tier
    where z.customer_id = x.customer_id and (z.at, z.id) > (x.at, x.id) and coalesce(h.rank, 0) < t.rank
      ${look.live ? '' : delayed()})`;
};

/** Using a coupon, each once, however often that is taken back and done again. */
export const couponUsed: Find<'coupon-used'> = (when, look, place) => `
select r.customer_id, 'used:' || r.coupon_id as occurrence, r.at, r.at as from_at from redemption r
where r.undone_at is null and ${
  'customerId' in look.scope
    ? `r.coupon_id in (select k.id from coupon k where k.customer_id = ${place(look.scope.customerId)}::uuid)`
    : rowsIn(look, place, 'r.id', 'r.customer_id')
} ${when.campaignId ? `and r.campaign_id = ${place(when.campaignId)}::uuid` : ''}`;

/** A rating of so many stars or fewer. */
export const rating: Find<'rating'> = (when, look, place) => `
select f.customer_id, 'rating:' || f.id as occurrence, f.at, f.at as from_at from feedback f
where ${rowsIn(look, place, 'f.id', 'f.customer_id')} and f.rating <= ${place(when.most)}`;

/** A tag that somebody has now; each time it is put on them counts. */
export const tag: Find<'tag'> = (when, look, place) => `
select g.customer_id, 'tag:' || g.customer_id || ':' || (extract(epoch from g.at) * 1000)::bigint as occurrence, g.at, g.at as from_at
from customer_tag g where g.tag = ${place(when.tag)} and ${
  'customerId' in look.scope
    ? `g.customer_id = ${place(look.scope.customerId)}::uuid`
    : `g.at > ${place(look.scope.recorded)}::timestamptz`
}`;

/** An event that another system has told; it stays with the account that it was told of, and counts for who that has become. */
export const event: Find<'event'> = (when, look, place) => `
select case when c.merged_into is null then c.id else ${BECAME} end as customer_id,
  'event:' || v.id as occurrence, v.at, v.at as from_at
from event v join customer c on c.id = v.customer_id
where ${
  'customerId' in look.scope
    ? `v.customer_id = any(array(select family_of(${place(look.scope.customerId)}::uuid)))`
    : rowsIn(look, place, 'v.id', 'v.customer_id')
} and v.name = ${place(when.name)} ${when.source ? `and v.source = ${place(when.source)}` : ''}`;

/** Who a customer `c` has become, who may have been linked again since. */
const BECAME = `(with recursive chain as (
    select c.merged_into as id, 1 as step
    union all select k.merged_into, step + 1 from chain join customer k on k.id = chain.id
      where k.merged_into is not null and step < 100
  ) select id from chain order by step desc limit 1)`;
