import { Idea } from '../../entities/idea.ts';
import { readWords } from '../feedback/read-words.ts';
import { newSecret } from '../lib/codes.ts';
import { newId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

const REF_SYMBOLS = 6;
/** So many in 24 hours of one person: whoever has more of them talks to somebody. */
const MOST_A_DAY = 5;

/** Keeps what a customer would like us to do, until staff file it. The same words again are the same idea. */
export async function haveIdea(tx: Tx, customerId: string, text: string): Promise<void> {
  const words = readWords(text);
  // One at a time for each customer, and nobody is made one with somebody else until we are done.
  const [{ id: kept }] = await tx.db.query('select kept_customer($1) as id', [customerId]);
  await tx.db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`idea:${kept}`]);
  const since = new Date(tx.now.getTime() - 86_400_000);
  const lately: { words: string }[] = await tx.db.query('select words from idea where customer_id = $1 and at > $2', [
    kept,
    since,
  ]);
  if (lately.some((one) => one.words === words)) return;
  if (lately.length >= MOST_A_DAY) throw new Refusal('idea-enough', { most: MOST_A_DAY });
  await tx.db.insert(Idea, {
    id: newId(tx.now.getTime()),
    ref: newSecret(REF_SYMBOLS),
    customerId: kept,
    words,
    at: tx.now,
  });
}
