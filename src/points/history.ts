import type { EntityManager } from 'typeorm';
import { PointsEntry } from '../../entities/points-entry.ts';

/** The latest lines of a person's ledger, the newest first. */
export async function pointsHistory(tx: { db: EntityManager }, customerId: string, most = 10): Promise<PointsEntry[]> {
  return tx.db.find(PointsEntry, { where: { customerId }, order: { at: 'DESC', id: 'DESC' }, take: most });
}
