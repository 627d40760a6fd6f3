import { type Buyer, comesIn } from './people.ts';
import { inSeason, type Product, productNamed, products } from './products.ts';
import type { Random } from './random.ts';

/** An order: so many days after the first one, at a minute of the day. */
export interface Visit {
  day: number;
  minute: number;
  items: { product: Product; quantity: number }[];
}

const OPENS = 7 * 60 + 30;
const CLOSES = 21 * 60;
/** Habits change: what is liked gives way to something of the same kind. */
const CHANGES = 0.015;
const SECOND = 0.15;

/** Everything that somebody buys in so many days; `monthOf` tells which month (1 to 12) a day is in. */
export function visitsOf(buyer: Buyer, days: number, monthOf: (day: number) => number, random: Random): Visit[] {
  const own = { ...buyer, likes: buyer.likes.map((like) => ({ ...like })) };
  const visits: Visit[] = [];
  // Nobody knows when they began: the first visit lies anywhere within their first gap.
  let at = random.next() * gap(own, random);
  while (at < days) {
    const day = Math.floor(at);
    const month = monthOf(day);
    if (random.chance(comesIn(own, month))) {
      visits.push({ day, minute: minuteOf(own, random), items: itemsOf(own, month, random) });
      if (random.chance(own.leaving)) break;
      drift(own, random);
    }
    at += Math.max(1, gap(own, random));
  }
  return visits;
}

function gap({ shape, gapDays, gapSpread }: Buyer, random: Random): number {
  if (shape === 'random') return -Math.log(1 - random.next()) * gapDays;
  return gapDays * Math.exp(gapSpread * random.normal());
}

function minuteOf({ hour }: Buyer, random: Random): number {
  return Math.min(CLOSES, Math.max(OPENS, Math.round(hour * 60 + 30 + 50 * random.normal())));
}

function itemsOf(buyer: Buyer, month: number, random: Random): Visit['items'] {
  const chosen = new Map<string, number>();
  const take = (product: Product) => chosen.set(product.name, (chosen.get(product.name) ?? 0) + 1);
  const wanted = (one: Product) => one.liked * inSeason(one, month);
  const count = 1 + (random.chance(buyer.shape === 'rare' ? 0.45 : SECOND) ? 1 : 0) + (random.chance(0.06) ? 1 : 0);
  for (let n = 0; n < count; n++) {
    const liked = buyer.likes.length > 0 && random.chance(buyer.loyal);
    const product = liked
      ? random.weighted(buyer.likes, (like) => like.weight * inSeason(like.product, month)).product
      : random.weighted(tried(buyer, random), wanted);
    take(product);
    if (!buyer.pairs) continue;
    for (const [name, often] of Object.entries(product.with ?? {})) if (random.chance(often)) take(productNamed(name));
  }
  return [...chosen].map(([name, quantity]) => ({ product: productNamed(name), quantity }));
}

/** What else somebody may try: half the time something of a kind that they like. */
function tried({ likes }: Buyer, random: Random): readonly Product[] {
  if (likes.length === 0 || random.chance(0.5)) return products;
  const { category } = random.pick(likes).product;
  return products.filter((one) => one.category === category);
}

function drift({ likes }: Buyer, random: Random): void {
  if (likes.length === 0 || !random.chance(CHANGES)) return;
  const like = random.pick(likes);
  const others = products.filter(
    ({ category, name }) => category === like.product.category && name !== like.product.name,
  );
  if (others.length > 0) like.product = random.weighted(others, ({ liked }) => liked);
}
