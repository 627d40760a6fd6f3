import { inTransaction } from '../src/transaction.ts';
import { isTold, tellNotes } from '../src/triggers/tell-staff.ts';
import type { Job } from './job.ts';

/** Tells the staff what triggers have done, an hour together and by day. */
export const tellStaffOfTriggers: Job = {
  name: 'tell-staff-of-triggers',
  at: '*/5 * * * *',
  // May run twice or late: the notes go with the telling.
  async run({ app }) {
    const { rows } = await app.pool.query(NOTED);
    for (const { first, ...trigger } of rows)
      if (isTold(first, app.clock.now(), app.shop.zone)) await inTransaction(app, (tx) => tellNotes(tx, trigger));
  },
};

const NOTED = `
select t.id, t.name, t.recipe, n.first from trigger t
cross join lateral (select min(at) as first from trigger_note where trigger_id = t.id) n where n.first is not null order by t.id`;
