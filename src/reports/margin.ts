import { type Interval, type Mean, meanDifference, peopleNeededForMeans } from '../lib/statistics.ts';

/** What telling people earned beyond what they would have earned us anyway, less what the messages cost: of all told. */
export interface Margin extends Interval {
  /** Minor units, with the bounds in which the truth lies in 95 of 100 such comparisons. */
  netMinor: number;
  verdict: 'earns' | 'loses' | 'cannot-tell';
  /** People beyond these until it could be told, divided as now; null when it can, or no number would do. */
  needed: number | null;
}

/** Beyond this nobody asks for more people. */
export const ENOUGH = 10_000_000;

/**
 * `told` and `held`: what each person earned us, discounts taken off. Undefined where that cannot be compared, because a group
 * is too small or nobody differs. Messages are no estimate: each of them was sent, and shifts both bounds alike.
 */
export function marginOf(told: Mean, held: Mean, feeMinor: number): Margin | undefined {
  const found = meanDifference(told, held);
  if (!found) return undefined;
  const whole = (perHead: number) => Math.round(perHead * told.of) - feeMinor;
  const [netMinor, low, high] = [whole(found.difference), whole(found.low), whole(found.high)];
  const verdict = low > 0 ? 'earns' : high < 0 ? 'loses' : 'cannot-tell';
  const needed = peopleNeededForMeans(told, held, found.difference - feeMinor / told.of);
  const open = verdict === 'cannot-tell' && needed > 0 && needed <= ENOUGH;
  return { netMinor, low, high, verdict, needed: open ? needed : null };
}
