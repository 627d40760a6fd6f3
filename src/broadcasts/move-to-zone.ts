import { instantOf, outOfQuietHours } from '../lib/dates.ts';
import type { Tx } from '../transaction.ts';

interface Waiting {
  chunk: string;
  identity: string;
  run_at: Date;
  wall_at: string | null;
}

/**
 * Somebody lives by another clock now: what waits for them in broadcasts under way goes by it, so that none comes in their
 * night. They become a chunk of their own, since a chunk is of one zone. Who is on the way at this instant, or last in
 * their chunk, is told as they would have been.
 */
export async function moveToZone({ db, now }: Pick<Tx, 'db' | 'now'>, customerId: string, zone: string): Promise<void> {
  const waiting: Waiting[] = await db.query(WAITING, [customerId, zone]);
  for (const { chunk, identity, run_at: runAt, wall_at: wallAt } of waiting) {
    const [day, time] = wallAt?.split(' ') ?? [];
    const from = day ? instantOf(day, zone, time) : runAt;
    const at = from > now ? from : now;
    const morning = outOfQuietHours(at, zone);
    // What may go at once keeps its time: of what rests, that says since when.
    await db.query(MOVE, [chunk, identity, zone, morning > now ? morning : runAt]);
  }
  await db.query(`update delivery set zone = $2 where customer_id = $1 and class = 'marketing' and state = 'waiting'`, [
    customerId,
    zone,
  ]);
}

// Nobody whom a sender has moved past, or may have told; and one has to be left, by whom the chunk comes to its end.
const WAITING = `
select k.id as chunk, i.id as identity, k.run_at, b.wall_at
from identity i
join broadcast_chunk k on int8range(k.first_id, k.last_id, '[]') @> i.id and k.state = 'waiting'
join broadcast b on b.id = k.broadcast_id and b.state in ('sending', 'paused')
cross join lateral (select array_position(k.ids, i.id) as n, greatest(k.position, k.tried) as tried) place
where i.customer_id = $1 and k.zone is distinct from $2 and place.n > place.tried
  and (k.personal or k.tried > 0 or k.first_tried_at is null)
  and (cardinality(k.ids) - 1 > place.tried or (cardinality(k.ids) = 1 and k.lease_token is null))
  and not exists (select from broadcast_exception e where e.broadcast_id = k.broadcast_id and e.identity_id = i.id)
  and not exists (select from broadcast_chunk r where r.part_of = k.id and i.id = any(r.ids))
order by k.id for update of k`;

const MOVE = `
with old as (
  update broadcast_chunk set ids = case when cardinality(ids) = 1 then ids else array_remove(ids, $2::bigint) end,
    zone = case when cardinality(ids) = 1 then $3 else zone end, run_at = case when cardinality(ids) = 1 then $4::timestamptz else run_at end
  where id = $1 returning *
)
insert into broadcast_chunk (broadcast_id, channel, language, zone, variant, personal, ids, first_id, last_id, part_of, run_at)
select broadcast_id, channel, language, $3, variant, personal, array[$2::bigint], $2, $2, part_of, $4
from old where not ids @> array[$2::bigint]`;
