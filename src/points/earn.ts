import type { PointsEntry } from '../../entities/points-entry.ts';
import type { Tx } from '../transaction.ts';
import { pointsValidUntil } from './valid-until.ts';

export interface Earning {
  customerId: string;
  points: number;
  reason: Extract<PointsEntry['reason'], 'purchase' | 'coupon' | 'grant'>;
  /** What earned them, once for ever: `purchase:pos:1234`. */
  source: string;
}

/** Adds points, once for each source; what the customer owes is settled from them first. */
export async function earnPoints(tx: Tx, { customerId, points, reason, source }: Earning) {
  const [row] = await tx.db.query('select e.* from earn_points(kept_customer($1), $2, $3, $4, $5, $6) e', [
    customerId,
    points,
    reason,
    source,
    tx.now,
    pointsValidUntil(tx),
  ]);
  return { earned: row.earned as boolean, settled: Number(row.settled), balance: Number(row.new_balance) };
}
