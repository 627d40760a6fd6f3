import { outOfQuietHours } from '../lib/dates.ts';
import { judge } from '../outbox/outcome.ts';
import { call, getsThrough, persist, type Sending } from '../outbox/sending.ts';
import { type LeasedChunk, leaseChunks } from './lease-chunks.ts';
import { holdUntilMorning } from './quiet.ts';
import { recordChunk, splitChunk } from './record-chunk.ts';
import { restForTheMonth } from './rest-for-the-month.ts';
import type { Round, Script } from './round.ts';

// Multicasts on their way at once.
const WINDOW = 16;
// Leased together when so many places are free: a lease is a commit.
const WORTH = 8;

/** Many get one call: the chunk's id is the platform's retry key, and a retry has the very same body. */
export function sendChunks(sending: Sending, script: Script): Round {
  const flying = new Set<Promise<void>>();
  return {
    async next() {
      const room = WINDOW - flying.size;
      const leased = room >= WORTH ? await leaseChunks(sending, room) : [];
      for (const chunk of leased) {
        const flight = sendChunk(sending, script, chunk).catch((error) => {
          sending.app.log.error({ chunk: chunk.id, error: String(error) }, 'A chunk could not be sent');
        });
        flying.add(flight);
        void flight.finally(() => flying.delete(flight));
      }
      if (flying.size === 0) return false;
      await Promise.race(flying);
      return true;
    },
    async landed() {
      await Promise.allSettled(flying);
    },
  };
}

async function sendChunk(sending: Sending, script: Script, chunk: LeasedChunk): Promise<void> {
  const { app, channel, hold } = sending;
  const { doubtful, forgotten, attempts, addresses } = chunk;
  const now = app.clock.now();
  const morning = outOfQuietHours(now, chunk.zone ?? app.shop.zone);
  if (morning > now) return holdUntilMorning(sending, chunk, morning);
  const repeatable = channel.abilities.idempotent && !forgotten;
  if (doubtful && !repeatable) {
    return recordChunk(sending, chunk, { state: 'unknown', reason: 'the end of an earlier attempt is not known' });
  }
  if (addresses.length === 0) return recordChunk(sending, chunk, { state: 'sent', reason: null });

  const say = await persist(sending, () => script(chunk));
  const sent = say && (await call(sending, false, 1, () => channel.sendMany!(addresses, say(), chunk.id)));
  if (!sent)
    return recordChunk(sending, chunk, {
      state: 'waiting',
      afterMs: hold.blockedMs(),
      counted: false,
      doubtful,
      reason: 'not tried',
    });
  const verdict = judge(
    { class: 'marketing', attempts, doubtful, forgotten },
    sent,
    channel.abilities,
    getsThrough(sending),
  );
  const refused = sent.outcome === 'refused' || sent.outcome === 'unreachable';
  // One address that the platform cannot stand must not cost the others their message.
  if (refused && addresses.length > 1 && (await persist(sending, () => splitChunk(sending, chunk)))) return;
  await recordChunk(sending, chunk, verdict);
  if (sent.outcome === 'used-up') await restForTheMonth(sending, chunk.broadcastId);
}
