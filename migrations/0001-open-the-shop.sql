-- The shop's memory, read top to bottom. Instants are timestamptz(3) in UTC, money is bigint minor units.

-- UUID version 7 (RFC 9562) on PostgreSQL 14 to 17, which have none: a random UUID whose first 48 bits are the milliseconds.
create function uuid7() returns uuid language sql volatile parallel safe as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

create function refuse_change() returns trigger language plpgsql as $$
begin raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end $$;

-- People ---------------------------------------------------------------------------------------------------------

create table setting (key text primary key, value text not null);

create table store (
  id uuid primary key default uuid7(),
  name text not null unique check (name <> ''),
  zone text,
  closed_at timestamptz(3),
  created_at timestamptz(3) not null
);

create table customer (
  id uuid primary key default uuid7(),
  name text,
  language text not null,
  zone text,
  birth_mmdd smallint check (birth_mmdd between 101 and 1231),
  birth_year smallint check (birth_year between 1900 and 2200),
  birthday_set_at timestamptz(3),
  phone_sealed bytea,
  phone_index bytea unique,
  joined_at timestamptz(3),
  agreed_version text,
  marketing boolean not null default false,
  merged_into uuid references customer,
  parted_at timestamptz(3),
  created_at timestamptz(3) not null,
  check (joined_at is null or agreed_version is not null),
  check (merged_into <> id)
);
create index customer_birthday on customer (birth_mmdd) where birth_mmdd is not null and merged_into is null;

create table identity (
  id bigint generated always as identity primary key,
  customer_id uuid not null references customer,
  channel text not null,
  address text not null,
  name text,
  language text,
  reachable boolean not null default true,
  asked text,
  heard_at timestamptz(3),
  created_at timestamptz(3) not null,
  unique (channel, address)
);
create index identity_customer on identity (customer_id);

create table consent (
  id uuid primary key default uuid7(),
  customer_id uuid not null references customer,
  purpose text not null check (purpose in ('service', 'marketing')),
  granted boolean not null,
  text_version text not null,
  language text not null,
  channel text not null,
  at timestamptz(3) not null
);
create index consent_customer on consent (customer_id, at);
create trigger consent_append_only before update or delete on consent for each row execute function refuse_change();

create table staff (
  id uuid primary key default uuid7(),
  customer_id uuid not null references customer unique,
  role text not null check (role in ('owner', 'manager', 'marketer', 'clerk')),
  store_id uuid references store,
  at_store_id uuid references store,
  paused_until timestamptz(3),
  ended_at timestamptz(3),
  invited_by uuid references staff,
  created_at timestamptz(3) not null
);

create table wrong_code (
  id bigint generated always as identity primary key,
  staff_id uuid not null references staff,
  at timestamptz(3) not null
);
create index wrong_code_staff on wrong_code (staff_id, at);

create table staff_invite (
  id uuid primary key default uuid7(),
  secret_hash bytea not null unique,
  role text not null check (role in ('owner', 'manager', 'marketer', 'clerk')),
  store_id uuid references store,
  invited_by uuid references staff,
  expires_at timestamptz(3) not null,
  used_by uuid references customer,
  used_at timestamptz(3),
  created_at timestamptz(3) not null,
  check ((used_by is null) = (used_at is null))
);

-- One person over several channels: asked for on one channel, confirmed on both, and reversible.
create table link_request (
  id uuid primary key default uuid7(),
  code_hash bytea not null unique,
  identity_id bigint not null references identity,
  other_identity_id bigint references identity,
  expires_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  used_at timestamptz(3),
  created_at timestamptz(3) not null
);

create table customer_link (
  id uuid primary key default uuid7(),
  kept_id uuid not null references customer,
  joined_id uuid not null references customer,
  moved jsonb not null,
  at timestamptz(3) not null,
  undone_at timestamptz(3),
  undone_by uuid references staff
);
create unique index customer_link_open on customer_link (joined_id) where undone_at is null;

-- Campaigns and coupons --------------------------------------------------------------------------------------------

create table campaign (
  id uuid primary key default uuid7(),
  ref text not null unique check (ref ~ '^[A-Z0-9]{4,16}$'),
  state text not null check (state in ('live', 'stopped')),
  purpose text not null default 'drop' check (purpose in ('drop', 'birthday')),
  version int not null default 1,
  terms_version int not null default 1,
  stock int check (stock >= 0),
  claimed int not null default 0 check (claimed >= 0),
  per_customer int not null default 1 check (per_customer between 1 and 1000),
  per_day int check (per_day > 0),
  day date,
  claimed_today int not null default 0 check (claimed_today >= 0),
  budget_minor bigint check (budget_minor >= 0),
  committed_minor bigint not null default 0 check (committed_minor >= 0),
  gift_stock int check (gift_stock >= 0),
  gifts_given int not null default 0 check (gifts_given >= 0),
  zone text not null,
  claim_from timestamptz(3) not null,
  claim_until timestamptz(3),
  created_by uuid references staff,
  created_at timestamptz(3) not null,
  constraint campaign_stock check (stock is null or claimed <= stock),
  constraint campaign_day check (per_day is null or claimed_today <= per_day),
  constraint campaign_budget check (budget_minor is null or committed_minor <= budget_minor),
  constraint campaign_gifts check (gift_stock is null or gifts_given <= gift_stock),
  check (claim_until is null or claim_until > claim_from)
);
create unique index campaign_birthday on campaign (purpose) where purpose = 'birthday' and state = 'live';

