import { Ticket } from '../../entities/ticket.ts';
import { post } from '../outbox/post.ts';
import { actorName } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import { keepNote } from './keep-note.ts';
import { readWords } from './read-words.ts';
import { type Member, takeTicket } from './take-ticket.ts';

/**
 * Closes a ticket, once. A note is read by the customer; without one they are told nothing. Gives false for a note that
 * cannot be delivered now: it is kept, and said when they write again.
 */
export async function closeTicket(tx: Tx, by: Member, ref: string, text: string): Promise<boolean> {
  const ticket = await takeTicket(tx, by, ref);
  const note = readWords(text) || null;
  await tx.db.update(Ticket, { id: ticket.id }, { state: 'closed', note, closedAt: tx.now, closedBy: by.staff.id });
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'close-ticket',
    ticket.id,
    { note },
    tx.now,
  ]);
  if (!note) return true;
  const told = {
    subject: `ticket-closed:${ticket.id}`,
    say: ({ tickets: t }: Words) => [
      { title: t.closedTitle(), text: note, buttons: [{ label: t.askAgain(), says: '/ask' }] },
    ],
  };
  if (await post(tx, ticket.customerId, { ...told, class: 'notice' })) return true;
  await keepNote(tx, ticket.customerId, told);
  return false;
}
