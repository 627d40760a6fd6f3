-- What is owed, what the staff has still to hear, and which form of a trigger somebody has seen.

-- Raised by each change, so that of two who change it the second is told.
alter table trigger add column version int not null default 1;

-- A notice knows no consent and no night: it answers what a person has done, within a week. What invites people, or comes
-- with the calendar, is marketing, however it was kept before.
update trigger set rule = jsonb_set(rule, '{class}', '"marketing"')
where rule ->> 'class' = 'notice' and not (coalesce((rule ->> 'delayMinutes')::int, 0) <= 10080
  and rule #>> '{when,kind}' in ('joined', 'purchase', 'purchases', 'spend', 'points', 'tier', 'coupon-used', 'rating', 'event'));
alter table trigger add constraint trigger_owed check (rule ->> 'class' is distinct from 'notice'
  or (coalesce((rule ->> 'delayMinutes')::int, 0) <= 10080 and coalesce(
    rule #>> '{when,kind}' in ('joined', 'purchase', 'purchases', 'spend', 'points', 'tier', 'coupon-used', 'rating', 'event'), false)));

-- What was done and the staff has not heard of yet; it goes when they are told. `at`: when it was done.
create table trigger_note (
  effect_id uuid primary key references trigger_effect,
  trigger_id uuid not null references trigger,
  store_id uuid references store,
  at timestamptz(3) not null
);
create index trigger_note_trigger on trigger_note (trigger_id, at);

-- Whom something concerns that happened at a store: those who work there or stand there today. Of no store, or one where
-- nobody works: owners and managers; a manager of another store need not know.
create function staff_concerned(p_store uuid) returns setof uuid language sql stable as $$
  with there as (select customer_id from staff where ended_at is null and coalesce(store_id, at_store_id) = p_store)
  select customer_id from there
  union
  select customer_id from staff where ended_at is null and role in ('manager', 'owner')
    and (store_id is null or p_store is null) and not exists (select from there)
$$;
