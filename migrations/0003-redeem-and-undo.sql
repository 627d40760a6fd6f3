-- The counter and the points ledger. Locks are always taken in this order: inbox event, redemption (an undo only), coupon,
-- campaign, customer, points account, figures. A claim batch locks its campaign and then only inserts, so that it closes no circle.

-- An undo puts the worst case of its coupon back into a budget that others may have used meanwhile. A budget stops
-- claims, never an undo: what goes beyond it is written here, and is nothing as soon as there is room again.
alter table campaign add column overrun_minor bigint not null default 0 check (overrun_minor >= 0);
alter table campaign drop constraint campaign_budget;
alter table campaign add constraint campaign_budget
  check (budget_minor is null or committed_minor <= budget_minor + overrun_minor);

-- When the issued coupons were last taken back; those that were in use then are not given back by an undo.
alter table campaign add column revoked_at timestamptz(3);

-- Secrets that people tried and that do not exist: invitations, and whatever else is typed by hand.
create table wrong_secret (
  id bigint generated always as identity primary key,
  identity_id bigint not null references identity,
  purpose text not null,
  at timestamptz(3) not null
);
create index wrong_secret_identity on wrong_secret (identity_id, purpose, at);

-- The person that a customer has become by linking. The share lock keeps them from being linked until we are done.
create function kept_customer(p_customer uuid) returns uuid language plpgsql as $$
declare
  kept uuid := p_customer;
  next_one uuid;
begin
  for step in 1..100 loop
    select merged_into into next_one from customer where id = kept for share;
    if next_one is null then return kept; end if;
    kept := next_one;
  end loop;
  raise exception 'customer % is merged in a circle', p_customer;
end $$;

-- Points. Every change of an account's entries and lots happens under the lock of the account's row, so that at each
-- commit: balance = sum of entries = sum of what is left of the lots.

create function lock_points(p_customer uuid) returns points_account language plpgsql as $$
declare account points_account;
begin
  select * into account from points_account where customer_id = p_customer for no key update;
  if not found then
    insert into points_account (customer_id) values (p_customer) on conflict do nothing;
    select * into account from points_account where customer_id = p_customer for no key update;
  end if;
  return account;
end $$;

-- Uses up lots: those of `p_first` before all others, then the one that expires soonest.
create function use_lots(p_customer uuid, p_points bigint, p_first uuid[]) returns void language plpgsql as $$
declare used bigint;
begin
  with open as (
    select entry_id, remaining,
      sum(remaining) over (order by entry_id = any(p_first) desc, expires_at, entry_id) - remaining as before
    from points_lot where customer_id = p_customer and remaining > 0
  ), taken as (
    update points_lot l set remaining = l.remaining - least(o.remaining, p_points - o.before)
    from open o where l.entry_id = o.entry_id and o.before < p_points
    returning least(o.remaining, p_points - o.before) as points
  )
  select coalesce(sum(points), 0) into used from taken;
  if used <> p_points then raise exception 'lots of customer % hold %, not %', p_customer, used, p_points; end if;
end $$;

-- Takes away what is past its time; the account must be locked. Returns how many points that were.
create function expire_lots(p_customer uuid, p_now timestamptz) returns bigint language plpgsql as $$
declare gone bigint;
begin
  with due as (
    update points_lot l set remaining = 0
    from (select entry_id, remaining from points_lot
      where customer_id = p_customer and remaining > 0 and expires_at <= p_now) d
    where l.entry_id = d.entry_id returning d.entry_id, d.remaining
  ), written as (
    insert into points_entry (customer_id, delta, reason, source, at)
    select p_customer, -remaining, 'expiry', 'expiry:' || entry_id, p_now from due
  )
  select coalesce(sum(remaining), 0) into gone from due;
  if gone > 0 then update points_account set balance = balance - gone where customer_id = p_customer; end if;
  return gone;
end $$;

-- Adds points once for each source; what the customer owes is settled from them first.
create function earn_points(
  p_customer uuid, p_points bigint, p_reason text, p_source text, p_now timestamptz, p_until timestamptz,
  out earned boolean, out settled bigint, out new_balance bigint)
