import { normalCdf, normalQuantile } from '../lib/normal.ts';

const DAY = 86_400_000;

/** How all customers come back: see `Population` in entities. */
export interface Rhythms {
  logDays: number;
  spread: number;
  spreadBetween: number;
  leaving: number;
}

/** What of a customer's figures tells when they come again. */
export interface Came {
  firstAt: Date | null;
  lastAt: Date | null;
  purchases: number;
  /** Median of days between visits. */
  intervalDays: number | null;
}

/** When somebody is due, and how likely it is that they will not come any more. */
export interface NextPurchase {
  /** The last visit and their usual interval after it: when to remind them. */
  dueAt: Date;
  /** As likely before as after it, if they come at all: the same as `dueAt` on the day of a visit, later the longer they are silent. */
  expectedAt: Date;
  /** From 0 to 1. */
  leaving: number;
}

/** What is expected of a gap: normally distributed logarithms of days. */
export interface Gap {
  mean: number;
  spread: number;
}

/**
 * The interval of one customer: the mean of `gaps` logarithms of their own, drawn towards everybody's the more the fewer
 * they are. Normal within a customer and between them, the posterior predictive (Gelman et al., Bayesian Data Analysis, 2.5).
 */
export function gapOf({ logDays, spread, spreadBetween }: Rhythms, own: number | undefined, gaps: number): Gap {
  const pull = spreadBetween > 0 ? spread ** 2 / spreadBetween ** 2 : Number.POSITIVE_INFINITY;
  if (own === undefined || gaps === 0) return { mean: logDays, spread: Math.hypot(spread, spreadBetween) };
  if (pull === Number.POSITIVE_INFINITY) return { mean: logDays, spread };
  return { mean: (gaps * own + pull * logDays) / (gaps + pull), spread: spread * Math.sqrt(1 + 1 / (gaps + pull)) };
}

/**
 * The chance that somebody who has been silent for so many days has left. After each visit some leave for good (as in BG/NBD,
 * Fader, Hardie and Lee 2005); who has not would still be silent with the chance that a gap is longer.
 */
export function chanceOfLeaving({ leaving }: Pick<Rhythms, 'leaving'>, gap: Gap, silent: number): number {
  if (leaving === 0) return 0;
  const stillComing = (1 - leaving) * (1 - overAfter(gap, silent));
  return leaving / (leaving + stillComing);
}

/** The interval of a customer by their figures. */
export function gapOfCustomer({ firstAt, lastAt, purchases, intervalDays }: Came, rhythms: Rhythms): Gap {
  const between = firstAt && lastAt ? (lastAt.getTime() - firstAt.getTime()) / DAY : 0;
  const own = intervalDays ?? (purchases > 1 && between >= 1 ? between : undefined);
  const gaps = intervalDays === null ? 1 : purchases - 1;
  return gapOf(rhythms, own === undefined ? undefined : Math.log(Math.max(own, 1)), gaps);
}

/** The share of gaps that are over after so many days. */
export function overAfter({ mean, spread }: Gap, days: number): number {
  return normalCdf((Math.log(Math.max(days, 0.5)) - mean) / spread);
}

/** When a customer comes again; undefined for who has never come. */
export function nextPurchase(came: Came, rhythms: Rhythms, now: Date): NextPurchase | undefined {
  const { lastAt } = came;
  if (!lastAt) return undefined;
  const gap = gapOfCustomer(came, rhythms);
  const silent = Math.max(0, (now.getTime() - lastAt.getTime()) / DAY);
  const expected = Math.exp(gap.mean + gap.spread * normalQuantile((1 + overAfter(gap, silent)) / 2));
  const after = (days: number) => new Date(lastAt.getTime() + days * DAY);
  return {
    dueAt: after(Math.exp(gap.mean)),
    expectedAt: after(Math.max(expected, silent)),
    leaving: chanceOfLeaving(rhythms, gap, silent),
  };
}
