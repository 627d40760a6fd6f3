import { planSeries } from '../src/broadcasts/plan-series.ts';
import type { Job } from './job.ts';

/** Plans the next broadcast of everything that is told again and again. A period that is past is never planned. */
export const planRepeatedBroadcasts: Job = {
  name: 'plan-repeated-broadcasts',
  at: '*/5 * * * *',
  run: async ({ app }) => void (await planSeries(app)),
};
