import type { Tx } from '../transaction.ts';

/** Segments are changed one after another: two changes at once could close a circle that neither sees. */
export async function lockSegments(tx: Tx): Promise<void> {
  await tx.db.query(`select pg_advisory_xact_lock(hashtextextended('segments', 0))`);
}
