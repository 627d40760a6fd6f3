import { newId } from '../lib/ids.ts';
import { post } from '../outbox/post.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { readWords } from './read-words.ts';
import { type Member, takeTicket } from './take-ticket.ts';

/** Sends a member's words to the customer, where they were last heard; what they reply comes back to the ticket. */
export async function answerTicket(tx: Tx, by: Member, ref: string, text: string): Promise<void> {
  const ticket = await takeTicket(tx, by, ref);
  const words = readWords(text);
  const id = newId(tx.now.getTime());
  await tx.db.query('insert into ticket_message (id, ticket_id, staff_id, words, at) values ($1, $2, $3, $4, $5)', [
    id,
    ticket.id,
    by.staff.id,
    words,
    tx.now,
  ]);
  const [{ name }] = await tx.db.query('select name from customer where id = $1', [by.staff.customerId]);
  const told = await post(tx, ticket.customerId, {
    subject: `ticket-answer:${id}`,
    class: 'notice',
    say: ({ tickets: t }) => [
      {
        title: t.answerTitle(name),
        text: words,
        buttons: [{ label: t.reply(), says: `/ask ${ticket.ref}` }],
      },
    ],
  });
  if (!told) throw new Refusal('ticket-unreachable');
}
