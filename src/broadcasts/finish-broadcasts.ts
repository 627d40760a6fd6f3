import type { App } from '../app.ts';
import { letResumedGo } from './let-resumed-go.ts';
import { putAside } from './put-aside.ts';

/**
 * Lets resumed broadcasts go on, ends those of which nothing is left to send, and puts what a stopped one has not sent aside. Returns how many
 * ended. Whoever was on the way when a sender died is unknown.
 */
export async function finishBroadcasts(app: Pick<App, 'database' | 'pool' | 'clock' | 'shop'>): Promise<number> {
  const { pool, clock } = app;
  await letResumedGo(app);
  const { rows } = await pool.query(
    `select id, state from broadcast where state in ('sending', 'stopped') and finished_at is null and started_at is not null`,
  );
  let finished = 0;
  for (const { id, state } of rows) {
    if (state === 'stopped') await putAside(pool, id);
    const { rowCount } = await pool.query(
      `update broadcast set state = case when state = 'sending' then 'done' else state end, finished_at = $2
       where id = $1 and finished_at is null and not exists (select from broadcast_chunk where broadcast_id = $1 and state = 'waiting')`,
      [id, clock.now()],
    );
    finished += rowCount ?? 0;
  }
  return finished;
}
