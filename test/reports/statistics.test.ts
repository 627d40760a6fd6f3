import { describe, expect, it } from 'vitest';
import {
  meanDifference,
  peopleNeeded,
  shareDifference,
  shareInterval,
  studentQuantile,
} from '../../src/lib/statistics.ts';

/** Random numbers of our own (mulberry32), so that a simulation says the same on every machine. */
function chance(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;

describe('The interval of a share', () => {
  it('is what Newcombe published for his examples', () => {
    // Statist. Med. 17:857, table I, method 3 (score without continuity correction).
    const published = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [did, of, low, high] of published) {
      const found = shareInterval({ did, of });
      expect([round(found.low), round(found.high)], `${did} of ${of}`).toEqual([low, high]);
    }
  });
});

describe('The difference of two shares', () => {
  it('is what Newcombe published for his examples', () => {
    // Statist. Med. 17:873, table II, method 10.
    const published = [
      [56, 70, 48, 80, 0.0524, 0.3339],
      [9, 10, 3, 10, 0.1705, 0.809],
      [6, 7, 2, 7, 0.0582, 0.8062],
      [5, 56, 0, 29, -0.0381, 0.1926],
      [0, 10, 0, 20, -0.1611, 0.2775],
      [10, 10, 0, 20, 0.6791, 1],
      [10, 10, 0, 10, 0.6075, 1],
    ] as const;
    for (const [did, of, other, others, low, high] of published) {
      const found = shareDifference({ did, of }, { did: other, of: others });
      expect([round(found.low), round(found.high)], `${did}/${of} − ${other}/${others}`).toEqual([low, high]);
    }
  });

  it.each([
    [0.12, 0.09, 900, 100],
    [0.05, 0.05, 1800, 200],
    [0.4, 0.3, 270, 30],
    [0.02, 0.02, 450, 50],
  ])('holds the truth in about 95 of 100 drops of %d against %d', (p, q, told, held) => {
    const random = chance(told + held);
    const draw = (share: number, of: number) => {
      let did = 0;
      for (let i = 0; i < of; i++) if (random() < share) did++;
      return { did, of };
    };
    const runs = 2000;
    let holds = 0;
    let claims = 0;
    for (let run = 0; run < runs; run++) {
      const { low, high } = shareDifference(draw(p, told), draw(q, held));
      if (low <= p - q && p - q <= high) holds++;
      if (low > 0 || high < 0) claims++;
    }
    expect(holds / runs).toBeGreaterThan(0.935);
    expect(holds / runs).toBeLessThan(0.985);
    // Where telling does nothing, we claim that it does no more often than we say.
    if (p === q) expect(claims / runs).toBeLessThan(0.06);
  });
});

describe('The difference of two means', () => {
  it('is what the textbook says of two small groups', () => {
    // Welch's test as R's t.test(extra ~ group, data = sleep) prints it.
    const found = meanDifference({ of: 10, mean: 0.75, variance: 3.200556 }, { of: 10, mean: 2.33, variance: 4.009 })!;
    expect([found.difference, found.low, found.high].map((n) => Math.round(n * 1000) / 1000)).toEqual([
      -1.58, -3.365, 0.205,
    ]);
  });

  it('knows how far Student is from the normal', () => {
    // Tables of the t distribution, 97.5 %.
    for (const [freedom, value] of [
      [5, 2.5706],
      [10, 2.2281],
      [30, 2.0423],
      [1e9, 1.96],
    ] as const) {
      expect(Math.abs(studentQuantile(freedom) / value - 1)).toBeLessThan(0.003);
    }
    expect(meanDifference({ of: 1, mean: 1, variance: 0 }, { of: 5, mean: 2, variance: 1 })).toBeUndefined();
    expect(meanDifference({ of: 9, mean: 0, variance: 0 }, { of: 5, mean: 0, variance: 0 })).toBeUndefined();
  });

  it.each([
    [0.3, 0.3, 1350, 150],
    [0.35, 0.3, 1800, 200],
  ])('holds the truth about money that few spend (%d and %d) in about 95 of 100 drops', (p, q, told, held) => {
    const random = chance(told);
    // Who buys spends a log-normal amount around 158, as purchases do.
    const spread = 0.6;
    const expected = Math.exp(Math.log(158) + spread ** 2 / 2);
    const spend = (share: number) => {
      if (random() >= share) return 0;
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      return Math.exp(Math.log(158) + spread * normal);
    };
    const group = (share: number, of: number) => {
      let [sum, squares] = [0, 0];
      for (let i = 0; i < of; i++) {
        const money = spend(share);
        sum += money;
        squares += money * money;
      }
      return { of, mean: sum / of, variance: (squares - (sum * sum) / of) / (of - 1) };
    };
    const truth = (p - q) * expected;
    const runs = 600;
    let holds = 0;
    let claims = 0;
    for (let run = 0; run < runs; run++) {
      const { low, high } = meanDifference(group(p, told), group(q, held))!;
      if (low <= truth && truth <= high) holds++;
      if (low > 0 || high < 0) claims++;
    }
    expect(holds / runs).toBeGreaterThan(0.93);
    expect(holds / runs).toBeLessThan(0.985);
    if (p === q) expect(claims / runs).toBeLessThan(0.07);
  });
});

describe('The people needed', () => {
  it('are those of the textbook, divided as the groups are', () => {
    // Equal groups, 60 % against 50 %: 388 each for 80 % power (Fleiss, table A.3, without continuity correction).
    const n = peopleNeeded({ did: 60, of: 100 }, { did: 50, of: 100 });
    expect(n + 200).toBeGreaterThanOrEqual(2 * 386);
    expect(n + 200).toBeLessThanOrEqual(2 * 390);
  });

  it('are told from chance in about 4 of 5 cases', () => {
    const random = chance(11);
    const [p, q] = [0.15, 0.1];
    const all = peopleNeeded({ did: 135, of: 900 }, { did: 10, of: 100 }) + 1000;
    const draw = (share: number, of: number) => {
      let did = 0;
      for (let i = 0; i < of; i++) if (random() < share) did++;
      return { did, of };
    };
    let found = 0;
    for (let run = 0; run < 400; run++) {
      const { low } = shareDifference(draw(p, Math.round(all * 0.9)), draw(q, Math.round(all * 0.1)));
      if (low > 0) found++;
    }
    expect(found / 400).toBeGreaterThan(0.74);
    expect(found / 400).toBeLessThan(0.88);
  });

  it('are beyond counting where nothing is seen', () => {
    expect(peopleNeeded({ did: 5, of: 50 }, { did: 1, of: 10 })).toBe(Number.POSITIVE_INFINITY);
    expect(peopleNeeded({ did: 5, of: 50 }, { did: 0, of: 0 })).toBe(Number.POSITIVE_INFINITY);
    expect(peopleNeeded({ did: 500, of: 1000 }, { did: 100, of: 1000 })).toBe(0);
  });
});
