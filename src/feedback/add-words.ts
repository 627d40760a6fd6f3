import type { Ticket } from '../../entities/ticket.ts';
import { newId } from '../lib/ids.ts';
import { maskName } from '../lib/plain-text.ts';
import { post } from '../outbox/post.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { staffFor } from './staff-for.ts';

const GATHER_MS = 300_000;
const MOST_UNANSWERED = 10;

/**
 * Adds a customer's words to an open ticket and tells whoever answers it, or all who may. What follows within five
 * minutes is gathered into one notice, and after ten lines without an answer they are asked to wait.
 */
export async function addWords(tx: Tx, ticket: Ticket, words: string): Promise<void> {
  await tx.db.query('select 1 from ticket where id = $1 for update', [ticket.id]);
  const [{ lately }] = await tx.db.query(
    'select exists (select from ticket_message where ticket_id = $1 and staff_id is null and at > $2) as lately',
    [ticket.id, new Date(tx.now.getTime() - GATHER_MS)],
  );
  if (!(await hasRoom(tx, ticket.id))) throw new Refusal('ask-enough', { lines: MOST_UNANSWERED });
  const id = newId(tx.now.getTime());
  await tx.db.query('insert into ticket_message (id, ticket_id, words, at) values ($1, $2, $3, $4)', [
    id,
    ticket.id,
    words,
    tx.now,
  ]);
  const [{ name }] = await tx.db.query('select name from customer where id = $1', [ticket.customerId]);
  for (const { staffId, customerId, from } of await staffFor(tx, ticket)) {
    // All of a night is one notice in the morning.
    const gathers = lately || from > tx.now;
    await post(tx, customerId, {
      class: 'notice',
      ...(gathers ? gathered(tx, ticket.id, staffId, from) : { subject: `ticket:${id}:${staffId}` }),
      say: ({ tickets: t }) => [
        {
          title: t.title(ticket.ref),
          text: gathers ? t.saidMore(maskName(name)) : t.says(maskName(name), words),
          buttons: [{ label: t.read(), says: `/tickets ${ticket.ref}` }],
        },
      ],
    });
  }
}

/** False when so many lines wait for an answer already that no more are taken. */
export async function hasRoom(tx: Tx, ticketId: string): Promise<boolean> {
  const [{ unanswered }] = await tx.db.query(
    `select count(*)::int as unanswered from ticket_message m where m.ticket_id = $1 and not exists (
       select from ticket_message a where a.ticket_id = $1 and a.staff_id is not null and a.id >= m.id)`,
    [ticketId],
  );
  return unanswered < MOST_UNANSWERED;
}

/** The one notice about all that is written within these five minutes, or until `from`, told when they are over. */
export function gathered({ now }: Tx, ticketId: string, staffId: string, from = now): { subject: string; runAt: Date } {
  const window = from > now ? Math.ceil(from.getTime() / GATHER_MS) : Math.floor(now.getTime() / GATHER_MS) + 1;
  return { subject: `ticket:${ticketId}:more:${window}:${staffId}`, runAt: new Date(window * GATHER_MS) };
}
