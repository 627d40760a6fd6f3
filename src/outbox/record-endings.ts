import type { Ending } from './deliver.ts';
import type { Leased } from './lease-deliveries.ts';
import { persist, type Sending } from './sending.ts';

/** Writes down what became of messages; endings gather while a write is in flight. */
export function recordEndings(sending: Sending): (leased: Leased, ending: Ending) => Promise<void> {
  let waiting: { row: object; done: () => void }[] = [];
  let inFlight = false;

  async function flush(): Promise<void> {
    inFlight = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await persist(sending, () => write(sending, JSON.stringify(batch.map(({ row }) => row))));
      for (const { done } of batch) done();
    }
    inFlight = false;
  }

  return (leased, ending) =>
    new Promise((done) => {
      waiting.push({ row: rowOf(sending, leased, ending), done });
      if (!inFlight) void flush();
    });
}

function rowOf({ app }: Sending, { id, address }: Leased, ending: Ending): object {
  const { state, reason } = ending;
  if (state !== 'waiting') return { id, address, state, reason, ref: 'ref' in ending ? ending.ref : null };
  const now = app.clock.now();
  if ('until' in ending) return { id, state, reason, run_at: ending.until, doubtful: ending.doubtful, uncounted: 1 };
  const runAt = new Date(now.getTime() + ending.afterMs);
  return { id, state, reason, run_at: runAt, doubtful: ending.doubtful, uncounted: ending.counted ? 0 : 1 };
}

async function write({ app, channel, hold }: Sending, endings: string): Promise<void> {
  const { rowCount } = await app.pool.query({
    name: 'record_endings',
    text: RECORD,
    values: [channel.name, hold.token, endings, app.clock.now()],
  });
  if (rowCount === 0) app.log.warn({ channel: channel.name }, 'A sender that had lost its lease recorded nothing');
}

// The fence: only the newest token writes. 403 and its like keep a person unreachable until they write again.
const RECORD = `
with ended as (
  select * from jsonb_to_recordset($3::jsonb) as r (id uuid, address text, state text, reason text, ref text, run_at timestamptz, doubtful boolean, uncounted int)
  where exists (select from sender where channel = $1 and token = $2)
), gone as (
  update identity set reachable = false where channel = $1 and address in (select address from ended where state = 'unreachable')
)
update delivery d set state = r.state, reason = r.reason, ref = r.ref, run_at = coalesce(r.run_at, d.run_at),
  attempts = d.attempts - coalesce(r.uncounted, 0),
  first_tried_at = case when r.state <> 'waiting' or r.doubtful then d.first_tried_at end,
  finished_at = case when r.state <> 'waiting' then $4::timestamptz end, lease_token = null, lease_until = null
from ended r where d.id = r.id and d.state = 'waiting' and d.lease_token = $2`;
