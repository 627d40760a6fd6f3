import type { Tx } from '../transaction.ts';

interface TakingBack {
  customerId: string;
  sources: string[];
  /** What takes them back, once for ever: `refund:<id>`. */
  source: string;
  /** Not all of them: at most so many, after so many that were taken before. */
  part?: { before: number; most: number };
}

/**
 * Takes back what sources have earned, once: first what is left of those very points, then others. What was spent is
 * owed and settled from the next earning; what has expired is gone already.
 */
export async function takeBackPoints(
  tx: Tx,
  { customerId, sources, source, part }: TakingBack,
): Promise<{ taken: number; owed: number }> {
  const [row] = await tx.db.query('select t.* from take_back_points(kept_customer($1), $2, $3, $4, $5, $6) t', [
    customerId,
    sources,
    source,
    tx.now,
    part?.before ?? 0,
    part?.most ?? null,
  ]);
  return { taken: Number(row.taken), owed: Number(row.newly_owed) };
}
