-- The counter and the points ledger. Locks are always taken in this order: redemption (an undo only), coupon, campaign,
-- customer, points account. A claim batch locks its campaign and then only inserts, so that it closes no circle.

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
-- expire first. What has expired of them is gone already; what was spent is owed. Never below zero.
create function take_back_points(
  p_customer uuid, p_sources text[], p_source text, p_now timestamptz, out taken bigint, out newly_owed bigint)
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
  taken := least(account.balance, due);
  newly_owed := due - taken;
  if taken > 0 then
    insert into points_entry (customer_id, delta, reason, source, at) values (p_customer, -taken, 'undo', p_source, p_now);
    perform use_lots(p_customer, taken, entries);
  end if;
  update points_account set balance = balance - taken, owed = owed + newly_owed where customer_id = p_customer;
end $$;

-- A coupon as the counter sees it, by id or by the hash of its code.
create function coupon_at_counter(p_coupon uuid, p_hash bigint)
returns table (
  "couponId" uuid, "campaignId" uuid, "customerId" uuid, "couponState" text, "validUntil" timestamptz, terms jsonb,
  "campaignZone" text, "giftsLeft" int, "holderName" text, "holderLanguage" text,
  "redemptionId" uuid, "usedAt" timestamptz, "usedStore" text, "usedStaff" text, stores jsonb)
language plpgsql stable as $$
begin
  if p_coupon is null then select id into p_coupon from coupon where code_hash = p_hash; end if;
  return query
    select c.id, c.campaign_id, c.customer_id, c.state, c.valid_until::timestamptz, t.terms,
      g.zone, g.gift_stock - g.gifts_given, p.name, p.language,
      r.id, r.at::timestamptz, rs.name, sp.name,
      (select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'zone', s.zone, 'open', s.closed_at is null) order by s.name)
       from store s)
    from coupon c
    join campaign g on g.id = c.campaign_id
    join campaign_terms t on t.campaign_id = c.campaign_id and t.version = c.terms_version
    join customer p on p.id = c.customer_id
    left join redemption r on r.coupon_id = c.id and r.undone_at is null
    left join store rs on rs.id = r.store_id
    left join staff st on st.id = r.staff_id
    left join customer sp on sp.id = st.customer_id
    where c.id = p_coupon;
end $$;

-- Redeems a coupon with everything that belongs to it, or nothing of it: 'redeemed', 'lost' when it cannot be redeemed
-- (any more), 'gift-gone' when the last gift was given away. It is as few statements as it can be: redemptions are measured.
create function redeem_coupon(
  p_coupon uuid, p_now timestamptz, p_redemption uuid, p_staff uuid, p_api_key uuid, p_store uuid, p_method text,
  p_order bigint, p_discount bigint, p_gift text, p_points bigint, p_earned bigint, p_points_until timestamptz,
  p_currency text, p_receipt jsonb, out outcome text)
language plpgsql as $$
declare
  c record;
  owner uuid;
  elsewhere uuid;
  bought uuid := case when p_order is not null then uuid7() end;
  by_coupon uuid := case when p_points > 0 then uuid7() end;
  by_purchase uuid := case when p_earned > 0 then uuid7() end;
  no_debt boolean := true;
begin
  update coupon set state = 'redeemed' where id = p_coupon and state = 'issued' and valid_until > p_now
  returning campaign_id, customer_id, worst_minor into c;
  if not found then outcome := 'lost'; return; end if;
  -- A campaign that everybody redeems from is not touched when there is nothing to change.
  if p_discount <> c.worst_minor or p_gift is not null then
    update campaign set
      committed_minor = greatest(committed_minor + p_discount - c.worst_minor, 0),
      overrun_minor = greatest(committed_minor + p_discount - c.worst_minor - budget_minor, 0),
      gifts_given = gifts_given + (p_gift is not null)::int
    where id = c.campaign_id and (p_gift is null or gift_stock is null or gifts_given < gift_stock);
    if not found then
      update coupon set state = 'issued' where id = p_coupon;
      outcome := 'gift-gone';
      return;
    end if;
  end if;
  select id, merged_into into owner, elsewhere from customer where id = c.customer_id for share;
  if elsewhere is not null then owner := kept_customer(elsewhere); end if;
  if p_points + p_earned > 0 then
    -- Who owes nothing is the rule; the entries and lots below then belong to this one change of the balance.
    insert into points_account as a (customer_id, balance) values (owner, p_points + p_earned)
    on conflict (customer_id) do update set balance = a.balance + excluded.balance where a.owed = 0;
    no_debt := found;
  end if;
  if bought is not null then
    insert into purchase (id, customer_id, store_id, staff_id, source, order_no, amount_minor, paid_minor, currency, points, at)
    values (bought, owner, p_store, p_staff, 'redemption', p_redemption, p_order, p_order - p_discount, p_currency, p_earned, p_now);
  end if;
  insert into redemption (id, coupon_id, campaign_id, customer_id, staff_id, api_key_id, store_id, method,
    order_minor, discount_minor, gift, points, purchase_id, at)
  values (p_redemption, p_coupon, c.campaign_id, owner, p_staff, p_api_key, p_store, p_method,
    p_order, p_discount, p_gift, p_points, bought, p_now);
  -- What `post` does, without two more ways to the database and back.
  insert into delivery (subject, class, customer_id, channel, address, messages, zone, run_at, created_at)
  select 'receipt:' || p_redemption, 'notice', p.id, i.channel, i.address, p_receipt, p.zone, p_now, p_now
  from customer p join identity i on i.customer_id = p.id and i.reachable
  where p.id = owner order by i.heard_at desc nulls last, i.id limit 1;
  if no_debt and by_coupon is not null then
    insert into points_entry (id, customer_id, delta, reason, source, at)
    values (by_coupon, owner, p_points, 'coupon', 'coupon:' || p_redemption, p_now);
    insert into points_lot (entry_id, customer_id, remaining, expires_at)
    values (by_coupon, owner, p_points, p_points_until);
  end if;
  if no_debt and by_purchase is not null then
    insert into points_entry (id, customer_id, delta, reason, source, at)
    values (by_purchase, owner, p_earned, 'purchase', 'purchase:redemption:' || p_redemption, p_now);
    insert into points_lot (entry_id, customer_id, remaining, expires_at)
    values (by_purchase, owner, p_earned, p_points_until);
  end if;
  if not no_debt then
    if by_coupon is not null then
      perform earn_points(owner, p_points, 'coupon', 'coupon:' || p_redemption, p_now, p_points_until);
    end if;
    if by_purchase is not null then
      perform earn_points(owner, p_earned, 'purchase', 'purchase:redemption:' || p_redemption, p_now, p_points_until);
    end if;
  end if;
  outcome := 'redeemed';
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
    from take_back_points(owner, sources, 'undo:' || p_redemption, p_now) t;
  end if;
  outcome := 'undone';
end $$;
