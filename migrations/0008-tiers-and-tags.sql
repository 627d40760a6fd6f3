-- What loyalty brings, and what staff note about people.

-- All tiers of a shop go by what was spent, or all by points that were earned, in 365 days; the highest that is met counts.
create table tier (
  name text primary key check (name ~ '^[a-z][a-z0-9-]{0,19}$'),
  rank int not null unique check (rank > 0),
  names jsonb not null,
  spend_365_minor bigint check (spend_365_minor > 0),
  points_365 bigint check (points_365 > 0),
  perks jsonb,
  check ((spend_365_minor is null) <> (points_365 is null))
);

-- One row whenever the tier of a customer has changed, in the transaction that changed it.
create table tier_change (
  id uuid primary key default uuid7(),
  customer_id uuid not null references customer,
  from_tier text,
  to_tier text,
  at timestamptz(3) not null,
  check (from_tier is distinct from to_tier)
);
create index tier_change_customer on tier_change (customer_id, at);

create table customer_tag (
  customer_id uuid not null references customer,
  tag text not null check (tag <> ''),
  by text not null,
  at timestamptz(3) not null,
  primary key (customer_id, tag)
);
create index customer_tag_tag on customer_tag (tag, customer_id);

alter table store add column city text check (city <> '');

-- What a person was told, for their timeline. What still waits is in no such index, so that a receipt costs no more.
create index delivery_told on delivery (customer_id, created_at) where state <> 'waiting';
create index redemption_undone on redemption (coupon_id) where undone_at is not null;

-- Points earned in the 365 days before; null where no tier goes by them, for then nobody reads it.
alter table customer_stats add column points_365 bigint;

create function points_earned(p_customer uuid, p_since timestamptz) returns bigint language sql stable
set enable_seqscan = off as $$
  select coalesce(sum(e.points), 0)::bigint from (
    select q.points - case when q.refunded_minor = 0 then 0
      else (select coalesce(sum(f.points), 0) from refund f where f.purchase_id = q.id) end as points
    from purchase q where q.customer_id = p_customer and q.voided_at is null and q.at > p_since
    union all
    select r.points from coupon k join redemption r on r.coupon_id = k.id and r.undone_at is null
    where k.customer_id = p_customer and k.state = 'redeemed' and r.at > p_since
    union all
    select g.delta from points_entry g where g.customer_id = p_customer and g.reason = 'grant' and g.at > p_since) e
$$;

-- As in 0007, and the tier that the figures come to. Its change is told by the row as the lock found it.
create or replace function refresh_stats(p_customers uuid[], p_now timestamptz) returns void language plpgsql
set enable_seqscan = off as $$
declare
  since timestamptz := p_now - interval '8760 hours';
  by_points boolean := exists (select from tier where points_365 is not null);
begin
  insert into customer_stats (customer_id, updated_at)
  select distinct c, p_now from unnest(p_customers) c order by c
  on conflict (customer_id) do update set updated_at = excluded.updated_at where false;

  with worked_out as (
    select w.id, b.*, k.claimed, k.used, o.tier as was,
      case when by_points then points_earned(w.id, since) end as points_365
    from (select distinct c as id from unnest(p_customers) c) w
    join customer p on p.id = w.id
    join customer_stats o on o.customer_id = w.id
    cross join lateral (
      with bought as (
        select q.id, q.at, q.store_id, q.paid_minor - q.refunded_minor as minor, q.at > since as late,
          (q.at at time zone coalesce(s.zone, p.zone, 'UTC'))::date as day
        from purchase q left join store s on s.id = q.store_id
        where q.customer_id = w.id and q.voided_at is null and (q.refunded_minor = 0 or q.refunded_minor < q.paid_minor)
      )
      select min(at) as first_at, max(at) as last_at, count(*) as purchases, coalesce(sum(minor), 0) as spent,
        count(*) filter (where late) as purchases_365, coalesce(sum(minor) filter (where late), 0) as spent_365,
        (select percentile_cont(0.5) within group (order by g.gap)
         from (select d.day - lag(d.day) over (order by d.day) as gap from (select distinct day from bought) d) g
         having count(g.gap) >= 2) as gap,
        array(select distinct l.category from bought o join purchase_line l on l.purchase_id = o.id
          where o.late and l.category is not null and (l.amount_minor = 0 or l.refunded_minor < l.amount_minor)
          order by l.category) as categories,
        (select o.store_id from bought o where o.late and o.store_id is not null
         group by o.store_id order by count(*) desc, max(o.at) desc, o.store_id limit 1) as store_id
      from bought) b
    cross join lateral (
      select count(*) as claimed, count(*) filter (where c.state = 'redeemed') as used from coupon c where c.customer_id = w.id) k
  ), written as (
    update customer_stats t set
      first_at = n.first_at, last_at = n.last_at, purchases = n.purchases, spent_minor = n.spent,
      purchases_365 = n.purchases_365, spent_365_minor = n.spent_365, interval_days = n.gap,
      categories = n.categories, store_id = n.store_id, coupons_claimed = n.claimed, coupons_used = n.used,
      points_365 = n.points_365, updated_at = p_now,
      tier = (select r.name from tier r where r.spend_365_minor <= n.spent_365 or r.points_365 <= n.points_365
        order by r.rank desc limit 1)
    from worked_out n where t.customer_id = n.id
    returning t.customer_id, n.was, t.tier
  )
  insert into tier_change (customer_id, from_tier, to_tier, at)
  select customer_id, was, tier, p_now from written where was is distinct from tier;
end $$;

-- True when a customer's figures were worked out by other tiers than there are now.
create function tier_is_due(p_customer uuid) returns boolean language sql stable
set enable_seqscan = off as $$
  select case when s.customer_id is null then
      exists (select from points_entry e where e.customer_id = p_customer and e.reason = 'grant')
      and exists (select from tier where points_365 is not null)
    when s.points_365 is null and exists (select from tier where points_365 is not null) then true
    else s.tier is distinct from (select r.name from tier r
      where r.spend_365_minor <= s.spent_365_minor or r.points_365 <= s.points_365 order by r.rank desc limit 1) end
  from (select p_customer as id) c left join customer_stats s on s.customer_id = c.id
$$;

-- Staff find people by how their name begins.
create index customer_name on customer (lower(name) text_pattern_ops) where merged_into is null;
