/** So many of a group did it. */
export interface Share {
  did: number;
  of: number;
}

/** A group's mean and its variance (n − 1), as a database works them out. */
export interface Mean {
  of: number;
  mean: number;
  variance: number;
}

/** Where the truth lies in 95 of 100 such comparisons. */
export interface Interval {
  low: number;
  high: number;
}

/** Standard normal quantiles: 95 % two-sided, and a power of 80 %. */
const Z95 = 1.959964;
const Z80 = 0.841621;

/** The score interval of a share (E. B. Wilson 1927, J. Am. Stat. Assoc. 22:209), within 0 and 1. */
export function shareInterval({ did, of }: Share, z = Z95): Interval {
  if (of === 0) return { low: 0, high: 1 };
  const p = did / of;
  const centre = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of);
  return { low: did === 0 ? 0 : Math.max(0, centre - half), high: did === of ? 1 : Math.min(1, centre + half) };
}

/**
 * The difference `a − b` of two independent shares from their score intervals (R. G. Newcombe 1998, Statist. Med.
 * 17:873, method 10): right also where a share is near 0 or 1 and the textbook's ± is not.
 */
export function shareDifference(a: Share, b: Share): Interval & { difference: number } {
  const [p, q] = [a.did / a.of, b.did / b.of];
  const [one, other] = [shareInterval(a), shareInterval(b)];
  const difference = p - q;
  return {
    difference,
    low: difference - Math.hypot(p - one.low, other.high - q),
    high: difference + Math.hypot(one.high - p, q - other.low),
  };
}

/**
 * The difference `a − b` of two means by B. L. Welch's unequal variances (1947, Biometrika 34:28) with Satterthwaite's
 * degrees of freedom. Undefined where a group has fewer than two people or nobody differs from anybody.
 */
export function meanDifference(a: Mean, b: Mean): (Interval & { difference: number }) | undefined {
  if (a.of < 2 || b.of < 2) return undefined;
  const [va, vb] = [a.variance / a.of, b.variance / b.of];
  const error = Math.sqrt(va + vb);
  if (error === 0) return undefined;
  const freedom = (va + vb) ** 2 / (va ** 2 / (a.of - 1) + vb ** 2 / (b.of - 1));
  const half = studentQuantile(freedom) * error;
  const difference = a.mean - b.mean;
  return { difference, low: difference - half, high: difference + half };
}

/**
 * How many more people, divided between the groups as now, until two means that differ by `difference` would be told apart
 * in 4 of 5 cases (B. Rosner, Fundamentals of Biostatistics, 8.10, unequal groups). Infinity where nothing differs.
 */
export function peopleNeededForMeans(a: Mean, b: Mean, difference: number): number {
  if (a.of === 0 || b.of === 0 || difference === 0) return Number.POSITIVE_INFINITY;
  const ratio = a.of / b.of;
  const smaller = ((Z95 + Z80) / difference) ** 2 * (a.variance / ratio + b.variance);
  return Math.max(0, Math.ceil(smaller * (1 + ratio)) - a.of - b.of);
}

/** Student's 97.5 % quantile by the expansion in 1/ν (Abramowitz & Stegun 26.7.5); within 0.3 % from ν = 4 on. */
export function studentQuantile(freedom: number): number {
  const v = Math.max(1, freedom);
  const x = Z95;
  return (
    x +
    (x ** 3 + x) / (4 * v) +
    (5 * x ** 5 + 16 * x ** 3 + 3 * x) / (96 * v ** 2) +
    (3 * x ** 7 + 19 * x ** 5 + 17 * x ** 3 - 15 * x) / (384 * v ** 3) +
    (79 * x ** 9 + 776 * x ** 7 + 1482 * x ** 5 - 1920 * x ** 3 - 945 * x) / (92_160 * v ** 4)
  );
}

/**
 * How many more people, divided between the groups as now, until a difference as large as the one seen would be told
 * from chance in 4 of 5 cases (J. L. Fleiss 1981, Statistical Methods for Rates and Proportions, 3.2, unequal groups).
 * Infinity where no difference is seen, or a group is empty.
 */
export function peopleNeeded(a: Share, b: Share): number {
  const [p, q] = [a.did / a.of, b.did / b.of];
  if (a.of === 0 || b.of === 0 || p === q) return Number.POSITIVE_INFINITY;
  const ratio = a.of / b.of;
  const both = (p * ratio + q) / (ratio + 1);
  const chance = Z95 * Math.sqrt((1 + 1 / ratio) * both * (1 - both));
  const seen = Z80 * Math.sqrt((p * (1 - p)) / ratio + q * (1 - q));
  const smaller = ((chance + seen) / (p - q)) ** 2;
  return Math.max(0, Math.ceil(smaller * (1 + ratio)) - a.of - b.of);
}
