import { type Product, productNamed, products } from './products.ts';
import type { Random } from './random.ts';

/** How somebody buys: out of habit, now and then for an occasion, or by pure chance. */
export type Shape = 'regular' | 'rare' | 'random';

/** Somebody who might come to the demo shop. */
export interface Buyer {
  shape: Shape;
  /** Days between two visits: their median, and the spread of their logarithms. */
  gapDays: number;
  gapSpread: number;
  /** The chance that a visit is their last. */
  leaving: number;
  /** Hour of the day at which they mostly come. */
  hour: number;
  /** Months in which they mostly come; none when all are alike. */
  months: readonly number[];
  /** What they like, with weights; of a random buyer nothing is. */
  likes: { product: Product; weight: number }[];
  /** How often they take something of their own likes. */
  loyal: number;
  /** Whether they take what goes with something. */
  pairs: boolean;
}

/** Why people come who come rarely, in which months, and for what. */
const OCCASIONS = [
  { months: [1, 2, 8, 9, 12], for: ['mooncakes', 'pineapple-cakes', 'cookie-box', 'coffee-beans'] },
  { months: [5, 6, 7, 8, 9], for: ['cold-brew', 'mango-smoothie', 'lemonade', 'iced-latte'] },
  { months: [11, 12, 1, 2, 3], for: ['hot-chocolate', 'ginger-tea', 'cinnamon-roll', 'matcha-latte'] },
  { months: [], for: ['whole-cake', 'cheesecake', 'tiramisu', 'cookie-box'] },
  { months: [], for: ['quiche', 'sandwich', 'soup', 'flat-white', 'baguette'] },
  { months: [], for: ['sourdough', 'milk-loaf', 'baguette', 'coffee-beans'] },
];

const DRINKS = products.filter(({ category }) => ['coffee', 'tea', 'drinks'].includes(category));
const BITES = products.filter(({ category }) => ['pastry', 'food', 'cake'].includes(category));
const GAPS = [2, 3, 4, 7, 7, 7, 10, 14];

/** Somebody of that kind. */
export function meet(shape: Shape, random: Random): Buyer {
  const hour = random.pick([8, 8, 9, 12, 12, 15, 15, 18]);
  if (shape === 'random')
    return { shape, gapDays: 7, gapSpread: 1, leaving: 0.01, hour, months: [], likes: [], loyal: 0, pairs: false };
  if (shape === 'rare') {
    const own = [random.pick(OCCASIONS), ...(random.chance(0.3) ? [random.pick(OCCASIONS)] : [])];
    const likes = own.flatMap((occasion, at) =>
      occasion.for.map((name) => ({ product: productNamed(name), weight: (at === 0 ? 2 : 1) * (0.5 + random.next()) })),
    );
    return {
      shape,
      gapDays: 18 + random.whole(25),
      gapSpread: 0.7,
      leaving: 0.08,
      hour,
      months: own[0]!.months,
      likes,
      loyal: 0.8,
      pairs: true,
    };
  }
  const drinks = Array.from({ length: 1 + random.whole(2) }, () => random.weighted(DRINKS, ({ liked }) => liked));
  const bites = random.chance(0.6) ? [random.weighted(BITES, ({ liked }) => liked)] : [];
  const likes = [...drinks, ...bites].map((product, at) => ({ product, weight: at === 0 ? 3 : 1 + random.next() }));
  const gapDays = random.pick(GAPS) * (0.8 + 0.4 * random.next());
  return { shape, gapDays, gapSpread: 0.4, leaving: 0.015, hour, months: [], likes, loyal: 0.75, pairs: true };
}

/** How likely such a person comes when it is time, in that month (1 to 12). */
export function comesIn({ months }: Buyer, month: number): number {
  return months.length === 0 || months.includes(month) ? 1 : 0.35;
}
