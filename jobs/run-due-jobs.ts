import type { App } from '../src/app.ts';
import type { Hear } from '../src/chat/channel.ts';
import { lastDue } from './due.ts';
import type { Job } from './job.ts';
import { isDone, once } from './period.ts';

/**
 * Runs what is due now and was not run for its period, one job after the other. After downtime a job runs once, for the
 * latest period: each job works out by itself what it has to catch up on.
 */
export async function runDueJobs(app: App, jobs: readonly Job[], hear?: Hear): Promise<string[]> {
  const ran: string[] = [];
  for (const job of jobs) {
    try {
      if (await runIfDue(app, job, hear)) ran.push(job.name);
    } catch (error) {
      app.log.warn({ job: job.name, error: String(error) }, 'A job waits for better weather');
    }
  }
  return ran;
}

async function runIfDue(app: App, job: Job, hear: Hear | undefined): Promise<boolean> {
  const now = app.clock.now();
  if (job.at === 'always') {
    await job.run({ app, ...(hear ? { hear } : {}), due: now, last: undefined });
    return true;
  }
  const due = lastDue(job.at, now);
  if (!due) return false;
  const period = due.toISOString();
  if (await isDone(app, { job: job.name, period })) return false;
  return once(app, { job: job.name, period, due }, async () => {
    const last = await lastDone(app, job.name, period);
    await job.run({ app, ...(hear ? { hear } : {}), due, last });
  });
}

// Periods are instants in ISO form, so their order is the order of time.
async function lastDone(app: App, job: string, before: string): Promise<Date | undefined> {
  const { rows } = await app.pool.query(
    `select due_at from job_run where job = $1 and period < $2 and scope = '' and state = 'done' order by period desc limit 1`,
    [job, before],
  );
  return rows[0]?.due_at;
}
