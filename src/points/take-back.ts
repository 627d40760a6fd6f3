import type { Tx } from '../transaction.ts';

/**
 * Takes back what sources have earned, once: first what is left of those very points, then others. What was spent is
 * owed and settled from the next earning; what has expired is gone already.
 */
export async function takeBackPoints(
  tx: Tx,
  { customerId, sources, source }: { customerId: string; sources: string[]; source: string },
): Promise<{ taken: number; owed: number }> {
  const [row] = await tx.db.query('select t.* from take_back_points(kept_customer($1), $2, $3, $4) t', [
    customerId,
    sources,
    source,
    tx.now,
  ]);
  return { taken: Number(row.taken), owed: Number(row.newly_owed) };
}
