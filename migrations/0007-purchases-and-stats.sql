-- What was bought, what was given back, and what each customer's purchases come to.

alter table purchase
  add column channel text,
  add column refunded_minor bigint not null default 0 check (refunded_minor between 0 and paid_minor);

create table purchase_line (
  purchase_id uuid not null references purchase,
  position smallint not null,
  product text not null check (product <> ''),
  category text,
  quantity int not null check (quantity > 0),
  amount_minor bigint not null check (amount_minor >= 0),
  refunded_minor bigint not null default 0 check (refunded_minor between 0 and amount_minor),
  primary key (purchase_id, position)
);
create index purchase_line_product on purchase_line (product);
create index purchase_line_category on purchase_line (category) where category is not null;

-- Waits without a purchase until its order is known. `counted_minor` is what it lowered the order by, `points` what it
-- cost of the order's points, `owed` what of them was spent already.
create table refund (
  id uuid primary key default uuid7(),
  source text not null,
  refund_no text not null,
  order_no text not null,
  amount_minor bigint not null check (amount_minor > 0),
  lines jsonb,
  reason text,
  at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  purchase_id uuid references purchase,
  counted_at timestamptz(3),
  counted_minor bigint not null default 0 check (counted_minor between 0 and amount_minor),
  points bigint not null default 0 check (points >= 0),
  owed bigint not null default 0 check (owed >= 0),
  unique (source, refund_no),
  check ((purchase_id is null) = (counted_at is null))
);
create index refund_purchase on refund (purchase_id) where purchase_id is not null;
create index refund_waiting on refund (source, order_no) where purchase_id is null;

-- Always what `refresh_stats` makes of the rows as of `updated_at`. A day is one where the store is, or the customer.
create table customer_stats (
  customer_id uuid primary key references customer,
  first_at timestamptz(3),
  last_at timestamptz(3),
  purchases int not null default 0,
  spent_minor bigint not null default 0,
  purchases_365 int not null default 0,
  spent_365_minor bigint not null default 0,
  interval_days real,
  categories text[] not null default '{}',
  store_id uuid references store,
  coupons_claimed int not null default 0,
  coupons_used int not null default 0,
  tier text,
  updated_at timestamptz(3) not null
) with (fillfactor = 70);
create index customer_stats_categories on customer_stats using gin (categories);

-- Works the figures of customers out anew. Their rows are locked first and in order, so that the statement after it sees
-- whatever others have committed; it is the last lock that a transaction takes. Each customer's rows are reached by
-- index, also with a plan made while the tables were small.
create function refresh_stats(p_customers uuid[], p_now timestamptz) returns void language plpgsql
set enable_seqscan = off as $$
declare since timestamptz := p_now - interval '8760 hours';
begin
  insert into customer_stats (customer_id, updated_at)
  select distinct c, p_now from unnest(p_customers) c order by c
  on conflict (customer_id) do update set updated_at = excluded.updated_at where false;

  update customer_stats t set
    first_at = b.first_at, last_at = b.last_at, purchases = b.purchases, spent_minor = b.spent,
    purchases_365 = b.purchases_365, spent_365_minor = b.spent_365, interval_days = b.gap,
    categories = b.categories, store_id = b.store_id, coupons_claimed = k.claimed, coupons_used = k.used, updated_at = p_now
  from (select distinct c as id from unnest(p_customers) c) w
  join customer p on p.id = w.id
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
  where t.customer_id = w.id;
end $$;

select refresh_stats(array(select customer_id from purchase union select customer_id from coupon), now());
