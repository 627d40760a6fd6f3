import type { Tx } from '../transaction.ts';

/** An order and a refund of it that come at once wait for each other, so that one of them sees the other. */
export async function lockOrder(tx: Tx, { source, orderNo }: { source: string; orderNo: string }): Promise<void> {
  await tx.db.query('select pg_advisory_xact_lock(hashtextextended($1, 7))', [`${source}\n${orderNo}`]);
}
