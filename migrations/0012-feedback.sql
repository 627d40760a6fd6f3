-- What people say about it, and who answers.

create table feedback (
  id uuid primary key default uuid7(),
  customer_id uuid not null references customer,
  redemption_id uuid unique references redemption,
  store_id uuid references store,
  campaign_id uuid references campaign,
  rating smallint check (rating between 1 and 5),
  words text,
  at timestamptz(3) not null
);
create index feedback_customer on feedback (customer_id, at);

create table ticket (
  id uuid primary key default uuid7(),
  ref text not null unique check (ref ~ '^[A-Z0-9]{4,16}$'),
  customer_id uuid not null references customer,
  feedback_id uuid unique references feedback,
  state text not null check (state in ('open', 'closed')),
  coupon_id uuid,
  note text,
  opened_at timestamptz(3) not null,
  closed_at timestamptz(3),
  closed_by uuid references staff,
  check ((state = 'closed') = (closed_at is not null))
);
create index ticket_customer on ticket (customer_id, opened_at);
create index ticket_open on ticket (opened_at) where state = 'open';
