import { expirePoints as takeAway } from '../src/points/expire.ts';
import { inTransaction } from '../src/transaction.ts';
import type { Job } from './job.ts';

const BATCH = 500;

/** Takes away points that are past their time. */
export const expirePoints: Job = {
  name: 'expire-points',
  at: '*/15 * * * *',
  async run({ app }) {
    for (;;) {
      const { customers } = await inTransaction(app, (tx) => takeAway(tx, BATCH));
      if (customers < BATCH) return;
    }
  },
};