language plpgsql as $$
declare
  account points_account := lock_points(p_customer);
  entry uuid := uuid7();
begin
  earned := not exists (select from points_entry where source = p_source);
  settled := case when earned then least(account.owed, p_points) else 0 end;
  new_balance := account.balance;
  if not earned then return; end if;
  insert into points_entry (id, customer_id, delta, reason, source, at)
  values (entry, p_customer, p_points, p_reason, p_source, p_now);
  insert into points_lot (entry_id, customer_id, remaining, expires_at)
  values (entry, p_customer, p_points - settled, p_until);
  if settled > 0 then
    insert into points_entry (customer_id, delta, reason, source, at)
    values (p_customer, -settled, 'settle', 'settle:' || p_source, p_now);
  end if;
  update points_account set balance = balance + p_points - settled, owed = owed - settled
  where customer_id = p_customer returning balance into new_balance;
end $$;

-- Spends points once for each source, the soonest to expire first; `spent` is false when there are too few.
create function spend_points(
  p_customer uuid, p_points bigint, p_source text, p_now timestamptz, out spent boolean, out new_balance bigint)
language plpgsql as $$
declare account points_account := lock_points(p_customer);
begin
  new_balance := account.balance;
  spent := exists (select from points_entry where source = p_source);
  if spent then return; end if;
  new_balance := account.balance - expire_lots(p_customer, p_now);
  if new_balance < p_points then return; end if;
  insert into points_entry (customer_id, delta, reason, source, at)
  values (p_customer, -p_points, 'spend', p_source, p_now);
  perform use_lots(p_customer, p_points, '{}');
  update points_account set balance = balance - p_points where customer_id = p_customer returning balance into new_balance;
  spent := true;
end $$;

-- Takes back what sources have earned, once: first what is left of those earnings, then other points, the soonest to
-- expire first. What has expired of them is gone already; what was spent is owed. Never below zero. Refunds take a part
-- (`p_most`), and what they took is not taken again (`p_before`).
create function take_back_points(
  p_customer uuid, p_sources text[], p_source text, p_now timestamptz, p_before bigint default 0, p_most bigint default null,
  out taken bigint, out newly_owed bigint)
language plpgsql as $$
declare
  account points_account := lock_points(p_customer);
  entries uuid[];
  due bigint;
begin
  taken := 0;
  newly_owed := 0;
  if exists (select from points_entry where source = p_source) then return; end if;
  account.balance := account.balance - expire_lots(p_customer, p_now);
  select array_agg(e.id), coalesce(sum(e.delta + coalesce(x.delta, 0)), 0) into entries, due
  from points_entry e left join points_entry x on x.source = 'expiry:' || e.id where e.source = any(p_sources);
  due := greatest(least(due - p_before, p_most), 0);
  taken := least(account.balance, due);
  newly_owed := due - taken;
  if taken > 0 then
    insert into points_entry (customer_id, delta, reason, source, at) values (p_customer, -taken, 'undo', p_source, p_now);
    perform use_lots(p_customer, taken, entries);
  end if;
  update points_account set balance = balance - taken, owed = owed + newly_owed where customer_id = p_customer;
end $$;

