-- A zone that somebody chose is not changed by the device they write from.
alter table customer add column zone_chosen boolean not null default false;
