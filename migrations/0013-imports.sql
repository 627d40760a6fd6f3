-- What comes in by file.

-- One file being brought in. `fingerprint` is of its bytes and of how they are to be read: the same again goes on where
-- `position` (a byte of the file, where a row begins) and `line` say, for they move with the rows themselves. `spilled` is
-- an order with too many rows, of which the rest is still to come and to be refused.
create table import (
  id uuid primary key default uuid7(),
  kind text not null check (kind in ('purchases', 'customers', 'refunds', 'list')),
  state text not null check (state in ('arriving', 'running', 'done', 'failed')),
  name text,
  fingerprint bytea not null,
  bytes bigint not null check (bytes >= 0),
  lines bigint not null check (lines >= 0),
  reading jsonb not null,
  dry boolean not null default false,
  stored boolean not null default false,
  position bigint not null check (position between 0 and bytes),
  line bigint not null default 1,
  spilled text,
  counts jsonb not null,
  reason jsonb,
  holder uuid,
  lease_until timestamptz(3) not null default '-infinity',
  by text not null,
  created_at timestamptz(3) not null,
  finished_at timestamptz(3),
  check ((state in ('arriving', 'running')) = (finished_at is null))
);
create unique index import_running on import (fingerprint) where state = 'running';
create index import_stored on import (created_at) where stored and finished_at is null;

-- What was sent over the API, sealed, until it is worked off.
create table import_part (
  import_id uuid not null references import,
  starts bigint not null check (starts >= 0),
  bytes bytea not null,
  primary key (import_id, starts)
);

-- A row that was not taken, sealed, and why.
create table import_error (
  import_id uuid not null references import,
  line bigint not null,
  col text,
  problem text not null,
  facts jsonb not null,
  row_sealed bytea not null,
  primary key (import_id, line)
);