-- The terms that coupons are claimed under are frozen: a change is a new version.
create table campaign_terms (
  campaign_id uuid not null references campaign,
  version int not null check (version > 0),
  terms jsonb not null,
  created_by uuid references staff,
  created_at timestamptz(3) not null,
  primary key (campaign_id, version)
);
create trigger campaign_terms_append_only before update or delete on campaign_terms for each row execute function refuse_change();

-- The hot table: no foreign keys (0.58 of the speed, see docs/decisions); `claim_coupons` joins what they would check.
create table coupon (
  id uuid primary key,
  campaign_id uuid not null,
  customer_id uuid not null,
  seq int not null check (seq > 0),
  terms_version int not null,
  code_hash bigint not null unique,
  state text not null default 'issued' check (state in ('issued', 'redeemed', 'expired', 'revoked')),
  channel text not null,
  claimed_at timestamptz(3) not null,
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3) not null,
  worst_minor bigint not null default 0 check (worst_minor >= 0),
  unique (customer_id, campaign_id, seq),
  check (valid_until > valid_from)
);
create index coupon_expiring on coupon (valid_until) where state = 'issued';
create index coupon_campaign on coupon using brin (campaign_id);

create table purchase (
  id uuid primary key default uuid7(),
  customer_id uuid not null references customer,
  store_id uuid references store,
  staff_id uuid references staff,
  source text not null,
  order_no text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  paid_minor bigint not null check (paid_minor between 0 and amount_minor),
  currency text not null,
  points bigint not null default 0,
  at timestamptz(3) not null,
  voided_at timestamptz(3),
  unique (source, order_no)
);
create index purchase_customer on purchase (customer_id, at);

create table redemption (
  id uuid primary key default uuid7(),
  coupon_id uuid not null references coupon,
  campaign_id uuid not null references campaign,
  customer_id uuid not null references customer,
  staff_id uuid references staff,
  api_key_id uuid,
  store_id uuid references store,
  method text not null check (method in ('chat', 'api')),
  order_minor bigint check (order_minor >= 0),
  discount_minor bigint not null check (discount_minor >= 0),
  gift text,
  points bigint not null default 0 check (points >= 0),
  purchase_id uuid references purchase,
  at timestamptz(3) not null,
  undone_at timestamptz(3),
  undone_by uuid references staff,
  undo_reason text,
  check (order_minor is null or discount_minor <= order_minor)
);
create unique index redemption_once on redemption (coupon_id) where undone_at is null;
create index redemption_staff on redemption (staff_id, at);
create index redemption_campaign on redemption (campaign_id, at);
create index redemption_store on redemption (store_id, at);

-- Points: an append-only ledger, its balance kept beside it, and what is left of each earning.

create table points_account (
  customer_id uuid primary key references customer,
  balance bigint not null default 0 check (balance >= 0),
  owed bigint not null default 0 check (owed >= 0)
);

create table points_entry (
  id uuid primary key default uuid7(),
  customer_id uuid not null references customer,
  delta bigint not null check (delta <> 0),
  reason text not null check (reason in ('purchase', 'coupon', 'undo', 'settle', 'spend', 'grant', 'expiry', 'link')),
  source text not null unique,
  at timestamptz(3) not null
);
create index points_entry_customer on points_entry (customer_id, at);
create trigger points_entry_append_only before update or delete on points_entry for each row execute function refuse_change();

create table points_lot (
  entry_id uuid primary key references points_entry,
  customer_id uuid not null references customer,
  remaining bigint not null check (remaining >= 0),
  expires_at timestamptz(3) not null
);
create index points_lot_open on points_lot (customer_id, expires_at) where remaining > 0;
create index points_lot_due on points_lot (expires_at) where remaining > 0;

-- Telling people -------------------------------------------------------------------------------------------------

-- What a platform told us, once. `coupon_id` stands for the answer of a claim, which is drawn again from the coupon.
create table inbox_event (
  channel text not null,
  event_id text not null,
  address text not null,
  heard_at timestamptz(3) not null,
  coupon_id uuid,
  answer jsonb,
  retry_key uuid not null,
  answered_at timestamptz(3),
  primary key (channel, event_id)
);
create index inbox_event_unanswered on inbox_event (heard_at) where answered_at is null;
create index inbox_event_age on inbox_event using brin (heard_at);

