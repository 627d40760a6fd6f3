import type { App } from '../app.ts';

/**
 * Ends broadcasts of which nothing is left to send, and puts what a stopped one has not sent aside. Returns how many
 * ended. Whoever was on the way when a sender died is unknown.
 */
export async function finishBroadcasts({ pool, clock }: Pick<App, 'pool' | 'clock'>): Promise<number> {
  const { rows } = await pool.query(
    `select id, state from broadcast where state in ('sending', 'stopped') and finished_at is null and started_at is not null`,
  );
  let finished = 0;
  for (const { id, state } of rows) {
    if (state === 'stopped') await pool.query(PUT_ASIDE, [id]);
    const { rowCount } = await pool.query(
      `update broadcast set state = case when state = 'sending' then 'done' else state end, finished_at = $2
       where id = $1 and finished_at is null and not exists (select from broadcast_chunk where broadcast_id = $1 and state = 'waiting')`,
      [id, clock.now()],
    );
    finished += rowCount ?? 0;
  }
  return finished;
}

const PUT_ASIDE = `
with left_over as materialized (
  select id, broadcast_id, ids, position, settled, first_tried_at is not null as doubtful
  from broadcast_chunk k where broadcast_id = $1 and state = 'waiting'
    and (lease_token is null or lease_until < clock_timestamp()) for update skip locked
), lost as (
  insert into broadcast_exception (broadcast_id, identity_id, outcome, reason)
  select o.broadcast_id, l.id, 'unknown', 'the sender died' from left_over o, unnest(o.ids[o.settled + 1:o.position]) as l (id)
  on conflict do nothing
)
update broadcast_chunk k set state = case when l.doubtful then 'unknown' else 'stopped' end, settled = l.position, lease_token = null,
  missed = cardinality(l.ids) - l.position - (
    select count(*) from broadcast_exception e where e.broadcast_id = l.broadcast_id and e.identity_id = any(l.ids[l.position + 1:]))
from left_over l where k.id = l.id`;
