import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { earnPoints } from './earn.ts';
import { refuseStranger } from './stranger.ts';

/** Gives points without a purchase, once for each source. */
export async function grantPoints(tx: Tx, by: Actor, what: { customerId: string; points: number; source: string }) {
  authorise(by, 'change-points');
  await refuseStranger(tx, what.customerId);
  return earnPoints(tx, { ...what, source: `grant:${what.source}`, reason: 'grant' });
}
