import { Ticket } from '../../entities/ticket.ts';
import type { Tx } from '../transaction.ts';
import { addWords } from './add-words.ts';
import { openTicket } from './open-ticket.ts';
import { readWords } from './read-words.ts';

const LIVE_HOURS = 48;

/**
 * A customer's words to a person: into the ticket they name, else into the one that is open, else into a new one, which
 * goes to the store where they buy most. Returns the ticket and whether it was opened for this.
 */
export async function askPerson(
  tx: Tx,
  customerId: string,
  { ref, text }: { ref?: string; text: string },
): Promise<{ ticket: Ticket; opened: boolean }> {
  const words = readWords(text);
  // Nobody is made one with somebody else until we are done.
  await tx.db.query('select kept_customer($1)', [customerId]);
  const where = { customerId, state: 'open' as const };
  const named = ref ? await tx.db.findOneBy(Ticket, { ...where, ref }) : null;
  const open = named ?? (await tx.db.findOne(Ticket, { where, order: { openedAt: 'DESC', id: 'DESC' } }));
  if (open) {
    await addWords(tx, open, words);
    return { ticket: open, opened: false };
  }
  const [habit] = await tx.db.query('select store_id from customer_stats where customer_id = $1', [customerId]);
  const ticket = await openTicket(tx, { customerId, storeId: habit?.store_id ?? null, words });
  return { ticket, opened: true };
}

/** True when a person has lately answered them: what they write now, if it means nothing else, is meant for that person. */
export async function inConversation(tx: Tx, customerId: string): Promise<boolean> {
  const found = await tx.db.query(
    `select 1 from ticket t where t.customer_id = $1 and t.state = 'open' and exists (
       select from ticket_message m where m.ticket_id = t.id and m.staff_id is not null and m.at > $2) limit 1`,
    [customerId, new Date(tx.now.getTime() - LIVE_HOURS * 3_600_000)],
  );
  return found.length > 0;
}
