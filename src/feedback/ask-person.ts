import { Ticket } from '../../entities/ticket.ts';
import { type Adviser, adviserOf } from '../tiers/adviser-of.ts';
import type { Tx } from '../transaction.ts';
import { addWords } from './add-words.ts';
import { openTicket } from './open-ticket.ts';
import { readWords } from './read-words.ts';

const LIVE_HOURS = 48;

/** Where a customer's words went. */
export interface Asked {
  ticket: Ticket;
  /** It was opened for this. */
  opened: boolean;
  /** Who looks after them and reads it. */
  adviser: Adviser | undefined;
}

/**
 * A customer's words to a person: into the ticket they name, else into the open one of their adviser or one that they were
 * lately answered in, else into a new one. It goes to their adviser, or without one to the store where they buy most.
 */
export async function askPerson(
  tx: Tx,
  customerId: string,
  { ref, text }: { ref?: string; text: string },
): Promise<Asked> {
  const words = readWords(text);
  // Nobody is made one with somebody else until we are done.
  await tx.db.query('select kept_customer($1)', [customerId]);
  const adviser = await adviserOf(tx, customerId);
  const named = ref ? await tx.db.findOneBy(Ticket, { customerId, state: 'open', ref }) : null;
  const open = named ?? (await openOf(tx, customerId, adviser));
  const reads = (ticket: Ticket) => (adviser && ticket.adviserId === adviser.staffId ? adviser : undefined);
  if (open) {
    await addWords(tx, open, words);
    return { ticket: open, opened: false, adviser: reads(open) };
  }
  const [habit] = await tx.db.query('select store_id from customer_stats where customer_id = $1', [customerId]);
  const ticket = await openTicket(tx, {
    customerId,
    storeId: habit?.store_id ?? null,
    ...(adviser && { adviserId: adviser.staffId }),
    words,
  });
  return { ticket, opened: true, adviser: reads(ticket) };
}

/** The newest open ticket; who has an adviser goes on elsewhere only where a person has lately answered. */
async function openOf(tx: Tx, customerId: string, adviser: Adviser | undefined): Promise<Ticket | null> {
  const [found] = await tx.db.query(
    `select t.id from ticket t where t.customer_id = $1 and t.state = 'open' and ($2::uuid is null or t.adviser_id = $2
       or exists (select from ticket_message m where m.ticket_id = t.id and m.staff_id is not null and m.at > $3))
     order by t.opened_at desc, t.id desc limit 1`,
    [customerId, adviser?.staffId ?? null, lively(tx)],
  );
  return found ? tx.db.findOneBy(Ticket, { id: found.id }) : null;
}

const lively = ({ now }: Tx) => new Date(now.getTime() - LIVE_HOURS * 3_600_000);

/** True when a person has lately answered them: what they write now, if it means nothing else, is meant for that person. */
export async function inConversation(tx: Tx, customerId: string): Promise<boolean> {
  const found = await tx.db.query(
    `select 1 from ticket t where t.customer_id = $1 and t.state = 'open' and exists (
       select from ticket_message m where m.ticket_id = t.id and m.staff_id is not null and m.at > $2) limit 1`,
    [customerId, lively(tx)],
  );
  return found.length > 0;
}
