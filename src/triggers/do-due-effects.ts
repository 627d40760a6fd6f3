import type { App } from '../app.ts';
import { inTransaction, isWeather, sqlState } from '../transaction.ts';
import { doEffect } from './do-effect.ts';

/** The next run goes on: other work that is always due waits for us. */
const MOST = 500;
const TRIES = 5;
const AGAIN_MS = 5 * 60_000;

/**
 * Does what is due, each in a transaction of its own, however many do so at once. One that fails is tried again later and
 * keeps no other waiting; after five times it is given up, with a line in the log.
 */
export async function doDueEffects(app: App): Promise<number> {
  const { rows } = await app.pool.query(
    `select id from trigger_effect where state = 'waiting' and run_at <= $1 order by run_at, id limit $2`,
    [app.clock.now(), MOST],
  );
  let done = 0;
  for (const { id } of rows) if (await tried(app, id)) done++;
  return done;
}

async function tried(app: App, id: string): Promise<boolean> {
  try {
    return (await inTransaction(app, (tx) => doEffect(tx, id))) === 'done';
  } catch (error) {
    if (isWeather(error) && !tookTooLong(error)) throw error;
    app.log.error({ effect: id, error: String((error as Error).stack ?? error).slice(0, 800) }, 'A trigger failed');
    await app.pool.query(LATER, [id, app.clock.now(), AGAIN_MS, TRIES]);
    return false;
  }
}

/** True when a statement was cut off: that is about this one thing, and no weather that the others have as well. */
export const tookTooLong = (error: unknown): boolean => sqlState(error) === '57014';

const LATER = `
update trigger_effect set attempts = attempts + 1,
  run_at = case when attempts + 1 < $4 then $2::timestamptz + (attempts + 1) * $3::int * interval '1 ms' else run_at end,
  state = case when attempts + 1 < $4 then 'waiting' else 'skipped' end,
  reason = case when attempts + 1 < $4 then null else 'failed' end,
  done_at = case when attempts + 1 < $4 then null else $2::timestamptz end
where id = $1 and state = 'waiting'`;
