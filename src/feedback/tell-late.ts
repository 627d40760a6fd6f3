import { outOfQuietHours } from '../lib/dates.ts';
import { post } from '../outbox/post.ts';
import type { Tx } from '../transaction.ts';
import { othersFor } from './staff-for.ts';

/** So long after they are told an adviser has it alone. */
const ALONE_MS = 4 * 3_600_000;

interface Late {
  id: string;
  ref: string;
  storeId: string | null;
  customerId: string;
  adviserId: string;
  name: string | null;
  zone: string | null;
  /** When the first of what nobody has answered was said, and how often somebody answered before. */
  since: Date;
  answers: number;
}

/**
 * Tells everybody else who answers tickets of what an adviser has left unanswered for hours of their day, once until the
 * next answer, and not at night. Returns how many tickets wait so.
 */
export async function tellLate(tx: Tx): Promise<number> {
  if (outOfQuietHours(tx.now, tx.shop.zone) > tx.now) return 0;
  const waiting: Late[] = await tx.db.query(WAITING);
  const late = waiting.filter(({ since, zone }) => {
    return outOfQuietHours(since, zone ?? tx.shop.zone).getTime() + ALONE_MS <= tx.now.getTime();
  });
  for (const ticket of late) {
    for (const { staffId, customerId } of await othersFor(tx, ticket)) {
      await post(tx, customerId, {
        subject: `ticket:${ticket.id}:late:${ticket.answers}:${staffId}`,
        class: 'notice',
        say: ({ tickets: t, advisers: w }) => [
          {
            title: t.title(ticket.ref),
            text: w.late(ticket.name),
            buttons: [{ label: t.read(), says: `/tickets ${ticket.ref}` }],
          },
        ],
      });
    }
  }
  return late.length;
}

const WAITING = `
select t.id, t.ref, t.store_id as "storeId", t.customer_id as "customerId", s.id as "adviserId", c.name, c.zone,
  u.since, a.answers
from ticket t join staff s on s.id = t.adviser_id and s.ended_at is null join customer c on c.id = s.customer_id
cross join lateral (select count(*)::int as answers, max(m.id::text)::uuid as last from ticket_message m
  where m.ticket_id = t.id and m.staff_id is not null) a
cross join lateral (select min(m.at) as since from ticket_message m
  where m.ticket_id = t.id and m.staff_id is null and (a.last is null or m.id > a.last)) u
where t.state = 'open' and u.since is not null order by t.id`;
