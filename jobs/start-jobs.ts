import { schedule } from 'node-cron';
import type { App } from '../src/app.ts';
import type { Hear } from '../src/chat/channel.ts';
import { jobs } from './index.ts';
import { runDueJobs } from './run-due-jobs.ts';

export interface Jobs {
  /** Begins no more jobs, and waits for the one that runs. */
  close(): Promise<void>;
}

const TICK = '*/5 * * * * *';

/** Wakes the jobs. node-cron is only the clock's hand: what is due is worked out from the database. */
export function startJobs(app: App, hear: Hear): Jobs {
  // A long daily run must not keep a broadcast or an answer waiting.
  const lanes = [jobs.filter((job) => job.at === 'always'), jobs.filter((job) => job.at !== 'always')];
  const running = lanes.map(() => undefined as Promise<unknown> | undefined);
  let closed = false;
  const tick = () => {
    lanes.forEach((lane, at) => {
      if (running[at] || closed) return;
      running[at] = runDueJobs(app, lane, hear).finally(() => {
        running[at] = undefined;
      });
    });
  };
  const task = schedule(TICK, tick, { name: 'jobs' });
  tick();
  return {
    async close() {
      closed = true;
      await task.destroy();
      await Promise.all(running);
    },
  };
}
