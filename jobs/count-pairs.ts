import { countPairs as count } from '../src/suggestions/count-pairs.ts';
import { countPopulation } from '../src/suggestions/count-population.ts';
import { forgetLooks } from '../src/suggestions/note-look.ts';
import { inTransaction } from '../src/transaction.ts';
import type { Job } from './job.ts';

/** Counts each night what is bought together, and how customers come back. */
export const countPairs: Job = {
  name: 'count-pairs',
  at: '10 20 * * *',
  run: async ({ app }) => {
    await inTransaction(app, async (tx) => {
      await count(tx);
      await countPopulation(tx);
      await forgetLooks(tx);
    });
  },
};
