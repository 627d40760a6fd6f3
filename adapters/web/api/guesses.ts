import { Refusal } from '../../../src/refusal.ts';
import type { Tx } from '../../../src/transaction.ts';

const MOST = 20;
const MINUTES = 10;

/**
 * A key that sent too many codes that do not exist has to wait; nothing is looked up for it meanwhile. The stored
 * answers are the count, so it holds over all processes and restarts.
 */
export async function refuseGuesser(tx: Tx, keyId: string): Promise<void> {
  const since = new Date(tx.now.getTime() - MINUTES * 60_000);
  const [{ n }] = await tx.db.query(
    `select count(*)::int as n from idempotency
     where api_key_id = $1 and created_at > $2 and response ->> 'code' = 'code-unknown'`,
    [keyId, since],
  );
  if (n >= MOST) throw new Refusal('wrong-codes', { minutes: MINUTES });
}
