import { cutValues as cut } from '../src/customers/value.ts';
import { inTransaction } from '../src/transaction.ts';
import type { Job } from './job.ts';

/** Says anew from how much on customers are of high or middle value, once the figures of the night are corrected. */
export const cutValues: Job = {
  name: 'cut-values',
  at: '25 20 * * *',
  run: async ({ app }) => void (await inTransaction(app, cut)),
};
