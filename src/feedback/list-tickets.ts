import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { storeOf, type TicketView, VIEW } from './ticket-view.ts';

/** A page of open tickets that the actor may answer, the oldest first, and how many there are. */
export async function openTickets(
  tx: Tx,
  by: Actor,
  { page, size }: { page: number; size: number },
): Promise<{ tickets: TicketView[]; total: number }> {
  authorise(by, 'answer');
  const values = [storeOf(by), by.kind === 'staff' ? by.staff.customerId : null];
  const mine = `t.state = 'open' and ($1::uuid is null or t.store_id is null or t.store_id = $1)
    and t.customer_id is distinct from $2`;
  const tickets = await tx.db.query(`select ${VIEW} where ${mine} order by t.opened_at, t.id limit $3 offset $4`, [
    ...values,
    size,
    (page - 1) * size,
  ]);
  const [{ total }] = await tx.db.query(`select count(*)::int as total from ticket t where ${mine}`, values);
  return { tickets, total };
}
