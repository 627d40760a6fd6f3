import type { Fault } from '../../entities/feedback.ts';
import type { Redemption } from '../../entities/redemption.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { FAIR } from './stars.ts';

/**
 * Keeps what was not good about a visit that got few stars; whoever thinks again is believed. Refuses where no stars were
 * given, or many.
 */
export async function sayFault(
  tx: Tx,
  { id }: Pick<Redemption, 'id'>,
  fault: Fault,
): Promise<{ words: string | null }> {
  const [[row]] = await tx.db.query(
    'update feedback set reason = $2 where redemption_id = $1 and rating <= $3 returning words',
    [id, fault, FAIR],
  );
  if (!row) throw new Refusal('fault-unrated');
  return row;
}
