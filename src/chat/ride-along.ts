import { askWithReceipts } from '../feedback/ask-with-receipts.ts';
import type { Tx } from '../transaction.ts';
import type { Message } from './channel.ts';
import type { Person } from './person.ts';
import { unsealMessages } from './sealed.ts';

// Where a reply is free and a push is not, waiting notices go with the reply.
const FREE_REPLY = new Set(['line']);

/** Which deliveries may ride along. */
export const RIDES = `state = 'waiting' and class = 'notice' and first_tried_at is null and jsonb_array_length(messages) = 1`;

/** Takes notices that wait for this person out of the outbox, to be said with the answer; at most `room` messages. */
export async function rideAlong(tx: Tx, person: Person, room: number): Promise<Message[]> {
  if (room < 1 || !FREE_REPLY.has(person.identity.channel)) return [];
  // A notice that a sender holds a lease on is on its way already.
  const [rows] = await tx.db.query(
    `update delivery set state = 'sent', reason = 'rode along', finished_at = $3 where id in (
       select id from delivery where customer_id = $1 and channel = $2 and ${RIDES} and (expires_at is null or expires_at > $3)
       order by run_at, id limit $4 for update skip locked)
     returning subject, messages, zone`,
    [person.customer.id, person.identity.channel, tx.now, room],
  );
  const riding = (rows as { subject: string; messages: unknown; zone: string | null }[]).map((row) => ({
    ...row,
    messages: unsealMessages(tx.shop, row.messages),
  }));
  // A question has to have room as well.
  if (riding.length < room)
    await askWithReceipts({ ...tx, query: (text, values) => tx.db.query(text, values) }, riding);
  return riding.flatMap(({ messages }) => messages);
}
