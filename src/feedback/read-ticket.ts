import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { gathered } from './add-words.ts';
import { staffFor } from './staff-for.ts';
import { type TicketLine, type TicketView, ticketLines, ticketView } from './ticket-view.ts';

const LINES = 10;

/**
 * A ticket with the latest `most` lines of it. A notice to staff that there is more to read waits no longer: it has been
 * read.
 */
export async function readTicket(
  tx: Tx,
  by: Actor,
  ref: string,
  most = LINES,
): Promise<{ view: TicketView; lines: TicketLine[] }> {
  const view = await ticketView(tx, by, ref);
  if (by.kind !== 'staff') return { view, lines: await ticketLines(tx, view.id, most) };
  if (view.customerId === by.staff.customerId) throw new Refusal('ticket-own');
  const me = (await staffFor(tx, view)).find(({ staffId }) => staffId === by.staff.id);
  await tx.db.query(
    `update delivery set state = 'skipped', reason = 'read already', finished_at = $2
     where subject = $1 and state = 'waiting' and first_tried_at is null`,
    [gathered(tx, view.id, by.staff.id, me?.from).subject, tx.now],
  );
  return { view, lines: await ticketLines(tx, view.id, most) };
}
