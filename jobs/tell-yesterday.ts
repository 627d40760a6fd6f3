import type { App } from '../src/app.ts';
import { isEmpty, summaryMessage, summaryOf } from '../src/feedback/summary-message.ts';
import { addDays, civilDate, endOfDay, instantOf, outOfQuietHours } from '../src/lib/dates.ts';
import { post } from '../src/outbox/post.ts';
import { inTransaction } from '../src/transaction.ts';
import type { Job } from './job.ts';
import { isDone, once } from './period.ts';

const TOLD_AT = '09:00';

interface Scope {
  /** Null for the whole shop, which owners and managers of all stores hear of. */
  store: string | null;
  zone: string | null;
  staff: { id: string; customer: string }[];
}

/**
 * Tells owners and managers each morning at 09:00 what yesterday was like, in the zone of their store or of the shop. Later
 * on the same day after downtime, never for an earlier day. Once for each day and member of staff; when nothing happened,
 * nothing is said.
 */
export const tellYesterday: Job = {
  name: 'tell-yesterday',
  at: '*/5 * * * *',
  async run({ app }) {
    const { rows } = await app.pool.query(SCOPES);
    for (const scope of rows as Scope[]) await tell(app, scope);
  },
};

async function tell(app: App, { store, zone, staff }: Scope): Promise<void> {
  const now = app.clock.now();
  const where = zone ?? app.shop.zone;
  const today = civilDate(now, where);
  const due = instantOf(today, where, TOLD_AT);
  if (due > now || outOfQuietHours(now, where) > now) return;
  const day = addDays(today, -1);
  const key = { job: 'tell-yesterday', period: `day ${day}`, scope: store ?? '' };
  if (await isDone(app, key)) return;
  await once(app, { ...key, due }, () =>
    inTransaction(app, async (tx) => {
      const summary = await summaryOf(tx, { day, zone: where, storeId: store });
      if (isEmpty(summary)) return;
      for (const { id, customer } of staff) {
        await post(tx, customer, {
          subject: `summary:${day}:${id}`,
          class: 'notice',
          expiresAt: endOfDay(today, where),
          say: (t) => {
            const message = summaryMessage(tx, t, summary);
            return [
              { ...message, buttons: [...message.buttons!, { label: t.summary.turnOff(), says: '/summary off' }] },
            ];
          },
        });
      }
    }),
  );
}

const SCOPES = `
select s.store_id as store, o.zone, jsonb_agg(jsonb_build_object('id', s.id, 'customer', s.customer_id) order by s.id) as staff
from staff s left join store o on o.id = s.store_id
where s.role in ('owner', 'manager') and s.ended_at is null
  and not exists (select from summary_stop q where q.staff_id = s.id)
group by s.store_id, o.zone order by s.store_id nulls first`;
