-- What a second person was asked about: how many people, what it can cost, and digests of whom, what and which terms.
-- `resumed_at`: somebody wants it to go on; first, people who heard enough while it rested are taken out.
alter table broadcast
  add column asked jsonb,
  add column resumed_at timestamptz(3);

alter table broadcast_exception
  drop constraint broadcast_exception_outcome_check,
  add constraint broadcast_exception_outcome_check
    check (outcome in ('unreachable', 'opted-out', 'refused', 'unknown', 'stopped', 'capped'));

-- Where somebody wants to hear from the shop; null: where they wrote last.
alter table customer add column preferred_channel text;

-- As before, but what waits in a broadcast that is being sent counts as told now, however long it has been waiting: it may
-- leave at any moment. `p_since` is a week (heard_week) before now.
create or replace function marketing_told_all(p_since timestamptz) returns table (customer_id uuid, at timestamptz) language sql stable as $$
  select i.customer_id, told_at.at
  from broadcast b
  join broadcast_chunk k on k.broadcast_id = b.id
  cross join lateral chunk_people(k.id, k.ids) u
  join identity i on i.id = u.id
  cross join lateral (select case when k.state = 'waiting' and b.state = 'sending' and u.n > k.settled
    then greatest(k.run_at, p_since + heard_week()) else coalesce(k.sent_at, k.run_at) end as at) told_at
  where b.started_at > p_since - interval '30 days'
    and (coalesce(k.sent_at, k.run_at) > p_since or k.state = 'waiting' and b.state = 'sending') and told_at.at > p_since
    and k.state in ('waiting', 'sent', 'unknown', 'stopped') and (k.state <> 'stopped' or u.n <= k.settled)
    and not exists (select from broadcast_exception e
      where e.broadcast_id = k.broadcast_id and e.identity_id = u.id and e.outcome <> 'unknown')
  union all
  select coalesce(c.merged_into, c.id), coalesce(d.finished_at, d.run_at)
  from delivery d join customer c on c.id = d.customer_id
  where d.class = 'marketing' and d.run_at > p_since - interval '3 days' and d.state in ('waiting', 'sent', 'unknown')
    and coalesce(d.finished_at, d.run_at) > p_since
$$;

create or replace function marketing_told(p_customers uuid[], p_since timestamptz)
returns table (customer_id uuid, at timestamptz) language sql stable as $$
  select i.customer_id, told_at.at
  from identity i
  join broadcast_chunk k on int8range(k.first_id, k.last_id, '[]') @> i.id
  cross join lateral (select array_position(k.ids, i.id) as n) place
  cross join lateral (select case when k.state = 'waiting' and place.n > k.settled
      and (select b.state = 'sending' from broadcast b where b.id = k.broadcast_id)
    then greatest(k.run_at, p_since + heard_week()) else coalesce(k.sent_at, k.run_at) end as at) told_at
  where i.customer_id = any(p_customers) and told_at.at > p_since and place.n is not null
    and (k.state in ('waiting', 'sent', 'unknown') or place.n <= k.settled)
    and not exists (select from broadcast_chunk r where r.part_of = k.id and i.id = any(r.ids))
    and not exists (select from broadcast_exception e
      where e.broadcast_id = k.broadcast_id and e.identity_id = i.id and e.outcome <> 'unknown')
  union all
  select d.customer_id, coalesce(d.finished_at, d.run_at)
  from delivery d
  where d.customer_id = any(p_customers) and d.class = 'marketing' and d.run_at > p_since - interval '3 days'
    and d.state in ('waiting', 'sent', 'unknown') and coalesce(d.finished_at, d.run_at) > p_since
$$;

-- Receipts go where people want to hear, too: the one line of the redemption that chooses a channel.
do $$
declare
  before text := (select pg_get_functiondef(p.oid) from pg_proc p where p.prosrc like '%''receipt:''%' and p.pronamespace = 'public'::regnamespace);
  after text := replace(before, 'order by q.heard_at desc nulls last, q.id limit 1',
    'order by (q.channel = p.preferred_channel) desc nulls last, q.heard_at desc nulls last, q.id limit 1');
begin
  if after is null or after = before then raise exception 'the redemption is not what it was'; end if;
  execute after;
end $$;
