import type { Tx } from '../transaction.ts';

/**
 * Of accounts that have become one person, only one is told by each broadcast under way: the one who was told already, or
 * else where they were last heard. Those whose message is on its way at this instant may both get it.
 */
export async function tellOnce({ db }: Pick<Tx, 'db'>, customerId: string): Promise<void> {
  await db.query(TELL_ONCE, [customerId]);
}

// Somebody waits behind the people that a sender has moved past, or in a chunk that nobody has tried.
const TELL_ONCE = `
with theirs as (
  select k.broadcast_id, i.id, i.reachable, i.heard_at,
    k.state = 'waiting' and place.n > greatest(k.position, k.tried) and (k.personal or k.tried > 0 or k.first_tried_at is null) as waits
  from identity i
  join broadcast_chunk k on int8range(k.first_id, k.last_id, '[]') @> i.id and k.state in ('waiting', 'sent', 'unknown')
  join broadcast b on b.id = k.broadcast_id and b.state in ('sending', 'paused')
  cross join lateral (select array_position(k.ids, i.id) as n) place
  where i.customer_id = $1 and place.n is not null
    and not exists (select from broadcast_chunk r where r.part_of = k.id and i.id = any(r.ids))
    and not exists (select from broadcast_exception e where e.broadcast_id = k.broadcast_id and e.identity_id = i.id)
), placed as (
  select *, row_number() over (partition by broadcast_id order by waits, reachable desc, heard_at desc nulls last, id) as place
  from theirs
)
insert into broadcast_exception (broadcast_id, identity_id, outcome, reason)
select broadcast_id, id, 'stopped', 'told once for all their accounts' from placed where waits and place > 1
on conflict do nothing`;
