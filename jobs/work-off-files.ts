import { workOffFiles as workThemOff } from '../src/imports/work-off-files.ts';
import type { Job } from './job.ts';

/** Files that were sent over the API come in, a moment at each tick, so that nothing else waits for them. */
export const workOffFiles: Job = {
  name: 'work-off-files',
  at: 'always',
  async run({ app }) {
    await workThemOff(app);
  },
};
