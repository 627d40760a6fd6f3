import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { seenTickets, type TicketView, ticketScope, VIEW } from './ticket-view.ts';

/** In what order tickets come: who waits longest, or who was least content. */
export const ORDERS = {
  oldest: 't.opened_at, t.id',
  lowest: 'f.rating nulls last, t.opened_at, t.id',
} as const;

/** A page of open tickets that the actor may answer, the oldest first unless said otherwise, and how many there are. */
export async function openTickets(
  tx: Tx,
  by: Actor,
  { page, size, order = 'oldest' }: { page: number; size: number; order?: keyof typeof ORDERS },
): Promise<{ tickets: TicketView[]; total: number }> {
  const values = [by.kind === 'staff' ? by.staff.customerId : null, ...(await ticketScope(tx, by))];
  const mine = `t.state = 'open' and t.customer_id is distinct from $1 and ${seenTickets(2)}`;
  const tickets = await tx.db.query(`select ${VIEW} where ${mine} order by ${ORDERS[order]} limit $5 offset $6`, [
    ...values,
    size,
    (page - 1) * size,
  ]);
  const [{ total }] = await tx.db.query(`select count(*)::int as total from ticket t where ${mine}`, values);
  return { tickets, total };
}
