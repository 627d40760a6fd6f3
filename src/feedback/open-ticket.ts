import { Ticket } from '../../entities/ticket.ts';
import { newSecret } from '../lib/codes.ts';
import { newId } from '../lib/ids.ts';
import type { Tx } from '../transaction.ts';
import { addWords, hasRoom } from './add-words.ts';
import { alertStaff } from './alert-staff.ts';

/** More than so many of one person are not open at once: what comes then goes to the newest. */
export const MOST_OPEN = 3;
const REF_SYMBOLS = 6;

/** What a ticket is about: stars, or words to a person. */
export interface Cause {
  customerId: string;
  storeId: string | null;
  feedbackId?: string;
  /** Whom it goes to, instead of everybody who answers. */
  adviserId?: string;
  /** What was said, for one that begins with words; with stars, what stands for them. */
  words: string;
}

/** Opens a ticket and tells staff at once; of stars given twice, once. */
export async function openTicket(
  tx: Tx,
  { customerId, storeId, feedbackId, adviserId, words }: Cause,
): Promise<Ticket> {
  // One at a time for each customer, or two at once would both be the third.
  await tx.db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`ticket:${customerId}`]);
  const known = feedbackId && (await tx.db.findOneBy(Ticket, { feedbackId }));
  if (known) return known;
  const open = await tx.db.find(Ticket, {
    where: { customerId, state: 'open' },
    order: { openedAt: 'DESC', id: 'DESC' },
  });
  if (open.length >= MOST_OPEN) {
    // Stars are kept whether or not there is anything to add to.
    if (!feedbackId || (await hasRoom(tx, open[0]!.id))) await addWords(tx, open[0]!, words);
    return open[0]!;
  }
  const id = newId(tx.now.getTime());
  await tx.db.insert(Ticket, {
    id,
    ref: newSecret(REF_SYMBOLS),
    customerId,
    feedbackId: feedbackId ?? null,
    storeId,
    adviserId: adviserId ?? null,
    state: 'open',
    openedAt: tx.now,
  });
  if (!feedbackId) {
    await tx.db.query('insert into ticket_message (id, ticket_id, words, at) values ($1, $2, $3, $4)', [
      newId(tx.now.getTime()),
      id,
      words,
      tx.now,
    ]);
  }
  await alertStaff(tx, id);
  return tx.db.findOneByOrFail(Ticket, { id });
}
