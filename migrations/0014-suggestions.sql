-- What may suit whom.

-- Said by themselves: the order of coupons that everybody sees, and no suggestion.
alter table customer add column no_personal boolean not null default false;

-- What people call something that the till calls otherwise. Without a row the till's own word is said.
create table product_name (
  kind text not null check (kind in ('product', 'category')),
  name text not null check (name <> ''),
  names jsonb not null,
  primary key (kind, name)
);

-- In how many of the orders of the last half year something was; counted anew each night, as are the next two.
create table product_share (
  kind text not null check (kind in ('product', 'category')),
  name text not null check (name <> ''),
  category text,
  orders int not null check (orders > 0),
  of_orders int not null,
  primary key (kind, name),
  check (of_orders >= orders)
);

-- What is bought together more often than chance would have it: of `orders` orders with the product, `together` had the other.
create table product_pair (
  product text not null,
  other text not null,
  together int not null check (together > 0),
  orders int not null,
  lift real not null check (lift > 1),
  primary key (product, other),
  check (product <> other),
  check (orders >= together)
);

-- How customers come back, all of them together: days between visits as logarithms, and how many stay away after a visit.
create table rhythm (
  one boolean primary key default true check (one),
  customers int not null check (customers >= 0),
  log_days real not null,
  spread real not null check (spread > 0),
  spread_between real not null check (spread_between > 0),
  leaving real not null check (leaving between 0 and 1),
  at timestamptz(3) not null
);
