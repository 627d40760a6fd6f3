import { type Sending, SURELY_KNOWN } from '../outbox/sending.ts';
import { MAY_LEAVE } from './rest-for-the-month.ts';

/** A chunk that is ours to send now, with the addresses of those who may still get it. */
export interface LeasedChunk {
  id: string;
  broadcastId: string;
  language: string;
  variant: number;
  zone: string | null;
  attempts: number;
  /** An earlier attempt may have been accepted: only the same body may follow. */
  doubtful: boolean;
  forgotten: boolean;
  addresses: string[];
}

/**
 * Leases chunks and picks their recipients in one statement. At the first attempt consent and reachability are looked
 * at again, and who falls out is written down; after an attempt whose end is unknown the list stays as it was, because
 * the platform knows the key with that body.
 */
export async function leaseChunks({ app, channel, hold }: Sending, most: number): Promise<LeasedChunk[]> {
  const { rows } = await app.pool.query({
    name: 'lease_chunks',
    text: LEASE,
    values: [channel.name, hold.token, app.clock.now(), most],
  });
  return rows;
}

/** Chunks of a channel that nobody works on; `$1` channel, `$2` token, `$3` now. */
export const FREE_CHUNKS = `
  k.channel = $1 and k.state = 'waiting' and k.run_at <= $3
    and k.lease_token is distinct from $2 and (k.lease_until is null or k.lease_until < clock_timestamp())
    and ${MAY_LEAVE}
    and exists (select from sender s where s.channel = $1 and s.token = $2 and s.lease_until > clock_timestamp() and s.blocked_until <= clock_timestamp())`;

const LEASE = `
with picked as materialized (
  select k.id, k.first_tried_at as earlier from broadcast_chunk k where ${FREE_CHUNKS} and not k.personal
  order by k.run_at, k.id limit $4 for update of k skip locked
), tried as (
  update broadcast_chunk k set lease_token = $2, lease_until = clock_timestamp() + interval '30 s', attempts = k.attempts + 1,
    first_tried_at = coalesce(k.first_tried_at, clock_timestamp())
  from picked p where k.id = p.id
  returning k.id, k.broadcast_id, k.language, k.variant, k.zone, k.ids, k.attempts, k.run_at, p.earlier
), people as (
  select t.id as chunk, t.broadcast_id, t.earlier, u.id, u.n, i.address,
    case when not i.reachable then 'unreachable' when not coalesce(m.marketing, c.marketing) then 'opted-out' end as why
  from tried t cross join lateral unnest(t.ids) with ordinality as u (id, n)
  join identity i on i.id = u.id join customer c on c.id = i.customer_id left join customer m on m.id = c.merged_into
  where not exists (select from broadcast_exception e where e.broadcast_id = t.broadcast_id and e.identity_id = u.id)
), excluded as (
  insert into broadcast_exception (broadcast_id, identity_id, outcome, reason)
  select broadcast_id, id, why, 'before sending' from people where why is not null and earlier is null
  on conflict do nothing
)
select t.id, t.broadcast_id as "broadcastId", t.language, t.variant, t.zone, t.attempts, t.earlier is not null as doubtful,
  coalesce(t.earlier < clock_timestamp() - ${SURELY_KNOWN}, false) as forgotten, coalesce(p.addresses, '[]') as addresses
from tried t left join (
  select chunk, json_agg(address order by n) as addresses from people where why is null or earlier is not null group by chunk
) p on p.chunk = t.id
order by t.run_at, t.id`;
