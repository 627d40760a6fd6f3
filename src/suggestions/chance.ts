/** A product or category in somebody's orders. */
export interface Bought {
  name: string;
  /** In how many of their orders it was. */
  orders: number;
  /** The same with older orders counting less. */
  weight: number;
}

/** Of `orders` orders with the product, `together` had the other too. */
export interface Pair {
  product: string;
  other: string;
  together: number;
  orders: number;
}

/** What is known of one customer's orders. */
export interface History {
  /** All orders, older ones counting less. */
  weight: number;
  products: readonly Bought[];
}

/** After so many days an order counts half. */
export const HALF_LIFE_DAYS = 60;
/** How much what everybody buys counts, in orders of one's own, until the shop's own customers have told. */
export const STRENGTH = 3;

/** What an order of that age counts. */
export function weightOf(days: number): number {
  return 0.5 ** (Math.max(days, 0) / HALF_LIFE_DAYS);
}

/**
 * The chance that the next order has something, when `own` of so much weight had it: the posterior mean of a beta
 * distribution whose prior has mean `prior` and counts as `strength` orders (empirical Bayes, Casella 1985).
 */
export function chanceOf(own: number, weight: number, prior: number, strength: number): number {
  return (own + strength * prior) / (weight + strength);
}

/** What holds for everybody: of all orders, how many have a product, and how many something of its category. */
export interface Shares {
  product: number;
  category: number;
}

/**
 * What to expect before their own orders of a product are looked at: as often as everybody, but as much more often as they
 * like its category more (`category` is their own chance of it); and more where it goes with products that they buy.
 */
export function priorOf(
  { products }: History,
  pairsTo: readonly Pair[],
  shares: Shares,
  category = shares.category,
): number {
  const share = shares.category > 0 ? (shares.product * category) / shares.category : shares.product;
  const all = products.reduce((sum, { weight }) => sum + weight, 0);
  if (all === 0) return share;
  const weightOfProduct = new Map(products.map(({ name, weight }) => [name, weight]));
  const lifted = pairsTo.reduce((sum, { product, together, orders }) => {
    return sum + ((weightOfProduct.get(product) ?? 0) / all) * Math.max(together / orders - share, 0);
  }, 0);
  return Math.min(1, share + lifted);
}