-- Acknowledged before it could be heard: durable, heard again by a job.
create table inbox_waiting (
  channel text not null,
  event_id text not null,
  inbound jsonb not null,
  at timestamptz(3) not null,
  attempts int not null default 0,
  primary key (channel, event_id)
);

-- One sender per bot account over all processes: whoever holds the lease, under its fencing token.
create table sender (
  channel text primary key,
  holder uuid,
  token bigint not null default 0,
  lease_until timestamptz(3) not null default '-infinity',
  blocked_until timestamptz(3) not null default '-infinity'
);

create table broadcast (
  id uuid primary key default uuid7(),
  campaign_id uuid not null references campaign,
  state text not null check (state in ('waiting', 'sending', 'done', 'stopped')),
  created_by uuid references staff,
  send_at timestamptz(3) not null,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  created_at timestamptz(3) not null
);
create index broadcast_due on broadcast (send_at) where state in ('waiting', 'sending');

-- A chunk of recipients that get the same words. `id` is the retry key of a multicast.
create table broadcast_chunk (
  id uuid primary key default uuid7(),
  broadcast_id uuid not null references broadcast,
  channel text not null,
  language text not null,
  zone text,
  ids bigint[] not null check (cardinality(ids) between 1 and 500),
  position int not null default 0 check (position between 0 and 500),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'stopped', 'failed', 'unknown')),
  run_at timestamptz(3) not null,
  first_tried_at timestamptz(3),
  attempts int not null default 0,
  lease_token bigint,
  lease_until timestamptz(3),
  sent int not null default 0,
  last_error text
);
create index broadcast_chunk_due on broadcast_chunk (channel, run_at) where state = 'waiting';
create index broadcast_chunk_broadcast on broadcast_chunk (broadcast_id);

-- Recipients of a chunk that did not simply get it.
create table broadcast_exception (
  broadcast_id uuid not null references broadcast,
  identity_id bigint not null references identity,
  outcome text not null check (outcome in ('unreachable', 'opted-out', 'refused', 'unknown', 'stopped')),
  reason text not null,
  primary key (broadcast_id, identity_id)
);

-- Messages with content of their own. `id` is the retry key; `subject` can exist once.
create table delivery (
  id uuid primary key default uuid7(),
  subject text not null unique,
  class text not null check (class in ('answer', 'notice', 'marketing')),
  customer_id uuid references customer,
  channel text not null,
  address text not null,
  messages jsonb not null,
  zone text,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'unreachable', 'failed', 'unknown', 'skipped')),
  run_at timestamptz(3) not null,
  expires_at timestamptz(3),
  first_tried_at timestamptz(3),
  attempts int not null default 0,
  lease_token bigint,
  lease_until timestamptz(3),
  reason text,
  ref text,
  created_at timestamptz(3) not null,
  finished_at timestamptz(3)
);
create index delivery_due on delivery (channel, run_at) where state = 'waiting';
create index delivery_waiting_for on delivery (customer_id) where state = 'waiting';

create table web_message (
  id bigint generated always as identity primary key,
  address text not null,
  said_by text not null check (said_by in ('customer', 'shop')),
  key text not null,
  messages jsonb not null,
  at timestamptz(3) not null,
  unique (address, key)
);
create index web_message_address on web_message (address, id);

-- Work ---------------------------------------------------------------------------------------------------------

create table job_run (
  job text not null,
  period text not null,
  scope text not null default '',
  state text not null check (state in ('running', 'done', 'failed', 'skipped-late')),
  due_at timestamptz(3) not null,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  lease_token uuid not null,
  lease_until timestamptz(3) not null,
  reason text,
  primary key (job, period, scope)
);

create table draft (
  staff_id uuid primary key references staff,
  data jsonb not null,
  updated_at timestamptz(3) not null
);

create table channel_note (
  channel text not null,
  key text not null,
  value text not null,
  primary key (channel, key)
);

create table api_key (
  id uuid primary key default uuid7(),
  name text not null,
  prefix text not null unique,
  secret_hash bytea not null,
  scopes text[] not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  last_used_at timestamptz(3)
);
alter table redemption add foreign key (api_key_id) references api_key;

create table idempotency (
  api_key_id uuid not null references api_key,
  key text not null,
  request_hash bytea not null,
  status int,
  response jsonb,
  created_at timestamptz(3) not null,
  primary key (api_key_id, key)
);
create index idempotency_age on idempotency (created_at);

-- Who did what that money or rights hang on. Append-only.
create table audit (
  id uuid primary key default uuid7(),
  actor text not null,
  act text not null,
  subject text not null,
  facts jsonb not null,
  at timestamptz(3) not null
);
create index audit_subject on audit (subject, at);
create trigger audit_append_only before update or delete on audit for each row execute function refuse_change();
