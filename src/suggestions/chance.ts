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
/** What everybody buys counts as much as so many orders of one's own; the back-test decided (`npm run bench suggestions`). */
export const STRENGTH = 3;

/** What an order of that age counts. */
export function weightOf(days: number): number {
  return 0.5 ** (Math.max(days, 0) / HALF_LIFE_DAYS);
}

/**
 * The chance that the next order has something, when `own` of so much weight had it: the posterior mean of a beta
 * distribution whose prior has mean `prior` and counts as `STRENGTH` orders (empirical Bayes, Casella 1985).
 */
export function chanceOf(own: number, weight: number, prior: number): number {
  return (own + STRENGTH * prior) / (weight + STRENGTH);
}

/**
 * What to expect before their own orders of it are looked at: the chance that an order has it which has one of the
 * products that they buy, each as likely as they buy it. Where no pair is known to differ from chance, `share` of all orders.
 */
export function priorOf({ products }: History, pairsTo: readonly Pair[], share: number): number {
  const all = products.reduce((sum, { weight }) => sum + weight, 0);
  if (all === 0) return share;
  const weightOfProduct = new Map(products.map(({ name, weight }) => [name, weight]));
  const lifted = pairsTo.reduce((sum, { product, together, orders }) => {
    return sum + ((weightOfProduct.get(product) ?? 0) / all) * (together / orders - share);
  }, 0);
  return Math.min(1, Math.max(share + lifted, 0));
}
