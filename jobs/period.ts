import { randomUUID } from 'node:crypto';
import type { App } from '../src/app.ts';

/** One run of something for one period: over all processes one at a time, and never again once it is done. */
export interface Period {
  job: string;
  period: string;
  scope?: string;
  due: Date;
}

const LEASE_MS = 300_000;
const RENEW_MS = 60_000;
const AGAIN_MS = 60_000;

/**
 * Runs work for a period unless it is done or being done. A run that failed, or whose process died, is made again after
 * a while. Returns whether the work was done here. Leases are told by the database's clock.
 */
export async function once(
  app: App,
  { job, period, scope = '', due }: Period,
  work: () => Promise<void>,
): Promise<boolean> {
  const key = [job, period, scope];
  const token = randomUUID();
  const taken = await app.pool.query(TAKE, [...key, due, app.clock.now(), token, LEASE_MS]);
  if (taken.rowCount === 0) return false;
  const renew = setInterval(
    () => void app.pool.query(RENEW, [...key, token, LEASE_MS]).catch(() => undefined),
    RENEW_MS,
  );
  renew.unref();
  try {
    await work();
    // A run that lost its lease is somebody else's to finish.
    const ended = await app.pool.query(END, [...key, token, 'done', app.clock.now(), null, 0]);
    return ended.rowCount === 1;
  } catch (error) {
    app.log.error(
      { job, period, scope, error: String((error as Error).stack ?? error).slice(0, 800) },
      'A job failed; it is tried again',
    );
    await app.pool
      .query(END, [...key, token, 'failed', app.clock.now(), String(error).slice(0, 300), AGAIN_MS])
      .catch(() => undefined);
    return false;
  } finally {
    clearInterval(renew);
  }
}

/** True when a period is done; a cheap look before the work of finding out what there is to do. */
export async function isDone(app: App, { job, period, scope = '' }: Omit<Period, 'due'>): Promise<boolean> {
  const { rows } = await app.pool.query(
    `select 1 from job_run where job = $1 and period = $2 and scope = $3 and state = 'done'`,
    [job, period, scope],
  );
  return rows.length > 0;
}

const TAKE = `
insert into job_run (job, period, scope, state, due_at, started_at, lease_token, lease_until)
values ($1, $2, $3, 'running', $4, $5, $6, clock_timestamp() + $7 * interval '1 ms')
on conflict (job, period, scope) do update set state = 'running', started_at = excluded.started_at, lease_token = excluded.lease_token, lease_until = excluded.lease_until
where job_run.state in ('running', 'failed') and job_run.lease_until < clock_timestamp()
returning job`;

const RENEW = `
update job_run set lease_until = clock_timestamp() + $5 * interval '1 ms'
where job = $1 and period = $2 and scope = $3 and lease_token = $4 and state = 'running'`;

const END = `
update job_run set state = $5, finished_at = $6, reason = $7, lease_until = clock_timestamp() + $8 * interval '1 ms'
where job = $1 and period = $2 and scope = $3 and lease_token = $4 and state = 'running'`;
