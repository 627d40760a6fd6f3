import { persist, type Sending } from '../outbox/sending.ts';
import type { LeasedChunk } from './lease-chunks.ts';

/** The evening has come in a zone: everything that waits there for this broadcast waits until the morning. */
export async function holdUntilMorning(
  sending: Sending,
  { id, broadcastId, zone, doubtful }: Pick<LeasedChunk, 'id' | 'broadcastId' | 'zone' | 'doubtful'>,
  morning: Date,
  uncounted = 1,
): Promise<void> {
  const { app, channel, hold } = sending;
  await persist(sending, () =>
    app.pool.query(
      `update broadcast_chunk set run_at = $6, lease_token = null, lease_until = null,
         attempts = attempts - case when id = $3 then $8::int else 0 end,
         first_tried_at = case when id = $3 and not $7 then null else first_tried_at end
       where broadcast_id = $4 and channel = $1 and zone is not distinct from $5 and state = 'waiting' and run_at < $6
         and (id = $3 or lease_token is null) and exists (select from sender where channel = $1 and token = $2)`,
      [channel.name, hold.token, id, broadcastId, zone, morning, doubtful, uncounted],
    ),
  );
}
