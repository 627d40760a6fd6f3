import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Terms } from '../../src/campaigns/terms.ts';
import { discountOf } from '../../src/coupons/discount-of.ts';

const terms = (some: Partial<Terms>): Terms => ({ kind: 'amount', name: { en: 'x' }, validity: { days: 1 }, ...some });
const amount = (amountMinor: number, more: Partial<Terms> = {}) => terms({ amountMinor, ...more });
const percent = (percentBasisPoints: number, more: Partial<Terms> = {}) =>
  terms({ kind: 'percent', percentBasisPoints, ...more });

describe('The discount', () => {
  it.each([
    // [what, terms, order, discount] in minor units
    ['10 off 100 leaves 90 (A2.1)', amount(1000), 10_000, 1000],
    ['20 % off 100 leaves 80 (A2.1)', percent(2000), 10_000, 2000],
    ['never more than the order', amount(1000), 700, 700],
    ['nothing off nothing', amount(1000), 0, 0],
    ['rounded down: 33.33 % of 0.99', percent(3333), 99, 32],
    ['rounded down: 12.5 % of 0.07', percent(1250), 7, 0],
    ['rounded down: 15 % of 158.99', percent(1500), 15_899, 2384],
    ['never more than the cap', percent(5000, { capMinor: 3000 }), 100_000, 3000],
    ['less than the cap', percent(5000, { capMinor: 3000 }), 5000, 2500],
    ['all of it', percent(10_000), 12_345, 12_345],
    ['exact where doubles are not', percent(9999), 1_000_000_000_000, 999_900_000_000],
    ['a gift discounts nothing', terms({ kind: 'gift', gift: { en: 'Cookie' } }), 10_000, 0],
    ['points discount nothing', terms({ kind: 'points', points: 5 }), 10_000, 0],
  ])('%s', (_, some, order, discount) => {
    expect(discountOf(some, order)).toBe(discount);
  });

  it('is the face value of a fixed amount when nobody says the order', () => {
    expect(discountOf(amount(1000), undefined)).toBe(1000);
    expect(discountOf(terms({ kind: 'gift', gift: { en: 'Cookie' } }), undefined)).toBe(0);
  });

  it('needs the order amount for a percentage or a minimum', () => {
    expect(() => discountOf(percent(2000), undefined)).toThrow('amount-needed');
    expect(() => discountOf(amount(1000, { minimumMinor: 5000 }), undefined)).toThrow('amount-needed');
  });

  it('is a whole number within order and cap, and the largest that is not more than the exact share', () => {
    const order = fc.integer({ min: 0, max: 1_000_000_000_000 });
    const share = fc.integer({ min: 1, max: 10_000 });
    const cap = fc.option(fc.integer({ min: 1, max: 1_000_000_000_000 }), { nil: undefined });
    fc.assert(
      fc.property(order, share, cap, (orderMinor, basisPoints, capMinor) => {
        const off = discountOf(percent(basisPoints, capMinor ? { capMinor } : {}), orderMinor);
        const most = Math.min(orderMinor, capMinor ?? orderMinor);
        expect(Number.isSafeInteger(off) && off >= 0 && off <= most).toBe(true);
        const exact = BigInt(orderMinor) * BigInt(basisPoints);
        expect(BigInt(off) * 10_000n <= exact).toBe(true);
        if (off < most) expect(BigInt(off + 1) * 10_000n > exact).toBe(true);
      }),
    );
  });
});
