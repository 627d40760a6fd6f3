-- What everybody gets, drawn once per language when the recipients are frozen: a retry has to say the very same.
alter table broadcast
  add column messages jsonb,
  add column planned int check (planned >= 0),
  add column reason text,
  add column reported_at timestamptz(3);
create index broadcast_unreported on broadcast (created_at) where reported_at is null;
create index broadcast_campaign on broadcast (campaign_id, created_at);

-- `missed` recipients of a chunk share the chunk's end: failed, unknown or stopped.
-- Where people are told one by one, those up to `settled` are recorded and those after it up to `position` are on their
-- way: a crash leaves exactly these unknown.
alter table broadcast_chunk
  add column missed int not null default 0 check (missed between 0 and 500),
  add column settled int not null default 0 check (settled between 0 and position);
-- Out of line and uncompressed: a chunk is updated as it is sent, and its recipients are never written again.
alter table broadcast_chunk alter column ids set storage external;

-- The zones people are in, found by a few index probes.
create index customer_zone on customer (zone) where zone is not null;

-- What a person is owed is found at once behind any number of greetings.
create index delivery_owed on delivery (channel, run_at) where state = 'waiting' and class <> 'marketing';
