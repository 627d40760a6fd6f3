import { afterAll, describe, expect, it } from 'vitest';
import { makePast, TRAINED_DAYS, writePast } from '../../bench/suggestions-history.ts';
import { backTest, type Hits } from '../../bench/suggestions-hits.ts';
import { ASKED_DAYS, timing } from '../../bench/suggestions-timing.ts';
import { Population } from '../../entities/population.ts';
import { ProductPair } from '../../entities/product-pair.ts';
import { countPopulation } from '../../src/suggestions/count-population.ts';
import { openCounter } from '../coupons/counter.ts';

const counter = await openCounter(2);
const { database, run, clock } = counter;
afterAll(() => counter.close());

/** The same shop with another past, which knows the first five months of it. */
async function live(...args: Parameters<typeof makePast>) {
  const past = makePast(...args);
  clock.at = past.now;
  await database.query(
    'truncate purchase_line, purchase, customer_stats, customer, product_share, product_pair, population cascade',
  );
  await run((tx) => writePast(tx, past, args[2]));
  await database.query('analyze purchase, purchase_line');
  return past;
}

const better = ({ ours, popular }: Hits) => ours / popular;

describe('What is put first for a customer, looked at a month later', () => {
  it('is bought by regulars much rather than what is popular', async () => {
    const past = await live('regular', 250, 3);
    const { next, fresh, pairs } = await run((tx) => backTest(tx, past));
    expect(next.people).toBeGreaterThan(120);
    expect(better(next)).toBeGreaterThan(1.5);
    expect(better(fresh)).toBeGreaterThan(1);
    expect(pairs).toBeGreaterThan(3);
  });

  it('is bought by rare, seasonal buyers much rather than what is popular', async () => {
    const past = await live('rare', 500, 1);
    const { next, fresh } = await run((tx) => backTest(tx, past));
    expect(next.people).toBeGreaterThan(120);
    expect(better(next)).toBeGreaterThan(1.4);
    expect(better(fresh)).toBeGreaterThan(1.2);
  });

  it('is no better than what is popular for those who buy by pure chance, and no pair is found among them', async () => {
    const past = await live('random', 250, 2);
    const { next, pairs } = await run((tx) => backTest(tx, past));
    expect(next.people).toBeGreaterThan(120);
    expect(better(next)).toBeGreaterThan(0.85);
    expect(better(next)).toBeLessThan(1.1);
    expect(pairs).toBe(0);
    expect((await database.manager.findOneByOrFail(Population, { one: true })).productStrength).toBeGreaterThan(100);
  });

  it('knows the pairs by which the past was made, and no other', async () => {
    await live('regular', 250, 3);
    const past = await live('regular', 250, 3);
    await run((tx) => backTest(tx, past));
    const pairs = await database.manager.find(ProductPair);
    const made = [
      'latte croissant',
      'americano bagel',
      'earl-grey scone',
      'milk-tea toast',
      'cappuccino cinnamon-roll',
    ];
    const found = pairs.map(({ product, other }) => `${product} ${other}`);
    expect(made.filter((pair) => found.includes(pair)).length).toBeGreaterThanOrEqual(4);
    for (const { together, orders, lift } of pairs) {
      expect(together).toBeLessThanOrEqual(orders);
      expect(lift).toBeGreaterThan(1);
    }
  });
});

describe('When customers come again', () => {
  it('is told better than by everybody’s mean interval, and so is who stays away', async () => {
    const past = await live('mixed', 300, 1, TRAINED_DAYS + ASKED_DAYS);
    const { ours, naive, people } = await timing(run, past);
    expect(people).toBeGreaterThan(150);
    expect(ours.days).toBeLessThan(naive.days * 0.85);
    expect(1 - ours.away).toBeLessThan((1 - naive.away) * 0.95);
  });

  it('follows from how often a visit was the last one', async () => {
    await live('regular', 400, 1);
    await run(countPopulation);
    const { leaving, logDays, spread } = await database.manager.findOneByOrFail(Population, { one: true });
    // The people were made with 0.015 and 0.4, and intervals from 2 to 14 days.
    expect(leaving).toBeGreaterThan(0.008);
    expect(leaving).toBeLessThan(0.025);
    expect(spread).toBeGreaterThan(0.35);
    expect(spread).toBeLessThan(0.5);
    expect(Math.exp(logDays)).toBeGreaterThan(4);
    expect(Math.exp(logDays)).toBeLessThan(8);
  });
});
