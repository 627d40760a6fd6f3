-- Ids that the database makes sort in the order they were made within a millisecond, too: what a person is told first
-- arrives first. The 12 bits behind the version hold the fraction of the millisecond (RFC 9562, 6.2, method 3); what one
-- statement writes within a microsecond has no order.
create or replace function uuid7() returns uuid language sql volatile parallel safe as $$
  select encode(overlay(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(us / 1000) from 3) from 1 for 6)
    placing int2send((28672 + us % 1000 * 4096 / 1000)::smallint) from 7 for 2), 'hex')::uuid
  from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint as us) as now
$$;
