import { inTransaction } from '../src/transaction.ts';
import { settleCosts } from '../src/triggers/settle-costs.ts';
import type { Job } from './job.ts';

/** Gives back to the budgets of triggers what their coupons did not take. */
export const settleTriggerCosts: Job = {
  name: 'settle-trigger-costs',
  at: '23 * * * *',
  async run({ app }) {
    while ((await inTransaction(app, settleCosts)) > 0);
  },
};
