import type { Sending } from '../outbox/sending.ts';
import { FREE_CHUNKS } from './lease-chunks.ts';

/** A chunk whose people are told one by one. */
export interface Open {
  id: string;
  broadcastId: string;
  language: string;
  zone: string | null;
  attempts: number;
  doubtful: false;
}

/** A person to tell, or why not. */
export interface Told {
  id: string;
  address: string;
  why: 'unreachable' | 'opted-out' | null;
}

/**
 * Takes a chunk over. Those who were on their way when another sender died are unknown from now on: the platform cannot
 * recognise a repeat, so they are not told again.
 */
export async function leasePeople({ app, channel, hold }: Sending): Promise<Open | undefined> {
  for (;;) {
    const { rows } = await app.pool.query({
      name: 'lease_people',
      text: LEASE,
      values: [channel.name, hold.token, app.clock.now()],
    });
    if (!rows[0]) return undefined;
    const { over, ...chunk } = rows[0];
    // Everybody left in it was on the way: with them it has ended.
    if (!over) return { ...chunk, doubtful: false };
  }
}

/**
 * Moves on by a handful of people, and commits that before any of them is told. Empty when the chunk is at its end;
 * undefined when it is ours no more or the broadcast was stopped.
 */
export async function advance({ app, channel, hold }: Sending, chunk: Open, by: number): Promise<Told[] | undefined> {
  const { rows } = await app.pool.query({
    name: 'advance_people',
    text: ADVANCE,
    values: [channel.name, hold.token, chunk.id, by],
  });
  return rows[0]?.people;
}

const LEASE = `
with picked as materialized (
  select k.id, k.settled, k.position from broadcast_chunk k where ${FREE_CHUNKS}
  order by k.run_at, k.id limit 1 for update of k skip locked
), taken as (
  update broadcast_chunk k set lease_token = $2, lease_until = clock_timestamp() + interval '30 s', settled = k.position,
    state = case when k.position = cardinality(k.ids) then 'sent' else k.state end
  from picked p where k.id = p.id
  returning k.id, k.broadcast_id, k.language, k.zone, k.attempts, k.state, k.ids[p.settled + 1:p.position] as lost
), unknown as (
  insert into broadcast_exception (broadcast_id, identity_id, outcome, reason)
  select t.broadcast_id, l.id, 'unknown', 'the sender died' from taken t, unnest(t.lost) as l (id)
  on conflict do nothing
)
select id, broadcast_id as "broadcastId", language, zone, attempts, state = 'sent' as over from taken`;

const ADVANCE = `
with moved as (
  update broadcast_chunk k set position = least(k.position + $4::int, cardinality(k.ids)), lease_until = clock_timestamp() + interval '30 s'
  where k.id = $3 and k.lease_token = $2 and k.state = 'waiting'
    and exists (select from broadcast b where b.id = k.broadcast_id and b.state = 'sending')
    and exists (select from sender s where s.channel = $1 and s.token = $2)
  returning k.ids, k.position, k.position - (select position from broadcast_chunk o where o.id = $3) as by
)
select coalesce((
  select json_agg(json_build_object('id', u.id::text, 'address', i.address, 'why',
    case when not i.reachable then 'unreachable' when not coalesce(m.marketing, c.marketing) then 'opted-out' end) order by u.n)
  from unnest(moved.ids[moved.position - moved.by + 1:moved.position]) with ordinality as u (id, n)
  join identity i on i.id = u.id join customer c on c.id = i.customer_id left join customer m on m.id = c.merged_into), '[]') as people
from moved`;
