import type { App } from '../app.ts';
import { gather } from '../lib/gather.ts';
import { textList } from '../lib/pg-list.ts';

/** Notes that answers were taken by their platform. */
export interface Marks {
  mark(channel: string, eventId: string): Promise<void>;
}

const MOST = 1_000;

/**
 * Marks gather while a batch is in flight. They are committed without waiting for the disk: a mark lost in a crash means
 * that one answer is said once more, never that one is lost.
 */
export function markAnswered(app: Pick<App, 'pool' | 'clock' | 'log'>): Marks {
  const mark = gather<{ channel: string; eventId: string }, undefined>({
    most: MOST,
    async write(batch) {
      try {
        await app.pool.query({
          name: 'mark_answered',
          text: MARK,
          values: [
            textList(batch.map((one) => one.channel)),
            textList(batch.map((one) => one.eventId)),
            app.clock.now(),
          ],
        });
      } catch (error) {
        app.log.warn(
          { count: batch.length, error: String(error) },
          'Answers could not be marked; they will be said again',
        );
      }
      return batch.map(() => undefined);
    },
  });
  return { mark: (channel, eventId) => mark({ channel, eventId }) };
}

const MARK = `
with quick as (select set_config('synchronous_commit', 'off', true))
update inbox_event e set answered_at = $3 from quick, unnest($1::text[], $2::text[]) as m (channel, event_id)
where e.channel = m.channel and e.event_id = m.event_id and e.answered_at is null`;
