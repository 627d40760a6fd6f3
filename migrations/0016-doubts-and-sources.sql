-- What may be wrong in what we know of people: found anew each night, gone when it is not so any more.
create table doubt (
  id uuid primary key default uuid7(),
  kind text not null check (kind in ('twins', 'birthday', 'phone')),
  customer_id uuid not null references customer,
  other_id uuid references customer,
  reason text not null,
  found_at timestamptz(3) not null,
  -- The night in which it was found last.
  seen_at timestamptz(3) not null,
  -- Somebody has looked, and it is right as it is.
  settled_at timestamptz(3),
  settled_by text,
  unique nulls not distinct (kind, customer_id, other_id),
  check ((kind = 'twins') = (other_id is not null)),
  check (customer_id < other_id),
  check ((settled_at is null) = (settled_by is null))
);
create index doubt_open on doubt (kind, found_at, id) where settled_at is null;
create index doubt_other on doubt (other_id) where other_id is not null;

-- Which import said what of a person: {"name": "import:…", "birthday": …, "phone": …}. What they have said themselves is in the audit.
alter table customer add column sources jsonb not null default '{}';
