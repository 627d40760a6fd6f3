import type { Ticket } from '../../entities/ticket.ts';
import { newId } from '../lib/ids.ts';
import { maskName } from '../lib/plain-text.ts';
import { post } from '../outbox/post.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { staffFor } from './alert-staff.ts';

const GATHER_MS = 300_000;
const MOST_UNANSWERED = 10;

/**
 * Adds a customer's words to an open ticket and tells whoever answers it, or all who may. What follows within five
 * minutes is gathered into one notice, and after ten lines without an answer they are asked to wait.
 */
export async function addWords(tx: Tx, ticket: Ticket, words: string): Promise<void> {
  await tx.db.query('select 1 from ticket where id = $1 for update', [ticket.id]);
  const [{ unanswered, lately }] = await tx.db.query(
    `select count(*) filter (where m.staff_id is null and m.id > coalesce(a.last, '00000000-0000-0000-0000-000000000000'))::int as unanswered,
       coalesce(bool_or(m.staff_id is null and m.at > $2), false) as lately
     from ticket_message m
     cross join lateral (
       select (array_agg(q.id order by q.id desc))[1] as last from ticket_message q
       where q.ticket_id = m.ticket_id and q.staff_id is not null) a
     where m.ticket_id = $1`,
    [ticket.id, new Date(tx.now.getTime() - GATHER_MS)],
  );
  if (unanswered >= MOST_UNANSWERED) throw new Refusal('ask-enough', { lines: MOST_UNANSWERED });
  const id = newId(tx.now.getTime());
  await tx.db.query('insert into ticket_message (id, ticket_id, words, at) values ($1, $2, $3, $4)', [
    id,
    ticket.id,
    words,
    tx.now,
  ]);
  const [{ name }] = await tx.db.query('select name from customer where id = $1', [ticket.customerId]);
  for (const { staffId, customerId } of await staffFor(tx, ticket)) {
    if (ticket.takenBy && staffId !== ticket.takenBy) continue;
    await post(tx, customerId, {
      class: 'notice',
      ...(lately ? gathered(tx, ticket.id, staffId) : { subject: `ticket:${id}:${staffId}` }),
      say: ({ tickets: t }) => [
        {
          title: t.title(ticket.ref),
          text: lately ? t.saidMore(maskName(name)) : t.says(maskName(name), words),
          buttons: [{ label: t.read(), says: `/tickets ${ticket.ref}` }],
        },
      ],
    });
  }
}

/** The one notice about all that is written within these five minutes, told when they are over. */
export function gathered({ now }: Tx, ticketId: string, staffId: string): { subject: string; runAt: Date } {
  const window = Math.floor(now.getTime() / GATHER_MS) + 1;
  return { subject: `ticket:${ticketId}:more:${window}:${staffId}`, runAt: new Date(window * GATHER_MS) };
}
