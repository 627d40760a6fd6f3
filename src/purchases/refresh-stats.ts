import type { Tx } from '../transaction.ts';

/** Works the figures of customers out anew; the last that a transaction does, for their rows are locked last. */
export async function refreshStats(tx: Tx, customerIds: string[]): Promise<void> {
  await tx.db.query('select refresh_stats($1::uuid[], $2)', [customerIds, tx.now]);
}
