import { Refusal } from '../../../src/refusal.ts';
import type { Tx } from '../../../src/transaction.ts';

const MOST = 20;
const MINUTES = 10;
// From here on the calls of a key wait for one another, so that a burst does not slip past the count.
const SUSPECT = MOST / 2;

/**
 * A caller who sent too many codes that do not exist has to wait; nothing is looked up for it meanwhile. The stored
 * answers are the count, so it holds over all processes and restarts; it is exact, for wrong codes are counted again
 * one after another. Who sends right codes waits for nobody.
 */
export async function limitGuesses<T>(tx: Tx, callerId: string, look: () => Promise<T>): Promise<T> {
  const wrong = await count(tx, callerId);
  if (wrong >= SUSPECT) await refuseInTurn(tx, callerId);
  try {
    return await look();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'code-unknown')
      error.remember = (outer) => refuseInTurn(outer, callerId);
    throw error;
  }
}

async function refuseInTurn(tx: Tx, callerId: string): Promise<void> {
  await tx.db.query(`select pg_advisory_xact_lock(hashtextextended('guesses:' || $1, 0))`, [callerId]);
  if ((await count(tx, callerId)) >= MOST) throw new Refusal('wrong-codes', { minutes: MINUTES });
}

async function count(tx: Tx, callerId: string): Promise<number> {
  const since = new Date(tx.now.getTime() - MINUTES * 60_000);
  const [{ n }] = await tx.db.query(
    `select count(*)::int as n from idempotency
     where caller_id = $1 and created_at > $2 and response ->> 'code' = 'code-unknown'`,
    [callerId, since],
  );
  return n;
}
