import type { App } from '../app.ts';
import type { Hear, Inbound } from '../chat/channel.ts';
import { isWeather } from '../transaction.ts';
import { hearKept } from './hear-kept.ts';

const WAIT_MS = 10_000;
const MOST_ATTEMPTS = 5;
// An attempt each ten seconds: about a day.
const MOST_IN_BAD_WEATHER = 8_640;
const BATCH = 50;

/**
 * Hears events that were acknowledged before they could be heard. Hearing twice has one effect, so a second process or
 * a crash does no harm. Bad weather is waited out for a day, for the platform believes that we have the event; what else
 * fails five times is dropped to the log: it would fail for ever.
 */
export async function hearWaitingEvents(app: App, hear: Hear): Promise<number> {
  const now = app.clock.now();
  const { rows } = await app.pool.query(TAKE, [now, new Date(now.getTime() - WAIT_MS), BATCH]);
  let heard = 0;
  for (const { inbound, attempts } of rows as { inbound: Inbound; attempts: number }[]) {
    const { channel, id } = inbound;
    try {
      await hearKept(app, hear, inbound);
      heard++;
    } catch (error) {
      app.log.warn({ channel, event: id, attempts, error: String(error) }, 'A waiting event could not be heard');
      if (attempts < (isWeather(error) ? MOST_IN_BAD_WEATHER : MOST_ATTEMPTS)) continue;
      app.log.error({ channel, event: id, attempts }, 'A waiting event was dropped');
      await app.pool
        .query('delete from inbox_waiting where channel = $1 and event_id = $2', [channel, id])
        .catch(() => undefined);
    }
  }
  return heard;
}

// The attempt is counted before it is made, and its instant keeps others away from the event meanwhile.
const TAKE = `
with taken as (
  update inbox_waiting w set attempts = attempts + 1, at = $1
  where (channel, event_id) in (
    select channel, event_id from inbox_waiting where at < $2 order by at, kept limit $3 for update skip locked)
  returning inbound, attempts, kept)
select inbound, attempts from taken order by kept`;