-- Coupons as the counter sees them, each by its id or by the hash of its code; a row for each place, also for what is
-- not there. The stores are the same for all and come with the first.
create function coupons_at_counter(p_coupons uuid[], p_hashes bigint[])
returns table (
  place int, "couponId" uuid, "campaignId" uuid, "customerId" uuid, "couponState" text, "validUntil" timestamptz, terms jsonb,
  "campaignZone" text, "giftsLeft" int, "holderName" text, "holderLanguage" text,
  "redemptionId" uuid, "usedAt" timestamptz, "usedStore" text, "usedStaff" text, stores jsonb)
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  -- Laterals with a limit, so that no plan made while tables were small ever reads one of them whole.
  return query
    select u.n::int, c.id, c.campaign_id, c.customer_id, c.state, c.valid_until, c.terms, c.zone, c.gifts_left, c.name, c.language,
      r.id, r.at, r.store, r.staff,
      case when u.n = 1 then
        (select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'zone', s.zone, 'open', s.closed_at is null) order by s.name)
         from store s)
      end
    from unnest(p_coupons, p_hashes) with ordinality as u (coupon, hash, n)
    left join lateral (
      select k.id, k.campaign_id, k.customer_id, k.state, k.valid_until::timestamptz, t.terms,
        g.zone, g.gift_stock - g.gifts_given as gifts_left, p.name, p.language
      from coupon k
      join campaign g on g.id = k.campaign_id
      join campaign_terms t on t.campaign_id = k.campaign_id and t.version = k.terms_version
      join customer p on p.id = k.customer_id
      where k.id = coalesce(u.coupon, (select h.id from coupon h where h.code_hash = u.hash)) limit 1) c on true
    left join lateral (
      select q.id, q.at::timestamptz, s.name as store, p.name as staff
      from redemption q
      left join store s on s.id = q.store_id
      left join staff m on m.id = q.staff_id
      left join customer p on p.id = m.customer_id
      where q.coupon_id = c.id and q.undone_at is null limit 1) r on true;
end $$;

-- A redemption that is asked for. `n` is its place in the batch. A line of chat comes with its event and the answer, so
-- that event, answer and redemption are one commit.
create type redemption_ask as (
  n int, coupon uuid, redemption uuid, staff uuid, api_key uuid, store uuid, method text,
  order_minor bigint, discount bigint, gift text, points bigint, earned bigint, receipt jsonb,
  channel text, event text, address text, key uuid, answer jsonb);

-- One that can be redeemed: what the locked coupon says of it. `customer` is who its holder has become.
create type redemption_ready as (n int, coupon uuid, campaign uuid, customer uuid, delta bigint, gift boolean, bought uuid);

create function earnings_of(a redemption_ask) returns table (points bigint, reason text, source text) language sql immutable as $$
  select * from (values
    (a.points, 'coupon', 'coupon:' || a.redemption),
    (a.earned, 'purchase', 'purchase:redemption:' || a.redemption)) as e (points, reason, source)
  where e.points > 0
$$;

-- Redeems coupons, each with everything that belongs to it, or nothing of it. Returns how many it redeemed and, one by
-- one, the others: 'heard' when the very event was heard before, 'lost' when the coupon cannot be redeemed (any more),
-- 'gift-gone' when the last gift was given away. won + others = asked, always. Of one coupon named twice the first counts.
-- All rules of the batch are those of one: a redemption in a transaction of its own is a batch of one. Rows are locked in
-- the order of their ids (events, coupons, campaigns, customers, accounts), so that two batches close no circle.
-- Plans are generic, for planning a batch of one again each time costs more than the redemption.
create function redeem_coupons(
  p_now timestamptz, p_points_until timestamptz, p_currency text, p_asks jsonb,
  out asked int, out won int, out others jsonb)
language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  asks redemption_ask[] := array(select a from jsonb_populate_recordset(null::redemption_ask, p_asks) a);
  ready redemption_ready[];
  heard int[] := '{}';
  gone int[] := '{}';
  linked boolean;
  credited uuid[];
