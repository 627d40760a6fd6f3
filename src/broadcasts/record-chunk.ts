import type { Verdict } from '../outbox/outcome.ts';
import { persist, type Sending } from '../outbox/sending.ts';
import type { LeasedChunk } from './lease-chunks.ts';

/** Writes down what became of a chunk: one small update, whoever it was for. */
export async function recordChunk(sending: Sending, chunk: LeasedChunk, verdict: Verdict): Promise<void> {
  const { app, channel, hold } = sending;
  const people = chunk.addresses.length;
  const { rowCount } = (await persist(sending, () => {
    if (verdict.state === 'waiting') {
      const runAt = new Date(app.clock.now().getTime() + verdict.afterMs);
      const values = [
        channel.name,
        hold.token,
        chunk.id,
        runAt,
        verdict.counted ? 0 : 1,
        verdict.doubtful,
        verdict.reason,
      ];
      return app.pool.query({ name: 'chunk_waits', text: WAITS, values });
    }
    const state = verdict.state === 'sent' || verdict.state === 'unknown' ? verdict.state : 'failed';
    const sent = state === 'sent' ? people : 0;
    const values = [channel.name, hold.token, chunk.id, state, sent, people - sent, verdict.reason];
    return app.pool.query({ name: 'chunk_ends', text: ENDS, values });
  })) ?? { rowCount: 0 };
  if (rowCount === 0)
    app.log.warn({ channel: channel.name, chunk: chunk.id }, 'A sender that had lost its lease recorded nothing');
}

const MINE = `k.id = $3 and k.lease_token = $2 and k.state = 'waiting' and exists (select from sender where channel = $1 and token = $2)`;

const ENDS = `
update broadcast_chunk k set state = $4, sent = $5, missed = $6, last_error = $7, lease_token = null, lease_until = null where ${MINE}`;

const WAITS = `
update broadcast_chunk k set run_at = $4, attempts = k.attempts - $5, first_tried_at = case when $6 then k.first_tried_at end,
  last_error = $7, lease_token = null, lease_until = null where ${MINE}`;

// A message that nobody can be sent is not worth a search for the one who cannot get it.
const MOST_REFUSED = 20;

/**
 * Halves a chunk that the platform refused, to be tried before others, until the refused ones are found. A refusal is
 * certain: nobody has got it, so new keys are safe. False when so many were refused that the message must be at fault.
 */
export async function splitChunk({ app, channel, hold }: Sending, chunk: LeasedChunk): Promise<boolean> {
  if (chunk.doubtful) return false;
  const { rows } = await app.pool.query(SPLIT, [channel.name, hold.token, chunk.id, chunk.broadcastId, MOST_REFUSED]);
  return rows.length > 0;
}

const SPLIT = `
with old as (
  delete from broadcast_chunk k where ${MINE} and (
    select count(*) from broadcast_chunk f where f.broadcast_id = $4 and f.state = 'failed') < $5
  returning *
)
insert into broadcast_chunk (broadcast_id, channel, language, zone, ids, run_at)
select broadcast_id, channel, language, zone, half, run_at - interval '1 second'
from old, lateral (values (ids[:cardinality(ids) / 2]), (ids[cardinality(ids) / 2 + 1:])) as h (half)
returning id`;
