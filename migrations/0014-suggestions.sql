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

-- In how many of the orders of the last half year something was, and of the last 30 days (`lately`); counted anew each
-- night, as are the next two.
create table product_share (
  kind text not null check (kind in ('product', 'category')),
  name text not null check (name <> ''),
  category text,
  orders int not null check (orders > 0),
  of_orders int not null,
  lately int not null,
  of_lately int not null,
  primary key (kind, name),
  check (of_orders >= orders and of_lately >= lately)
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

-- What customers are like, all of them together: how much their likes differ (as so many orders of one's own count what
-- everybody buys), and how they come back: days between visits as logarithms, and how often a visit is the last.
create table population (
  one boolean primary key default true check (one),
  product_strength real not null check (product_strength > 0),
  category_strength real not null check (category_strength > 0),
  returners int not null check (returners >= 0),
  log_days real not null,
  spread real not null check (spread > 0),
  spread_between real not null check (spread_between >= 0),
  leaving real not null check (leaving between 0 and 1),
  at timestamptz(3) not null
);
