import { applyTiers as apply } from '../src/tiers/apply-tiers.ts';
import { inTransaction } from '../src/transaction.ts';
import type { Job } from './job.ts';

/** Measures everybody anew after the tiers were changed. */
export const applyTiers: Job = {
  name: 'apply-tiers',
  at: '* * * * *',
  async run({ app }) {
    while (await inTransaction(app, (tx) => apply(tx)));
  },
};
