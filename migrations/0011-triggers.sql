-- What happens when something has happened.

-- A campaign that nobody can claim: its coupons are given, by triggers and by staff.
alter table campaign drop constraint campaign_purpose_check;
alter table campaign add constraint campaign_purpose_check check (purpose in ('drop', 'birthday', 'given'));

-- Anything that another system has to tell: a door, a machine, a booking. No source has to be known beforehand.
create table event (
  id uuid primary key default uuid7(),
  customer_id uuid not null references customer,
  name text not null check (name <> ''),
  source text not null check (source <> ''),
  key text not null,
  facts jsonb not null default '{}',
  at timestamptz(3) not null,
  unique (source, key)
);
create index event_customer on event (customer_id, at);

-- `since`: nothing counts that happened before. `looked_at`: up to when it was looked for what has happened.
create table trigger (
  id uuid primary key default uuid7(),
  name text not null check (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  recipe text,
  state text not null check (state in ('on', 'off')),
  rule jsonb not null,
  campaign_id uuid references campaign,
  segment_id uuid references segment,
  budget_minor bigint check (budget_minor >= 0),
  committed_minor bigint not null default 0 check (committed_minor >= 0),
  holdout_percent smallint check (holdout_percent between 0 and 50),
  since timestamptz(3),
  looked_at timestamptz(3),
  ends_at timestamptz(3),
  created_by uuid references staff,
  created_at timestamptz(3) not null,
  constraint trigger_name unique (name),
  constraint trigger_budget check (budget_minor is null or committed_minor <= budget_minor),
  check (state = 'off' or since is not null)
);

-- What became of one occurrence. `at` is when it happened, `from_at` where the period began that it stands for.
-- `cost_minor` is the worst case while the coupon is out, and what it took once that is settled.
create table trigger_effect (
  id uuid primary key default uuid7(),
  trigger_id uuid not null references trigger,
  customer_id uuid not null references customer,
  occurrence text not null,
  at timestamptz(3) not null,
  from_at timestamptz(3) not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'skipped')),
  reason text,
  run_at timestamptz(3) not null,
  attempts smallint not null default 0,
  coupon_id uuid,
  cost_minor bigint not null default 0 check (cost_minor >= 0),
  settled boolean not null default false,
  found_at timestamptz(3) not null,
  done_at timestamptz(3),
  unique (trigger_id, occurrence),
  check ((state = 'waiting') = (done_at is null)),
  check ((state = 'skipped') = (reason is not null))
);
create index trigger_effect_due on trigger_effect (run_at) where state = 'waiting';
create index trigger_effect_customer on trigger_effect (customer_id, trigger_id);
create index trigger_effect_unsettled on trigger_effect (trigger_id, coupon_id) where coupon_id is not null and not settled;

-- When to look whether a person has stayed away: a hint that leads to them by index; what counts is their purchases.
create table trigger_watch (
  trigger_id uuid not null references trigger,
  customer_id uuid not null references customer,
  look_at timestamptz(3) not null,
  primary key (trigger_id, customer_id)
);
create index trigger_watch_due on trigger_watch (trigger_id, look_at);

-- The ways to those whom a day concerns, to tags of late, and to all the accounts that a person has had.
create function month_day(p_at timestamptz) returns int language sql immutable parallel safe as $$
  select (extract(month from p_at at time zone 'UTC') * 100 + extract(day from p_at at time zone 'UTC'))::int
$$;
create index customer_joined_day on customer (month_day(joined_at)) where joined_at is not null;
create index customer_tag_at on customer_tag (tag, at);
create index customer_link_kept on customer_link (kept_id) where undone_at is null;

-- The lowest UUID version 7 of an instant: with it the primary key finds what was recorded since.
create function uuid7_from(p_at timestamptz) returns uuid language sql immutable parallel safe as $$
  select encode(overlay('\x00000000000070008000000000000000'::bytea
    placing substring(int8send((extract(epoch from p_at) * 1000)::bigint) from 3) from 1 for 6), 'hex')::uuid
$$;

-- Counts what comes in order: at the p_count-th within p_within there is a hit, named after the first of them; what comes
-- before the p_within since that first one is over is not counted. Then it begins anew.
create type counting as (times timestamptz[], names text[], hit text, hit_from timestamptz, closed timestamptz);

create function count_on(c counting, p_at timestamptz, p_name text, p_count int, p_within interval) returns counting
language plpgsql immutable as $$
begin
  c.hit := null;
  if p_at < c.closed then return c; end if;
  while cardinality(c.times) > 0 and c.times[1] <= p_at - p_within loop
    c.times := c.times[2:];
    c.names := c.names[2:];
  end loop;
  c.times := c.times || p_at;
  c.names := c.names || p_name;
  if cardinality(c.times) >= p_count then
    c.hit := c.names[1];
    c.hit_from := c.times[1];
    c.closed := c.times[1] + p_within;
    c.times := '{}';
    c.names := '{}';
  end if;
  return c;
end $$;

create aggregate counted (timestamptz, text, int, interval) (sfunc = count_on, stype = counting, initcond = '({},{},,,)');
