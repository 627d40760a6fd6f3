import { gather } from '../lib/gather.ts';
import type { Verdict } from '../outbox/outcome.ts';
import { persist, type Sending } from '../outbox/sending.ts';
import type { LeasedChunk } from './lease-chunks.ts';

/** Writes down what became of a chunk; chunks that end together are written together. */
export async function recordChunk(sending: Sending, chunk: LeasedChunk, verdict: Verdict): Promise<void> {
  const people = chunk.addresses.length;
  let recorded: boolean;
  if (verdict.state === 'waiting') recorded = await putOff(sending, chunk, verdict);
  else {
    const state = verdict.state === 'sent' || verdict.state === 'unknown' ? verdict.state : 'failed';
    const sent = state === 'sent' ? people : 0;
    recorded = await endsOf(sending)({ id: chunk.id, state, sent, missed: people - sent, reason: verdict.reason });
  }
  if (!recorded) {
    const { app, channel } = sending;
    app.log.warn({ channel: channel.name, chunk: chunk.id }, 'A sender that had lost its lease recorded nothing');
  }
}

interface End {
  id: string;
  state: string;
  sent: number;
  missed: number;
  reason: string | null;
}

const gathered = new WeakMap<Sending, (end: End) => Promise<boolean>>();

function endsOf(sending: Sending): (end: End) => Promise<boolean> {
  let record = gathered.get(sending);
  if (!record) {
    record = gather<End, boolean>({ most: 100, write: (ends) => writeEnds(sending, ends) });
    gathered.set(sending, record);
  }
  return record;
}

async function writeEnds(sending: Sending, ends: End[]): Promise<boolean[]> {
  const { app, channel, hold } = sending;
  const written = await persist(sending, () =>
    app.pool.query({
      name: 'chunks_end',
      text: ENDS,
      values: [
        channel.name,
        hold.token,
        ends.map(({ id }) => id),
        ends.map(({ state }) => state),
        ends.map(({ sent }) => sent),
        ends.map(({ missed }) => missed),
        ends.map(({ reason }) => reason),
        app.clock.now(),
      ],
    }),
  );
  const ids = new Set(written?.rows.map(({ id }) => id as string));
  return ends.map(({ id }) => ids.has(id));
}

async function putOff(sending: Sending, { id }: LeasedChunk, verdict: Verdict & { state: 'waiting' }) {
  const { app, channel, hold } = sending;
  const written = await persist(sending, () => {
    const runAt = new Date(app.clock.now().getTime() + verdict.afterMs);
    const { counted, doubtful, reason } = verdict;
    const values = [channel.name, hold.token, id, runAt, counted ? 0 : 1, doubtful, reason];
    return app.pool.query({ name: 'chunk_waits', text: WAITS, values });
  });
  return (written?.rowCount ?? 0) > 0;
}

const OURS = `k.lease_token = $2 and k.state = 'waiting' and exists (select from sender where channel = $1 and token = $2)`;
const MINE = `k.id = $3 and ${OURS}`;

const ENDS = `
update broadcast_chunk k set state = e.state, sent = e.sent, missed = e.missed, last_error = e.reason, sent_at = $8, lease_token = null, lease_until = null
from unnest($3::uuid[], $4::text[], $5::int[], $6::int[], $7::text[]) as e (id, state, sent, missed, reason)
where k.id = e.id and ${OURS} returning k.id`;

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
insert into broadcast_chunk (broadcast_id, channel, language, zone, variant, ids, first_id, last_id, run_at)
select broadcast_id, channel, language, zone, variant, half, half[1], half[cardinality(half)], run_at - interval '1 second'
from old, lateral (values (ids[:cardinality(ids) / 2]), (ids[cardinality(ids) / 2 + 1:])) as h (half)
returning id`;
