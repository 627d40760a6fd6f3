// Abramowitz and Stegun (1964), formula 7.1.26: within 1.5e-7.
const A = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];

/** The share of a standard normal distribution below `z`. */
export function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail = A.reduceRight((sum, a) => (sum + a) * t, 0) * Math.exp(-x * x);
  return z > 0 ? 1 - tail / 2 : tail / 2;
}

/** The `z` below which such a share of it lies, by halving: 0 < `share` < 1; beyond ±8 it is cut off. */
export function normalQuantile(share: number): number {
  let [low, high] = [-8, 8];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
