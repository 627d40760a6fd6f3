import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceAlive, expectedVisits, fitBgNbd, logGamma, logLikelihood } from '../../bench/suggestions-bgnbd.ts';
import { seeded } from '../../src/demo/history/random.ts';
import { normalCdf, normalQuantile } from '../../src/lib/normal.ts';
import { chanceOfLeaving, gapOf, nextPurchase } from '../../src/suggestions/next-purchase.ts';

const DAY = 86_400_000;
const rhythms = { logDays: Math.log(10), spread: 0.5, spreadBetween: 0.5, leaving: 0.05 };
const day = (n: number) => new Date(Date.UTC(2027, 0, 1) + n * DAY);
type Told = NonNullable<ReturnType<typeof nextPurchase>>;
const weekly = { firstAt: day(0), lastAt: day(70), purchases: 11, intervalDays: 7 };

describe('The next visit', () => {
  it('is due after the own interval, drawn a little towards everybody’s', () => {
    const { dueAt } = nextPurchase(weekly, rhythms, day(70))!;
    const days = (dueAt.getTime() - day(70).getTime()) / DAY;
    // (10 · ln 7 + 1 · ln 10) / 11 with as much spread between people as within one.
    expect(days).toBeCloseTo(Math.exp((10 * Math.log(7) + Math.log(10)) / 11), 6);
  });

  it('is due after everybody’s interval for who came once, and unknown for who never came', () => {
    const once = { firstAt: day(0), lastAt: day(0), purchases: 1, intervalDays: null };
    expect(nextPurchase(once, rhythms, day(0))!.dueAt).toEqual(day(10));
    expect(nextPurchase({ ...once, firstAt: null, lastAt: null, purchases: 0 }, rhythms, day(0))).toBeUndefined();
  });

  it('is expected later, and doubted more, the longer somebody is silent', () => {
    fc.assert(
      fc.property(fc.nat({ max: 300 }), fc.nat({ max: 300 }), (one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)].map((n) => day(70 + n)) as [Date, Date];
        const [before, after] = [early, late].map((now) => nextPurchase(weekly, rhythms, now)!) as [Told, Told];
        expect(after.leaving).toBeGreaterThanOrEqual(before.leaving - 1e-9);
        expect(after.expectedAt.getTime()).toBeGreaterThanOrEqual(before.expectedAt.getTime() - 1);
        expect(after.expectedAt.getTime()).toBeGreaterThanOrEqual(late.getTime());
        expect(after.dueAt).toEqual(before.dueAt);
      }),
    );
  });

  it('leaves the chance of a last visit as it is on the day of a visit, and is given up after half a year', () => {
    expect(nextPurchase(weekly, rhythms, day(70))!.leaving).toBeCloseTo(0.05, 3);
    expect(nextPurchase(weekly, rhythms, day(250))!.leaving).toBeGreaterThan(0.99);
  });

  it('trusts an interval the more, the more often it was seen', () => {
    const own = Math.log(30);
    const means = [0, 1, 2, 5, 50].map((gaps) => gapOf(rhythms, own, gaps).mean);
    expect(means).toEqual([...means].sort((one, other) => one - other));
    expect(means[0]).toBe(rhythms.logDays);
    expect(means.at(-1)).toBeCloseTo(own, 1);
    expect(gapOf({ ...rhythms, spreadBetween: 0 }, own, 50).mean).toBe(rhythms.logDays);
  });

  it('counts who is silent past any interval as gone, also where nobody ever left', () => {
    expect(chanceOfLeaving({ leaving: 0.05 }, { mean: 2, spread: 0.4 }, 1000)).toBeCloseTo(1, 6);
    expect(chanceOfLeaving({ leaving: 0 }, { mean: 2, spread: 0.4 }, 20)).toBe(0);
  });
});

describe('The normal distribution', () => {
  it('has the values of the tables', () => {
    for (const [z, share] of [
      [0, 0.5],
      [1, 0.8413447],
      [1.959964, 0.975],
      [-2.575829, 0.005],
    ] as const) {
      expect(normalCdf(z)).toBeCloseTo(share, 6);
      expect(normalQuantile(share)).toBeCloseTo(z, 4);
    }
  });
});

describe('BG/NBD, with which the back-test compares', () => {
  // Fader, Hardie and Lee (2005): the parameters of CDNOW, and what they expect of two of its customers.
  const cdnow = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

  it('expects what its authors published', () => {
    expect(expectedVisits(cdnow, { x: 2, tx: 30.43, T: 38.86 }, 39)).toBeCloseTo(1.226, 3);
    expect(expectedVisits(cdnow, { x: 26, tx: 30.86, T: 31 }, 52)).toBeCloseTo(25.76, 2);
    expect(chanceAlive(cdnow, { x: 0, tx: 0, T: 39 })).toBe(1);
  });

  it('knows the gamma function', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 10);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 9);
  });

  it('finds the parameters again by which customers were made', () => {
    const random = seeded(5);
    const [mean, leaves] = [4, 0.2];
    const all = Array.from({ length: 1500 }, () => {
      // Rates are gamma distributed with r = 2; everybody leaves with the same chance, which is a beta with much weight.
      const rate = -(Math.log(1 - random.next()) + Math.log(1 - random.next())) / (2 * mean);
      const T = 60;
      let [x, tx, at] = [0, 0, 0];
      while (true) {
        at += -Math.log(1 - random.next()) / rate;
        if (at > T) break;
        x++;
        tx = at;
        if (random.chance(leaves)) break;
      }
      return { x, tx, T };
    });
    const found = fitBgNbd(all);
    expect(found.r / found.alpha).toBeGreaterThan(0.2);
    expect(found.r / found.alpha).toBeLessThan(0.31);
    expect(found.a / (found.a + found.b)).toBeGreaterThan(0.16);
    expect(found.a / (found.a + found.b)).toBeLessThan(0.24);
    const cost = (model: typeof found) => all.reduce((sum, one) => sum + logLikelihood(model, one), 0);
    expect(cost(found)).toBeGreaterThan(cost({ ...found, alpha: found.alpha * 1.3 }));
    expect(cost(found)).toBeGreaterThan(cost({ ...found, b: found.b * 0.7 }));
  });
});
