-- Three questions to those who stay away, why a visit was not good, and what customers would like us to do.

alter table survey add wish text check (wish in ('offer', 'menu', 'hours', 'service'));
alter table survey drop constraint survey_check;
alter table survey add constraint survey_answered
  check ((reason is null and wish is null and words is null) = (answered_at is null));

alter table feedback add reason text check (reason in ('rules', 'using', 'goods', 'service', 'waiting'));

create table idea (
  id uuid primary key default uuid7(),
  ref text not null unique check (ref ~ '^[A-Z0-9]{4,16}$'),
  customer_id uuid not null references customer,
  words text not null check (words <> ''),
  tags text[] not null default '{}' check (cardinality(tags) <= 5),
  at timestamptz(3) not null
);
create index idea_customer on idea (customer_id, at);
create index idea_at on idea (at, id);

-- Coupons that staff could not redeem, once for each reason, so that a shop sees what is not understood. Written when the
-- answer is no, and never by a redemption; without a foreign key to the hot table.
create table counter_refusal (
  coupon_id uuid not null,
  code text not null,
  store_id uuid references store,
  at timestamptz(3) not null,
  primary key (coupon_id, code)
);
create index counter_refusal_at on counter_refusal (at);
