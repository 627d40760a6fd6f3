import { inTransaction } from '../src/transaction.ts';
import type { Job } from './job.ts';

const BATCH = 1_000;

/** Ends coupons that are past their time, and gives back what they held of their campaigns' budgets. */
export const expireCoupons: Job = {
  name: 'expire-coupons',
  at: '*/5 * * * *',
  async run({ app }) {
    for (;;) {
      const expired = await inTransaction(app, async ({ db, now }) => {
        const due = await db.query(DUE, [now, BATCH]);
        if (due.length === 0) return 0;
        // Campaigns before coupons, in one order, and never waiting for a coupon: nobody can wait in a circle with us.
        const campaigns = [...new Set(due.map((one: { campaign_id: string }) => one.campaign_id))];
        await db.query('select 1 from campaign where id = any($1::uuid[]) order by id for no key update', [campaigns]);
        await db.query(EXPIRE, [due.map((one: { id: string }) => one.id), now]);
        return due.length;
      });
      if (expired < BATCH) return;
    }
  },
};

const DUE = `select id, campaign_id from coupon where state = 'issued' and valid_until <= $1 order by valid_until limit $2`;

const EXPIRE = `
with free as (
  select id from coupon where id = any($1::uuid[]) and state = 'issued' and valid_until <= $2 for update skip locked
), gone as (
  update coupon c set state = 'expired' from free where c.id = free.id returning c.campaign_id, c.worst_minor
)
update campaign k set committed_minor = greatest(0, k.committed_minor - g.worst)
from (select campaign_id, sum(worst_minor) as worst from gone group by campaign_id) g where k.id = g.campaign_id and g.worst > 0`;
