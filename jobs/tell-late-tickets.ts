import { tellLate } from '../src/feedback/tell-late.ts';
import { inTransaction } from '../src/transaction.ts';
import type { Job } from './job.ts';

/** Tells the others of what an adviser has left unanswered. By state, and each notice can exist once. */
export const tellLateTickets: Job = {
  name: 'tell-late-tickets',
  at: '*/10 * * * *',
  run: async ({ app }) => void (await inTransaction(app, tellLate)),
};