begin
  asked := cardinality(asks);

  if exists (select from unnest(asks) a where a.event is not null) then
    with written as (
      insert into inbox_event (channel, event_id, address, heard_at, answer, retry_key)
      select distinct on (a.channel, a.event) a.channel, a.event, a.address, p_now, a.answer, a.key
      from unnest(asks) a where a.event is not null order by a.channel, a.event, a.n
      on conflict do nothing returning retry_key
    )
    select coalesce(array_agg(a.n), '{}') into heard
    from unnest(asks) a where a.event is not null and a.key not in (select retry_key from written);
  end if;

  -- What can be redeemed is asked of the locked rows: beside the ids, the index of expiries would be read whole.
  ready := array(
    with locked as (
      select c.id, c.campaign_id, c.customer_id, c.worst_minor, c.state, c.valid_until from coupon c
      where c.id = any(array(select a.coupon from unnest(asks) a)) order by c.id for no key update
    )
    select row(a.n, l.id, l.campaign_id, l.customer_id, a.discount - l.worst_minor, a.gift is not null,
      case when a.order_minor is not null then uuid7() end)::redemption_ready
    from (select distinct on (q.coupon) q.* from unnest(asks) q where q.n <> all(heard) order by q.coupon, q.n) a
    join locked l on l.id = a.coupon where l.state = 'issued' and l.valid_until > p_now);

  -- A campaign that everybody redeems from is not touched when there is nothing to change.
  if exists (select from unnest(ready) r where r.gift or r.delta <> 0) then
    with locked as (
      select g.id, g.gift_stock - g.gifts_given as room from campaign g
      where g.id = any(array(select r.campaign from unnest(ready) r where r.gift or r.delta <> 0))
      order by g.id for no key update
    ), placed as (
      select r.n, l.room, row_number() over (partition by r.campaign order by r.n) as place
      from unnest(ready) r join locked l on l.id = r.campaign where r.gift
    )
    select coalesce(array_agg(n), '{}') into gone from placed where place > room;
    ready := array(select r from unnest(ready) r where r.n <> all(gone));
    update campaign g set
      committed_minor = greatest(g.committed_minor + s.delta, 0),
      overrun_minor = greatest(g.committed_minor + s.delta - g.budget_minor, 0),
      gifts_given = g.gifts_given + s.gifts
    from (select r.campaign, sum(r.delta) as delta, count(*) filter (where r.gift) as gifts from unnest(ready) r group by 1) s
    where g.id = s.campaign and (s.delta <> 0 or s.gifts > 0);
  end if;

  update coupon set state = 'redeemed' where id = any(array(select r.coupon from unnest(ready) r));

  select bool_or(p.merged_into is not null) into linked from (
    select merged_into from customer where id = any(array(select r.customer from unnest(ready) r)) order by id for share) p;
  if linked then
    for i in 1..cardinality(ready) loop ready[i].customer := kept_customer(ready[i].customer); end loop;
  end if;

  -- Who owes nothing is the rule; the entries and lots below then belong to this one change of the balance.
  with credit as (
    insert into points_account as p (customer_id, balance)
    select r.customer, sum(a.points + a.earned) from unnest(ready) r join unnest(asks) a using (n)
    where a.points + a.earned > 0 group by r.customer order by r.customer
    on conflict (customer_id) do update set balance = p.balance + excluded.balance where p.owed = 0
    returning p.customer_id
  )
  select coalesce(array_agg(customer_id), '{}') into credited from credit;

  with ready_ask as (
    select r.campaign, r.customer, r.bought, a.* from unnest(ready) r join unnest(asks) a using (n)
  ), bought as (
    insert into purchase (id, customer_id, store_id, staff_id, source, order_no, amount_minor, paid_minor, currency, points, at)
    select bought, customer, store, staff, 'redemption', redemption, order_minor, order_minor - discount, p_currency, earned, p_now
    from ready_ask where bought is not null
  ), redeemed as (
    insert into redemption (id, coupon_id, campaign_id, customer_id, staff_id, api_key_id, store_id, method,
      order_minor, discount_minor, gift, points, purchase_id, at)
    select redemption, coupon, campaign, customer, staff, api_key, store, method,
      order_minor, discount, gift, points, bought, p_now from ready_ask
    returning id
  ), told as (
    -- What `post` does, without two more ways to the database and back.
    insert into delivery (subject, class, customer_id, channel, address, messages, zone, run_at, created_at)
    select 'receipt:' || a.redemption, 'notice', a.customer, i.channel, i.address, a.receipt, i.zone, p_now, p_now
    from ready_ask a cross join lateral (
      select q.channel, q.address, p.zone from customer p join identity q on q.customer_id = p.id and q.reachable
      where p.id = a.customer order by q.heard_at desc nulls last, q.id limit 1) i
  ), earnings as (
    select uuid7() as id, r.customer, e.* from unnest(ready) r join unnest(asks) a using (n) cross join lateral earnings_of(a) e
    where r.customer = any(credited)
  ), entries as (
    insert into points_entry (id, customer_id, delta, reason, source, at)
    select id, customer, points, reason, source, p_now from earnings
  ), lots as (
    insert into points_lot (entry_id, customer_id, remaining, expires_at)
    select id, customer, points, p_points_until from earnings
  )
  select count(*) into won from redeemed;

  perform earn_points(d.customer, d.points, d.reason, d.source, p_now, p_points_until)
  from (select r.customer, e.* from unnest(ready) r join unnest(asks) a using (n) cross join lateral earnings_of(a) e
    where r.customer <> all(credited) order by r.customer, r.n, e.reason) d;

  select jsonb_agg(jsonb_build_array(a.n,
    case when a.n = any(heard) then 'heard' when a.n = any(gone) then 'gift-gone' else 'lost' end) order by a.n) into others
  from unnest(asks) a where a.n not in (select r.n from unnest(ready) r);
  if others is not null then
    -- Who was not redeemed is answered by somebody else, who writes the event.
    delete from inbox_event e using unnest(asks) a
    where e.channel = a.channel and e.event_id = a.event and e.retry_key = a.key and a.n not in (select r.n from unnest(ready) r);
  end if;
  delete from inbox_waiting w using unnest(asks) a
  where w.channel = a.channel and w.event_id = a.event and a.n in (select r.n from unnest(ready) r);
  if won + coalesce(jsonb_array_length(others), 0) <> asked then
    raise exception 'redemptions do not add up: asked %, redeemed %, others %', asked, won, others;
  end if;
  if won > 0 then perform refresh_stats(array(select r.customer from unnest(ready) r), p_now); end if;
