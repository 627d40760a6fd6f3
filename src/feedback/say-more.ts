import type { Redemption } from '../../entities/redemption.ts';
import { Ticket } from '../../entities/ticket.ts';
import { newId } from '../lib/ids.ts';
import type { Tx } from '../transaction.ts';
import { addWords } from './add-words.ts';
import { readWords } from './read-words.ts';

/**
 * Keeps a customer's words about a use of a coupon of theirs, beside the stars or without; what is said later is added.
 * Where a ticket is open they go to whoever answers it. Returns whether somebody does.
 */
export async function sayMore(
  tx: Tx,
  { id, storeId, campaignId, customerId }: Pick<Redemption, 'id' | 'storeId' | 'campaignId' | 'customerId'>,
  text: string,
): Promise<boolean> {
  const words = readWords(text);
  const [row] = await tx.db.query(
    `insert into feedback as f (id, customer_id, redemption_id, store_id, campaign_id, words, at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (redemption_id) do update set words = left(concat_ws(E'\\n', f.words, excluded.words), 4000)
     returning f.id`,
    [newId(tx.now.getTime()), customerId, id, storeId, campaignId, words, tx.now],
  );
  const ticket = await tx.db.findOneBy(Ticket, { feedbackId: row.id, state: 'open' });
  if (ticket) await addWords(tx, ticket, words);
  return ticket !== null;
}
