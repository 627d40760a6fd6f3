-- Who is meant.

-- A group of customers: by a rule, looked up each time, or without one by a list that somebody gave.
create table segment (
  id uuid primary key default uuid7(),
  name text not null check (name <> ''),
  rule jsonb,
  created_by uuid references staff,
  created_at timestamptz(3) not null,
  retired_at timestamptz(3)
);
create unique index segment_name on segment (lower(name)) where retired_at is null;

create table segment_member (
  segment_id uuid not null references segment,
  customer_id uuid not null references customer,
  primary key (segment_id, customer_id)
);
create index segment_member_customer on segment_member (customer_id);

-- Who is on a list, also when they have become another customer by a link since.
create view list_people as
  select segment_id, customer_id from segment_member
  union
  select m.segment_id, k.kept_id as customer_id from (
    with recursive came as (
      select joined_id, kept_id from customer_link where undone_at is null
      union
      select came.joined_id, k.kept_id from came join customer_link k on k.joined_id = came.kept_id and k.undone_at is null
    )
    select joined_id, kept_id from came) k
  join segment_member m on m.customer_id = k.joined_id;

-- From how much on somebody is of high or middle value, as of `at`; without a row it is worked out when asked.
create table value_cut (
  one boolean primary key default true check (one),
  high_minor bigint not null,
  mid_minor bigint not null,
  at timestamptz(3) not null,
  check (high_minor >= mid_minor)
);

-- People write product names in any case. Not partial: the planner believes what an index knows of its lower case only then.
drop index purchase_line_product;
drop index purchase_line_category;
create index purchase_line_product on purchase_line (lower(product));
create index purchase_line_category on purchase_line (lower(category));

-- Orders come in nearly in the order of their time, so that this finds those of a few weeks, and costs an order nothing.
create index purchase_at on purchase using brin (at) with (pages_per_range = 32);

-- Tags too.
create index customer_tag_lower on customer_tag (lower(tag), customer_id);

-- Few have a high tier, and it changes seldom: orders of other people, and most of theirs, write nothing here.
create index customer_stats_tier on customer_stats (tier) where tier is not null;
