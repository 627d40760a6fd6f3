-- Where people are told one by one: those up to here may have been told, also when they are tried again from `settled` on.
-- A sender that dies, an evening and a pause leave it as it is, so that nobody is told again under a forgotten key.
alter table broadcast_chunk add column tried int not null default 0 check (tried between 0 and 500);
update broadcast_chunk set tried = cardinality(ids)
where state = 'waiting' and part_of is not null and first_tried_at is not null;
