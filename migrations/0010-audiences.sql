-- Who of those is told, and who is held back so that we can tell what telling brings.

-- True for so many percent of people, always the same ones for the same thing: the first four bytes of a hash of both.
create function held_out(p_customer uuid, p_of uuid, p_percent int) returns boolean language sql immutable parallel safe as $$
  select ('x' || substr(md5(p_of::text || p_customer::text), 1, 8))::bit(32)::bigint % 100 < p_percent
$$;

-- What is told again and again: each period of it is a broadcast of its own, which can exist once.
create table broadcast_series (
  id uuid primary key default uuid7(),
  campaign_id uuid not null references campaign,
  plan jsonb not null,
  repeats jsonb not null,
  state text not null check (state in ('on', 'off')),
  made_by text not null,
  created_by uuid references staff,
  created_at timestamptz(3) not null
);
create unique index broadcast_series_on on broadcast_series (campaign_id) where state = 'on';

-- Days that a shop keeps, such as holidays, by the name of their calendar.
create table calendar_day (
  calendar text not null check (calendar <> ''),
  day date not null,
  primary key (calendar, day)
);

-- What a marketer is putting together before it is sent.
create table broadcast_plan (
  campaign_id uuid not null references campaign,
  staff_id uuid not null references staff,
  plan jsonb not null,
  updated_at timestamptz(3) not null,
  primary key (campaign_id, staff_id)
);

-- `plan` is who is meant and what they are told, `audience` the rules in words as they were when it was frozen.
-- `wall_at` is a civil date and time that each customer's own clock reaches; null when all are told at one instant.
alter table broadcast
  add column plan jsonb not null default '{}',
  add column audience jsonb,
  add column wall_at text,
  add column made_by text,
  add column series_id uuid references broadcast_series,
  add column period text,
  add column holdout_percent int not null default 0 check (holdout_percent between 0 and 100),
  add column approval text check (approval in ('asked', 'given')),
  add column approved_by text,
  add column approved_at timestamptz(3),
  add constraint broadcast_period unique (series_id, period),
  add constraint broadcast_series_period check ((series_id is null) = (period is null)),
  add constraint broadcast_approved check (approved_by is distinct from made_by or approved_by is null),
  drop constraint broadcast_state_check,
  add constraint broadcast_state_check check (state in ('waiting', 'sending', 'paused', 'done', 'stopped'));

-- `ids` ascend from `first_id` to `last_id`, so that one person is found by index. `variant` says which of the plan's
-- messages these people get. Who has to wait after a handful was told becomes a chunk that is `part_of` the first.
-- `holdout` and `capped` chunks are people who are never told, and why.
alter table broadcast_chunk
  add column variant smallint not null default 0,
  add column personal boolean not null default false,
  add column first_id bigint not null,
  add column last_id bigint not null,
  add column part_of uuid,
  add column sent_at timestamptz(3),
  add constraint broadcast_chunk_span check (first_id <= last_id),
  drop constraint broadcast_chunk_state_check,
  add constraint broadcast_chunk_state_check
    check (state in ('waiting', 'sent', 'stopped', 'failed', 'unknown', 'holdout', 'capped'));
create index broadcast_chunk_people on broadcast_chunk using gist (int8range(first_id, last_id, '[]'));
create index broadcast_chunk_part on broadcast_chunk (part_of) where part_of is not null;

-- What somebody was told of late, and what everybody was.
create index delivery_marketing_customer on delivery (customer_id, run_at) where class = 'marketing';
create index delivery_marketing_at on delivery (run_at) where class = 'marketing';

-- What became of the recipient at place `p_n` of a chunk; `p_exception` is theirs alone.
create function chunk_outcome(p_state text, p_n bigint, p_settled int, p_exception text) returns text
language sql immutable parallel safe as $$
  select case when p_exception is not null then p_exception
    when p_state in ('holdout', 'capped') then p_state
    when p_state = 'sent' or p_n <= p_settled then 'sent'
    when p_state = 'failed' then 'refused' else p_state end
$$;

-- The campaign that the people of a variant were told of.
create function told_campaign(p_campaign uuid, p_plan jsonb, p_variant smallint) returns uuid
language sql immutable parallel safe as $$
  select case when p_variant = 0 then p_campaign else (p_plan -> 'variants' -> (p_variant - 1) ->> 'campaign')::uuid end
$$;

-- Who a chunk's people are by their place in it, but those who became a part of their own. The parts are looked for once
-- for a chunk, not once for a person: hence `offset 0`.
create function chunk_people(p_chunk uuid, p_ids bigint[]) returns table (id bigint, n bigint) language sql stable rows 500 as $$
  select u.id, u.n from
    (select array(select m.id from broadcast_chunk r, unnest(r.ids) as m (id) where r.part_of = p_chunk) as ids offset 0) moved,
    unnest(p_ids) with ordinality as u (id, n)
  where u.id <> all(moved.ids)
