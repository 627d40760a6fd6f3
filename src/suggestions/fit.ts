import type { Terms } from '../campaigns/terms.ts';
import type { Pair } from './chance.ts';
import { chanceOfCategory, chanceOfProduct } from './likely.ts';
import type { Taste } from './taste.ts';

/** Why a coupon may suit somebody. */
export type Reason =
  | { why: 'habit'; kind: 'product' | 'category'; name: string }
  | { why: 'goes-with'; product: string; bought: number; other: string; together: number; orders: number }
  | { why: 'looked' }
  | { why: 'store'; name: string }
  | { why: 'kind'; kind: Terms['kind'] };

/** How well a coupon suits somebody, and what says so most; without a reason it suits nobody more than others. */
export interface Fit {
  score: number;
  reason: Reason | undefined;
}

/** What is said to be often: so many orders, of which not all are long ago. */
const OFTEN_ORDERS = 3;
const OFTEN_WEIGHT = 1;
/** What is bought a second time says what else may go with it. */
const AGAIN_ORDERS = 2;
/** A look is less than what somebody buys, and more than where. */
const LOOK_SCORE = 0.06;
/** A usual store or kind decides only between coupons that suit equally well otherwise. */
const STORE_SCORE = 0.05;
const KIND_SCORE = 0.04;
const HALF = 0.5;

type Part = { score: number; reason: Reason };

/** Judges a coupon by its terms: the chance that the next order has what it is about, whether they had a look at it, and what they use and where. */
export function fitOf(terms: Terms, taste: Taste, campaignId?: string): Fit {
  const about = [
    ...(terms.products ?? []).map((name) => thing('product', name, taste, terms)),
    ...(terms.categories ?? []).map((name) => thing('category', name, taste, terms)),
  ];
  // The same chance for two of its things is said of the first by name.
  const best = about.filter((part) => part !== undefined).sort(better)[0];
  const look = taste.looked.some((id) => id === campaignId) ? LOOKED : undefined;
  const parts = [best, look, store(terms, taste), kind(terms, taste)].filter((part) => part !== undefined).sort(better);
  return { score: parts.reduce((sum, { score }) => sum + score, 0), reason: parts[0]?.reason };
}

const LOOKED: Part = { score: LOOK_SCORE, reason: { why: 'looked' } };

const better = (one: Part, other: Part) => other.score - one.score;

function thing(kindOf: 'product' | 'category', name: string, taste: Taste, terms: Terms): Part | undefined {
  const reason = reasonFor(kindOf, name, taste, terms.exceptProducts);
  if (!reason) return undefined;
  return { score: kindOf === 'product' ? chanceOfProduct(taste, name) : chanceOfCategory(taste, name), reason };
}

/** Why somebody may like a product or a category: they have it often, or it goes with something they have again and again. */
export function reasonFor(
  kindOf: 'product' | 'category',
  name: string,
  taste: Taste,
  except: readonly string[] = [],
): Reason | undefined {
  const own = (kindOf === 'product' ? taste.products : taste.categories).find((one) => one.name === name);
  // Of a category as much as is left when every order with something that is left out counts as none.
  const out = kindOf === 'category' ? taste.products.filter((one) => except.includes(one.name)) : [];
  const left = (of: 'orders' | 'weight') => out.reduce((sum, one) => sum - one[of], own?.[of] ?? 0);
  if (left('orders') >= OFTEN_ORDERS && left('weight') >= OFTEN_WEIGHT) return { why: 'habit', kind: kindOf, name };
  const bought = new Map(taste.products.map((one) => [one.name, one]));
  const weightOf = (pair: Pair) => bought.get(pair.product)!.weight * (pair.together / pair.orders);
  const strongest = taste.pairs
    .filter(({ other, category }) => (kindOf === 'product' ? other : category) === name && !except.includes(other))
    .filter(({ product }) => bought.get(product)!.orders >= AGAIN_ORDERS)
    .sort((one, other) => weightOf(other) - weightOf(one) || (one.product < other.product ? -1 : 1))[0];
  if (!strongest) return undefined;
  const { product, other, together, orders } = strongest;
  return { why: 'goes-with', product, bought: bought.get(product)!.orders, other, together, orders };
}

function store(terms: Terms, { stores }: Taste): Part | undefined {
  const all = stores.reduce((sum, { orders }) => sum + orders, 0);
  const usual = stores.find(({ id }) => terms.stores?.includes(id));
  if (!usual || usual.orders < OFTEN_ORDERS || usual.orders < all * HALF) return undefined;
  return { score: STORE_SCORE * (usual.orders / all), reason: { why: 'store', name: usual.name } };
}

function kind(terms: Terms, { kinds }: Taste): Part | undefined {
  const all = kinds.reduce((sum, { used }) => sum + used, 0);
  const used = kinds.find((one) => one.kind === terms.kind)?.used ?? 0;
  if (used < OFTEN_ORDERS || used < all * HALF) return undefined;
  return { score: KIND_SCORE * (used / all), reason: { why: 'kind', kind: terms.kind } };
}
