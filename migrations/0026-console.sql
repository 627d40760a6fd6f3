-- Staff on the pages of the console.

-- A link of the chat opens it once and soon; the cookie that comes of it lasts while it is used. Of both only the seal is kept.
create table console_session (
  id uuid primary key default uuid7(),
  staff_id uuid not null references staff,
  link_seal bytea not null unique,
  asked_at timestamptz(3) not null,
  token_seal bytea unique,
  opened_at timestamptz(3),
  used_at timestamptz(3),
  ended_at timestamptz(3),
  check ((token_seal is null) = (opened_at is null) and (token_seal is null) = (used_at is null))
);
create index console_session_staff on console_session (staff_id);

-- Who calls with an Idempotency-Key is a key or a member of staff.
alter table idempotency drop constraint idempotency_api_key_id_fkey;
alter table idempotency rename api_key_id to caller_id;
