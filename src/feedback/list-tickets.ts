import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { seenTickets, type TicketView, ticketScope, VIEW } from './ticket-view.ts';

/** A page of open tickets that the actor may answer, the oldest first, and how many there are. */
export async function openTickets(
  tx: Tx,
  by: Actor,
  { page, size }: { page: number; size: number },
): Promise<{ tickets: TicketView[]; total: number }> {
  const values = [by.kind === 'staff' ? by.staff.customerId : null, ...(await ticketScope(tx, by))];
  const mine = `t.state = 'open' and t.customer_id is distinct from $1 and ${seenTickets(2)}`;
  const tickets = await tx.db.query(`select ${VIEW} where ${mine} order by t.opened_at, t.id limit $5 offset $6`, [
    ...values,
    size,
    (page - 1) * size,
  ]);
  const [{ total }] = await tx.db.query(`select count(*)::int as total from ticket t where ${mine}`, values);
  return { tickets, total };
}
