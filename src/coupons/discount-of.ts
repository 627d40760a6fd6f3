import type { Terms } from '../campaigns/terms.ts';
import { Refusal } from '../refusal.ts';

/** True when a coupon cannot be worked out without the order amount. */
export function needsAmount(terms: Terms): boolean {
  return terms.kind === 'percent' || terms.minimumMinor !== undefined;
}

/**
 * The discount of an order in minor units. Rounding rule: the exact discount is rounded DOWN to the minor unit, and is
 * never more than the cap or the order. Without an order amount a fixed amount gives its face value; a percentage or a
 * minimum needs the amount ('amount-needed'). Gifts and points discount nothing.
 */
export function discountOf(terms: Terms, orderMinor: number | undefined): number {
  if (orderMinor === undefined) {
    if (needsAmount(terms)) throw new Refusal('amount-needed');
    return terms.kind === 'amount' ? terms.amountMinor! : 0;
  }
  const most = Math.min(orderMinor, terms.capMinor ?? orderMinor);
  if (terms.kind === 'amount') return Math.min(terms.amountMinor!, most);
  if (terms.kind !== 'percent') return 0;
  // An order times its basis points is beyond the exact whole numbers of a double.
  const exact = (BigInt(orderMinor) * BigInt(terms.percentBasisPoints!)) / 10_000n;
  return Math.min(Number(exact), most);
}