$$;

-- Everybody that a broadcast was frozen for, once, with what became of them:
-- sent, holdout, capped, unreachable, opted-out, refused, unknown, stopped, waiting.
create view broadcast_reach as
select k.broadcast_id, i.customer_id, chunk_outcome(k.state, u.n, k.settled, e.outcome) as outcome, coalesce(k.sent_at, k.run_at) as at,
  told_campaign(b.campaign_id, b.plan, k.variant) as campaign_id
from broadcast_chunk k
join broadcast b on b.id = k.broadcast_id
cross join lateral chunk_people(k.id, k.ids) u
join identity i on i.id = u.id
left join broadcast_exception e on e.broadcast_id = k.broadcast_id and e.identity_id = u.id;

-- The broadcasts that were frozen with a customer among them, newest first.
create function broadcasts_of(p_customer uuid, p_most int)
returns table (broadcast_id uuid, customer_id uuid, outcome text, at timestamptz, campaign_id uuid) language sql stable as $$
  select k.broadcast_id, i.customer_id, chunk_outcome(k.state, place.n, k.settled, e.outcome), coalesce(k.sent_at, k.run_at),
    told_campaign(b.campaign_id, b.plan, k.variant)
  from identity i
  join broadcast_chunk k on int8range(k.first_id, k.last_id, '[]') @> i.id
  join broadcast b on b.id = k.broadcast_id
  cross join lateral (select array_position(k.ids, i.id) as n) place
  left join broadcast_exception e on e.broadcast_id = k.broadcast_id and e.identity_id = i.id
  where i.customer_id = p_customer and place.n is not null
    and not exists (select from broadcast_chunk r where r.part_of = k.id and i.id = any(r.ids))
  order by coalesce(k.sent_at, k.run_at) desc, k.broadcast_id desc limit p_most
$$;

-- Marketing that has reached, may have reached or is about to reach anybody since an instant, and when. A broadcast to
-- many by a slow platform goes on for days.
create function marketing_told_all(p_since timestamptz) returns table (customer_id uuid, at timestamptz) language sql stable as $$
  select i.customer_id, coalesce(k.sent_at, k.run_at)
  from broadcast b
  join broadcast_chunk k on k.broadcast_id = b.id
  cross join lateral chunk_people(k.id, k.ids) u
  join identity i on i.id = u.id
  where b.started_at > p_since - interval '30 days' and coalesce(k.sent_at, k.run_at) > p_since
    and k.state in ('waiting', 'sent', 'unknown', 'stopped') and (k.state <> 'stopped' or u.n <= k.settled)
    and not exists (select from broadcast_exception e
      where e.broadcast_id = k.broadcast_id and e.identity_id = u.id and e.outcome <> 'unknown')
  union all
  select coalesce(c.merged_into, c.id), coalesce(d.finished_at, d.run_at)
  from delivery d join customer c on c.id = d.customer_id
  where d.class = 'marketing' and d.run_at > p_since - interval '3 days' and d.state in ('waiting', 'sent', 'unknown')
    and coalesce(d.finished_at, d.run_at) > p_since
$$;

-- The same of some customers, found by index.
create function marketing_told(p_customers uuid[], p_since timestamptz)
returns table (customer_id uuid, at timestamptz) language sql stable as $$
  select i.customer_id, coalesce(k.sent_at, k.run_at)
  from identity i
  join broadcast_chunk k on int8range(k.first_id, k.last_id, '[]') @> i.id and coalesce(k.sent_at, k.run_at) > p_since
  cross join lateral (select array_position(k.ids, i.id) as n) place
  where i.customer_id = any(p_customers) and place.n is not null
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

-- What counts as the same day and the same week for how much somebody hears: 20 hours and four less than seven days, so that
-- what comes at the same hour each day is not held back by a minute's delay of yesterday.
create function heard_day() returns interval language sql immutable parallel safe as $$ select interval '20 hours' $$;
create function heard_week() returns interval language sql immutable parallel safe as $$ select interval '164 hours' $$;

-- How much marketing each of these customers (null: of all) has heard by an instant, what is planned for after it
-- included. Customers who heard nothing are left out.
create function marketing_heard(p_customers uuid[], p_now timestamptz)
returns table (customer_id uuid, last_day int, last_week int) language plpgsql stable as $$
begin
  if p_customers is null then
    return query select m.customer_id, (count(*) filter (where m.at > p_now - heard_day()))::int, count(*)::int
      from marketing_told_all(p_now - heard_week()) m group by m.customer_id;
  else
    return query select m.customer_id, (count(*) filter (where m.at > p_now - heard_day()))::int, count(*)::int
      from marketing_told(p_customers, p_now - heard_week()) m group by m.customer_id;
  end if;
end $$;
