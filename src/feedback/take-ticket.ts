import { Ticket } from '../../entities/ticket.ts';
import { Refusal } from '../refusal.ts';
import { type Act, type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { heldUntil, isHeld } from './held.ts';
import { ticketView } from './ticket-view.ts';

/** A member of staff who speaks for themselves: what they do stands in the ticket under their name. */
export type Member = Actor & { kind: 'staff' };

/** The member of staff who speaks to customers. Refuses a machine: customers are answered by people. */
export function memberOf(by: Actor): Member {
  if (by.kind !== 'staff') throw new Refusal('ticket-by-person');
  return by;
}

/**
 * Locks an open ticket for one member of staff, who answers it from now on. Refuses while somebody else does: until they
 * give it back, or for 30 minutes after what they last did. Nobody acts on a ticket of their own.
 */
export async function takeTicket(tx: Tx, by: Member, ref: string, act: Act = 'answer'): Promise<Ticket> {
  // An adviser answers their own, whatever their role; what costs money takes one that may.
  if (act !== 'answer') authorise(by, act);
  const { id } = await ticketView(tx, by, ref);
  await tx.db.query('select 1 from ticket where id = $1 for update', [id]);
  const ticket = await tx.db.findOneByOrFail(Ticket, { id });
  if (ticket.customerId === by.staff.customerId) throw new Refusal('ticket-own');
  if (ticket.state === 'closed') throw new Refusal('ticket-closed', { at: ticket.closedAt!, now: tx.now });
  if (ticket.takenBy !== by.staff.id && isHeld(ticket, tx.now)) {
    const { taker } = await ticketView(tx, by, ref);
    throw new Refusal('ticket-taken', { name: taker, until: heldUntil(ticket) });
  }
  await tx.db.update(Ticket, { id }, { takenBy: by.staff.id, takenAt: tx.now });
  return { ...ticket, takenBy: by.staff.id, takenAt: tx.now };
}

/** Gives a ticket back, so that somebody else may answer it. */
export async function giveBackTicket(tx: Tx, by: Member, ref: string): Promise<void> {
  const { id } = await takeTicket(tx, by, ref);
  await tx.db.update(Ticket, { id }, { takenBy: null, takenAt: null });
}
