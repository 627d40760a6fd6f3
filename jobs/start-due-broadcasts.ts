import { startDueBroadcasts as start } from '../src/broadcasts/start-due.ts';
import type { Job } from './job.ts';

/** Begins broadcasts whose time has come; those due for more than six hours are let go. */
export const startDueBroadcasts: Job = {
  name: 'start-due-broadcasts',
  at: 'always',
  run: async ({ app }) => void (await start(app)),
};
