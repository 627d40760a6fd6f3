import { chanceOf, priorOf } from './chance.ts';
import type { Taste } from './taste.ts';

/** A product, and the chance that this customer's next order has it. */
export interface Likely {
  product: string;
  chance: number;
  /** So many of their orders of the last half year had it. */
  orders: number;
}

/** How likely each of these products is in the next order, the likeliest first; the taste was asked about all of them. */
export function likelyProducts(taste: Taste, names: readonly string[]): Likely[] {
  return names
    .map((product) => ({
      product,
      chance: chanceOfProduct(taste, product),
      orders: taste.products.find(({ name }) => name === product)?.orders ?? 0,
    }))
    .sort((one, other) => other.chance - one.chance || (one.product < other.product ? -1 : 1));
}

/** The chance that the next order has this product. */
export function chanceOfProduct(taste: Taste, name: string): number {
  const own = taste.products.find((one) => one.name === name);
  const { share, category } = taste.shares[`product:${name}`] ?? { share: 0, category: null };
  const shares = { product: share, category: category ? shareOf(taste, category) : 0 };
  const pairs = taste.pairs.filter(({ other }) => other === name);
  const prior = priorOf(taste, pairs, shares, category ? chanceOfCategory(taste, category) : 0);
  return chanceOf(own?.weight ?? 0, taste.weight, prior, taste.strength.product);
}

/** The chance that it has something of this category. */
export function chanceOfCategory(taste: Taste, name: string): number {
  const own = taste.categories.find((one) => one.name === name);
  return chanceOf(own?.weight ?? 0, taste.weight, shareOf(taste, name), taste.strength.category);
}

const shareOf = (taste: Taste, category: string) => taste.shares[`category:${category}`]?.share ?? 0;
