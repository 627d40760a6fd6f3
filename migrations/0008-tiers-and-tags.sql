-- What loyalty brings, and what staff note about people.

create table tier (
  name text primary key check (name ~ '^[a-z][a-z0-9-]{0,19}$'),
  rank int not null unique check (rank > 0),
  names jsonb not null,
  spend_365_minor bigint not null check (spend_365_minor > 0),
  perks jsonb
);

-- One row whenever the tier of a customer has changed, in the transaction that changed it.
create table tier_change (
  id uuid primary key default uuid7(),
  customer_id uuid not null references customer,
  from_tier text,
  to_tier text,
  at timestamptz(3) not null
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
