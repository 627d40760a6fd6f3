import type pg from 'pg';

type Asked = Pick<pg.Pool | pg.PoolClient, 'query'>;

/** Puts what a broadcast has not sent aside, all of it or that of some variants; what is on its way is left to its sender. */
export async function putAside(db: Asked, broadcastId: string, variants: number[] | null = null): Promise<void> {
  await db.query(PUT_ASIDE, [broadcastId, variants]);
}

/**
 * Puts aside what would tell people of another campaign that has ended, of one broadcast that begins or of all that are
 * being sent. What is all gone when it begins is not told either; once begun, coupons come back now and then.
 */
export async function putEndedAside(db: Asked, now: Date, broadcastId: string | null = null): Promise<void> {
  const { rows } = await db.query(ENDED, [now, broadcastId]);
  for (const { id, variants } of rows) await putAside(db, id, variants);
}

const ENDED = `
select b.id, array_agg(v.n::int) as variants
from broadcast b cross join lateral jsonb_array_elements(b.plan -> 'variants') with ordinality v (one, n)
join campaign c on c.id = (v.one ->> 'campaign')::uuid and (c.state <> 'live' or c.claim_until <= $1 or ($2::uuid is not null and c.claimed >= c.stock))
where case when $2::uuid is null then b.state in ('sending', 'paused') else b.id = $2 end
  and exists (select from broadcast_chunk k where k.broadcast_id = b.id and k.variant = v.n and k.state = 'waiting')
group by b.id`;

const PUT_ASIDE = `
with left_over as materialized (
  -- Many in one call may all have been told; of those told one by one, up to where it was tried.
  select id, broadcast_id, ids, settled, greatest(position, tried) as tried,
    first_tried_at is not null and position = 0 and tried = 0 as doubtful
  from broadcast_chunk k where broadcast_id = $1 and state = 'waiting' and ($2::int[] is null or variant = any($2))
    and (lease_token is null or lease_until < clock_timestamp()) for update skip locked
), lost as (
  insert into broadcast_exception (broadcast_id, identity_id, outcome, reason)
  select o.broadcast_id, l.id, 'unknown', 'the sender died' from left_over o, unnest(o.ids[o.settled + 1:o.tried]) as l (id)
  on conflict do nothing
)
update broadcast_chunk k set state = case when l.doubtful then 'unknown' else 'stopped' end, settled = l.tried, lease_token = null,
  missed = cardinality(l.ids) - l.tried - (
    select count(*) from broadcast_exception e where e.broadcast_id = l.broadcast_id and e.identity_id = any(l.ids[l.tried + 1:]))
from left_over l where k.id = l.id`;
