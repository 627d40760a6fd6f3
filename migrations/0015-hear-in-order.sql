-- What one person said is heard in the order in which it was kept, whatever became of the attempts since.
alter table inbox_waiting add column kept bigint generated always as identity;
create index inbox_waiting_from on inbox_waiting (channel, (inbound ->> 'from'), kept);
