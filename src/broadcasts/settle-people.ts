import { persist, type Sending } from '../outbox/sending.ts';
import type { Open } from './lease-people.ts';

/** What became of a handful of people. */
export interface Settled {
  people: number;
  sent: number;
  exceptions: {
    id: string;
    outcome: 'stopped' | 'capped' | 'unreachable' | 'opted-out' | 'refused' | 'unknown';
    reason: string;
  }[];
  /** Whom the platform blocked from us: unreachable until they write again. */
  gone: string[];
  /** Not told, or perhaps told where a repeat is recognised; they become a chunk of their own, for later. */
  rest: { ids: string[]; doubts: string[]; afterMs: number; attempts: number } | undefined;
  /** The platform takes no more of them this month. */
  usedUp: boolean;
}

/** Records a handful; the chunk is sent when its last handful is. */
export async function settlePeople(sending: Sending, chunk: Open, settled: Settled): Promise<void> {
  const { app, channel, hold } = sending;
  const { rest } = settled;
  const runAt = new Date(app.clock.now().getTime() + (rest?.afterMs ?? 0));
  const answer = await persist(sending, () =>
    app.pool.query({
      name: 'settle_people',
      text: SETTLE,
      values: [
        channel.name,
        hold.token,
        chunk.id,
        settled.people,
        settled.sent,
        JSON.stringify(settled.exceptions),
        settled.gone,
        rest?.ids ?? [],
        runAt,
        rest?.attempts ?? 0,
        app.clock.now(),
        rest?.doubts ?? [],
      ],
    }),
  );
  if (answer?.rowCount !== 1) app.log.warn({ chunk: chunk.id }, 'A sender that had lost its lease recorded nothing');
}

const SETTLE = `
with mine as (
  update broadcast_chunk k set settled = k.settled + $4::int, sent = k.sent + $5::int, lease_until = clock_timestamp() + interval '30 s',
    state = case when k.settled + $4::int = cardinality(k.ids) then 'sent' else k.state end,
    sent_at = case when k.settled + $4::int = cardinality(k.ids) then $11::timestamptz end
  where k.id = $3 and k.lease_token = $2 and k.state = 'waiting' and exists (select from sender where channel = $1 and token = $2)
  returning k.id, k.broadcast_id, k.channel, k.language, k.zone, k.variant, k.personal, k.first_tried_at
), noted as (
  insert into broadcast_exception (broadcast_id, identity_id, outcome, reason)
  select mine.broadcast_id, e.id, e.outcome, e.reason from mine, jsonb_to_recordset($6::jsonb) as e (id bigint, outcome text, reason text)
  on conflict do nothing
), gone as (
  update identity set reachable = false where id = any($7::bigint[]) and exists (select from mine)
), rest as (
  insert into broadcast_chunk (broadcast_id, channel, language, zone, variant, personal, ids, first_id, last_id, part_of, run_at, attempts, tried, first_tried_at)
  select mine.broadcast_id, mine.channel, mine.language, mine.zone, mine.variant, mine.personal, w.ids, w.first, w.last, mine.id, $9, $10::int,
    w.doubts, case when w.doubts > 0 then mine.first_tried_at end
  from mine, (
    select array_agg(r.id order by r.id = any($12::bigint[]) desc, r.id) as ids, min(r.id) as first, max(r.id) as last,
      (count(*) filter (where r.id = any($12::bigint[])))::int as doubts
    from unnest($8::bigint[]) as r (id)) w where w.ids is not null
)
select from mine`;
