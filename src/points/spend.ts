import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { refuseStranger } from './stranger.ts';

/** Spends points, the soonest to expire first, once for each source; refuses whole when there are too few. */
export async function spendPoints(
  tx: Tx,
  by: Actor,
  { customerId, points, source }: { customerId: string; points: number; source: string },
): Promise<{ balance: number }> {
  authorise(by, 'change-points');
  await refuseStranger(tx, customerId);
  const [row] = await tx.db.query('select s.* from spend_points(kept_customer($1), $2, $3, $4) s', [
    customerId,
    points,
    `spend:${source}`,
    tx.now,
  ]);
  const balance = Number(row.new_balance);
  if (!row.spent) throw new Refusal('points-short', { balance, missing: points - balance });
  return { balance };
}
