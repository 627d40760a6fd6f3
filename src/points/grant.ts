import { refreshStats } from '../purchases/refresh-stats.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { earnPoints } from './earn.ts';
import { refuseStranger } from './stranger.ts';

/** Gives points without a purchase, once for each source; they count where tiers go by points. */
export async function grantPoints(tx: Tx, by: Actor, what: { customerId: string; points: number; source: string }) {
  authorise(by, 'change-points');
  await refuseStranger(tx, what.customerId);
  const earned = await earnPoints(tx, { ...what, source: `grant:${what.source}`, reason: 'grant' });
  const [{ kept }] = await tx.db.query('select kept_customer($1) as kept', [what.customerId]);
  await refreshStats(tx, [kept]);
  return earned;
}
