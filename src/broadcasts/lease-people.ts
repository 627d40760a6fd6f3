import { type Sending, SURELY_KNOWN } from '../outbox/sending.ts';
import type { Facts } from './blanks.ts';
import { factsOf } from './facts-of.ts';
import { FREE_CHUNKS } from './lease-chunks.ts';
import { MAY_LEAVE } from './rest-for-the-month.ts';

/** A chunk whose people are told one by one. */
export interface Open {
  id: string;
  broadcastId: string;
  language: string;
  variant: number;
  zone: string | null;
  attempts: number;
  /** So many of the next people may have been told already, and the platform would recognise a repeat. */
  inDoubt: number;
}

/** A person to tell, or why not. */
export interface Told extends Facts {
  id: string;
  address: string;
  /** They may have been told already. */
  doubtful: boolean;
  why: 'stopped' | 'capped' | 'unreachable' | 'opted-out' | null;
}

/**
 * Takes a chunk over. Those who were on their way when another sender died are told again where the platform recognises
 * a repeat, within a day; else they are unknown from now on. `personal`: only chunks whose text differs for each person.
 */
export async function leasePeople({ app, channel, hold }: Sending, personal: boolean): Promise<Open | undefined> {
  for (;;) {
    const { rows } = await app.pool.query({
      name: 'lease_people',
      text: LEASE,
      values: [channel.name, hold.token, app.clock.now(), personal, channel.abilities.idempotent],
    });
    if (!rows[0]) return undefined;
    const { over, ...chunk } = rows[0];
    // Everybody left in it was on the way: with them it has ended.
    if (!over) return chunk;
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
    values: [channel.name, hold.token, chunk.id, by, channel.abilities.idempotent, chunk.language],
  });
  const people: Omit<Told, 'doubtful'>[] | undefined = rows[0]?.people;
  const { inDoubt } = chunk;
  chunk.inDoubt = Math.max(0, inDoubt - (people?.length ?? 0));
  return people?.map((person, at) => ({ ...person, doubtful: at < inDoubt }));
}

const LEASE = `
with picked as materialized (
  select k.id, k.settled, greatest(k.position, k.tried) as tried,
    $5::boolean and coalesce(k.first_tried_at > clock_timestamp() - ${SURELY_KNOWN}, true) as again
  from broadcast_chunk k where ${FREE_CHUNKS} and (k.personal or not $4)
  order by k.run_at, k.id limit 1 for update of k skip locked
), taken as (
  update broadcast_chunk k set lease_token = $2, lease_until = clock_timestamp() + interval '30 s',
    settled = case when p.again then k.settled else p.tried end,
    position = case when p.again then k.settled else p.tried end,
    tried = p.tried, first_tried_at = case when p.again and p.tried > p.settled then k.first_tried_at end,
    state = case when p.tried = cardinality(k.ids) and not p.again then 'sent' else k.state end,
    sent_at = case when p.tried = cardinality(k.ids) and not p.again then $3::timestamptz end
  from picked p where k.id = p.id
  returning k.id, k.broadcast_id, k.language, k.variant, k.zone, k.attempts, k.state,
    case when p.again then p.tried - p.settled else 0 end as in_doubt, case when p.again then '{}' else k.ids[p.settled + 1:p.tried] end as lost
), unknown as (
  insert into broadcast_exception (broadcast_id, identity_id, outcome, reason)
  select t.broadcast_id, l.id, 'unknown', 'the sender died' from taken t, unnest(t.lost) as l (id)
  on conflict do nothing
)
select id, broadcast_id as "broadcastId", language, variant, zone, attempts, in_doubt as "inDoubt", state = 'sent' as over from taken`;

// Where a repeat is recognised, the first try is noted: a day later it would not be.
const ADVANCE = `
with moved as (
  update broadcast_chunk k set position = least(k.position + $4::int, cardinality(k.ids)),
    tried = greatest(k.tried, least(k.position + $4::int, cardinality(k.ids))), lease_until = clock_timestamp() + interval '30 s',
    first_tried_at = case when $5::boolean then coalesce(k.first_tried_at, clock_timestamp()) else k.first_tried_at end
  where k.id = $3 and k.lease_token = $2 and k.state = 'waiting'
    and ${MAY_LEAVE}
    and exists (select from sender s where s.channel = $1 and s.token = $2)
  returning k.broadcast_id, k.ids, k.position, k.personal, k.position - (select position from broadcast_chunk o where o.id = $3) as by
)
select coalesce((
  select json_agg(json_build_object('id', u.id::text, 'address', i.address, 'why',
    case when e.outcome is not null then e.outcome when not i.reachable then 'unreachable'
      when not coalesce(m.marketing, c.marketing) then 'opted-out' end,
    'name', f.name, 'points', f.points, 'tier', f.tier) order by u.n)
  from unnest(moved.ids[moved.position - moved.by + 1:moved.position]) with ordinality as u (id, n)
  join identity i on i.id = u.id join customer c on c.id = i.customer_id left join customer m on m.id = c.merged_into
  left join broadcast_exception e on e.broadcast_id = moved.broadcast_id and e.identity_id = u.id and e.outcome in ('stopped', 'capped')
  left join lateral (${factsOf('coalesce(m.id, c.id)', '$6')}) f on moved.personal), '[]') as people
from moved`;
