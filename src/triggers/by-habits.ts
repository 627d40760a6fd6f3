import type { Rule } from './rule.ts';

/**
 * True for an offer that a person's own habits choose: how often they come, what they have just bought, which coupon they
 * used. Whoever wants no personal suggestions gets none of these. What is counted for everybody alike (a visit, a sum,
 * the third coffee) is earned, and what is owed is no offer.
 */
export function isByHabits({ when, class: kind }: Pick<Rule, 'when' | 'class'>): boolean {
  if (kind !== 'marketing') return false;
  if (when.kind === 'purchase') return when.product !== undefined || when.category !== undefined;
  return when.kind === 'away' || when.kind === 'coupon-used';
}