end $$;

-- Takes a redemption back, once: 'undone', or 'done' when it was taken back before.
create function undo_redemption(
  p_redemption uuid, p_now timestamptz, p_by uuid, p_reason text,
  out outcome text, out coupon_state text, out taken bigint, out newly_owed bigint, out owner uuid)
language plpgsql as $$
declare
  r redemption;
  c coupon;
  delta bigint;
  sources text[];
begin
  update redemption set undone_at = p_now, undone_by = p_by, undo_reason = p_reason
  where id = p_redemption and undone_at is null returning * into r;
  if not found then outcome := 'done'; return; end if;
  select * into c from coupon where id = r.coupon_id and state = 'redeemed' for no key update;
  if not found then raise exception 'redemption % is open, but its coupon is not redeemed', p_redemption; end if;
  -- Under the campaign's lock: who takes back the issued coupons just now has either done so, or looks again after us.
  perform from campaign where id = c.campaign_id for no key update;
  update coupon set state = case
    when valid_until <= p_now then 'expired'
    when exists (select from campaign where id = c.campaign_id and revoked_at >= c.claimed_at) then 'revoked'
    else 'issued' end
  where id = c.id returning * into c;
  coupon_state := c.state;
  delta := case when c.state = 'issued' then c.worst_minor else 0 end - r.discount_minor;
  if delta <> 0 or r.gift is not null then
    update campaign set
      committed_minor = greatest(committed_minor + delta, 0),
      overrun_minor = greatest(committed_minor + delta - budget_minor, 0),
      gifts_given = greatest(gifts_given - (r.gift is not null)::int, 0)
    where id = c.campaign_id;
  end if;
  update purchase set voided_at = p_now where id = r.purchase_id;
  owner := kept_customer(r.customer_id);
  sources := array['coupon:' || p_redemption, 'purchase:redemption:' || p_redemption];
  taken := 0;
  newly_owed := 0;
  if exists (select from points_entry where source = any(sources)) then
    select t.taken, t.newly_owed into taken, newly_owed
    from take_back_points(owner, sources, 'undo:' || p_redemption, p_now,
      coalesce((select sum(f.points) from refund f where f.purchase_id = r.purchase_id)::bigint, 0)) t;
  end if;
  perform refresh_stats(array[owner], p_now);
  outcome := 'undone';
end $$;
