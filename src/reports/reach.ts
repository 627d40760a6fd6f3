/** What became of the people who were told of a campaign in the period. */
export interface Reach {
  /** People to whom a message left. */
  told: number;
  /**
   * Those of whom we know that they have looked since: they claimed, or wrote or tapped something in a chat with us. No platform
   * tells who has read a message, so there may be more.
   */
  seen: number;
  /** Those of them who have claimed since. */
  toldClaimed: number;
}

/**
 * People reached by broadcasts begun in the period, by the campaign they were told of (a broadcast may tell some people of
 * another one) and its terms that were in force; $6 is one campaign, or null for all. Each person counts once under the
 * terms they were told first.
 */
export const REACHED = `begun as materialized (
  select b.id, coalesce(b.started_at, b.send_at) as began from broadcast b
  where coalesce(b.started_at, b.send_at) >= $1 and coalesce(b.started_at, b.send_at) < $2
    and ($6::uuid is null or b.campaign_id = $6 or b.plan @> jsonb_build_object('variants', jsonb_build_array(jsonb_build_object('campaign', $6))))
), person as (
  select distinct on (q.campaign_id, q.customer_id) q.campaign_id, b.began, q.customer_id, q.at
  from begun b cross join lateral (
    select customer_id, at, campaign_id from broadcast_reach where broadcast_id = b.id and outcome = 'sent') q
  where $6::uuid is null or q.campaign_id = $6
  order by q.campaign_id, q.customer_id, q.at
), inforce as materialized (
  select o.campaign_id, o.began, (select max(t.version) from campaign_terms t
    where t.campaign_id = o.campaign_id and t.created_at <= o.began) as version
  from (select distinct campaign_id, began from person) o
), came as (
  select customer_id, max(heard_at) as at from identity where exists (select from person) group by customer_id
), took as (
  select campaign_id, customer_id, max(claimed_at) as at from coupon
  where campaign_id in (select campaign_id from inforce) group by campaign_id, customer_id
), reached as (
  select p.campaign_id, f.version, count(*) as told,
    count(*) filter (where c.at > p.at or t.at >= p.at) as seen, count(*) filter (where t.at >= p.at) as claimed
  from person p join inforce f on f.campaign_id = p.campaign_id and f.began = p.began
  left join came c on c.customer_id = p.customer_id
  left join took t on t.campaign_id = p.campaign_id and t.customer_id = p.customer_id
  group by p.campaign_id, f.version
)`;

export const REACH = `coalesce(sum(r.told), 0)::int as told, coalesce(sum(r.seen), 0)::int as seen,
  coalesce(sum(r.claimed), 0)::int as "toldClaimed"`;
