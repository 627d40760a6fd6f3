import { products } from '../src/demo/history/products.ts';
import { countPairs } from '../src/suggestions/count-pairs.ts';
import { countPopulation } from '../src/suggestions/count-population.ts';
import { likelyProducts } from '../src/suggestions/likely.ts';
import { tasteOf } from '../src/suggestions/taste.ts';
import type { Tx } from '../src/transaction.ts';
import { type Past, TRAINED_DAYS } from './suggestions-history.ts';

const TOP = 5;
const names = products.map(({ name }) => name);

/** Of so many people, how many took one of the five things that were put first for them, and for everybody. */
export interface Hits {
  people: number;
  ours: number;
  popular: number;
}

/** The next order, and whatever is bought for the first time in the month after. */
export interface BackTest {
  next: Hits;
  fresh: Hits;
  pairs: number;
}

/**
 * Counts as the job does when five months are over, puts products in order for each customer as the shop does, and looks
 * whether they came true in the sixth. "Popular" is the better of two: of all five months, and of the last one.
 */
export async function backTest(tx: Tx, past: Past): Promise<BackTest> {
  const { pairs } = await countPairs(tx);
  await countPopulation(tx);
  const popular = [0, TRAINED_DAYS - 30].map((from) => popularity(past, from));
  const next = popular.map((): Hits => ({ people: 0, ours: 0, popular: 0 }));
  const fresh = popular.map((): Hits => ({ people: 0, ours: 0, popular: 0 }));
  for (const { id, visits } of past.customers) {
    const before = new Set(visits.filter(({ day }) => day < TRAINED_DAYS).flatMap(namesOf));
    const after = visits.filter(({ day }) => day >= TRAINED_DAYS);
    if (before.size === 0 || after.length === 0) continue;
    const ours = likelyProducts(await tasteOf(tx, id, names), names).map(({ product }) => product);
    const isNew = (name: string) => !before.has(name);
    const firsts = after.flatMap(namesOf).filter(isNew);
    for (const [at, theirs] of popular.entries()) {
      count(next[at]!, namesOf(after[0]!), ours, theirs);
      if (firsts.length > 0) count(fresh[at]!, firsts, ours.filter(isNew), theirs.filter(isNew));
    }
  }
  return { next: worst(next), fresh: worst(fresh), pairs };
}

function count(hits: Hits, bought: string[], ours: string[], popular: string[]): void {
  const hit = (order: string[]) => (order.slice(0, TOP).some((name) => bought.includes(name)) ? 1 : 0);
  hits.people++;
  hits.ours += hit(ours);
  hits.popular += hit(popular);
}

/** Against the stronger of the two. */
const worst = (all: Hits[]) => all.reduce((one, other) => (other.popular > one.popular ? other : one));

const namesOf = ({ items }: { items: { product: { name: string } }[] }) => items.map(({ product }) => product.name);

function popularity({ customers }: Past, from: number): string[] {
  const times = new Map(names.map((name) => [name, 0]));
  for (const { visits } of customers)
    for (const visit of visits)
      if (visit.day >= from && visit.day < TRAINED_DAYS)
        for (const name of namesOf(visit)) times.set(name, times.get(name)! + 1);
  return [...times].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).map(([name]) => name);
}
