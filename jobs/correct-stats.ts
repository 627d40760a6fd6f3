import { correctStats as correct } from '../src/purchases/correct-stats.ts';
import { inTransaction } from '../src/transaction.ts';
import type { Job } from './job.ts';

/** Corrects the figures of customers that time alone has changed: purchases leave the last 365 days. */
export const correctStats: Job = {
  name: 'correct-stats',
  at: '40 19 * * *',
  async run({ app }) {
    let after: string | undefined;
    do after = (await inTransaction(app, (tx) => correct(tx, after))).next;
    while (after);
  },
};
