/**
 * BG/NBD, a second model to compare ours with: Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way,
 * Marketing Science 24:275. Visits come at random with a rate of each customer's own; after each some leave for good.
 */
export interface BgNbd {
  r: number;
  alpha: number;
  a: number;
  b: number;
}

/** Visits after the first, when the last of them was, and how long the customer is known: in one unit of time. */
export interface Known {
  x: number;
  tx: number;
  T: number;
}

// Lanczos (1964), g = 7, nine terms: within 1e-13.
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Natural logarithm of Γ(z), z > 0. */
export function logGamma(z: number): number {
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z);
  const y = z - 1;
  const sum = LANCZOS.reduce((total, term, at) => (at === 0 ? term : total + term / (y + at)), 0);
  const t = y + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Equation (6) of the paper, for one customer. */
export function logLikelihood({ r, alpha, a, b }: BgNbd, { x, tx, T }: Known): number {
  const one = logGamma(r + x) - logGamma(r) + r * Math.log(alpha);
  const two = logGamma(a + b) + logGamma(b + x) - logGamma(b) - logGamma(a + b + x);
  const three = -(r + x) * Math.log(alpha + T);
  if (x === 0) return one + two + three;
  const four = Math.log(a) - Math.log(b + x - 1) - (r + x) * Math.log(alpha + tx);
  const most = Math.max(three, four);
  return one + two + most + Math.log(Math.exp(three - most) + Math.exp(four - most));
}

/** The chance that the customer still comes. */
export function chanceAlive({ r, alpha, a, b }: BgNbd, { x, tx, T }: Known): number {
  if (x === 0) return 1;
  return 1 / (1 + (a / (b + x - 1)) * ((alpha + T) / (alpha + tx)) ** (r + x));
}

/** Days until the next visit of somebody who still comes, as likely before as after it. */
export function medianWait({ r, alpha }: BgNbd, { x, T }: Known): number {
  return (alpha + T) * (2 ** (1 / (r + x)) - 1);
}

/** Visits to expect within `t` more: equation (10), with the hypergeometric function as its series. */
export function expectedVisits(model: BgNbd, { x, tx, T }: Known, t: number): number {
  const { r, alpha, a, b } = model;
  const z = t / (alpha + T + t);
  const series = hypergeometric(r + x, b + x, a + b + x - 1, z);
  const most = (a + b + x - 1) / (a - 1);
  const many = most * (1 - ((alpha + T) / (alpha + T + t)) ** (r + x) * series);
  return many * chanceAlive(model, { x, tx, T });
}

function hypergeometric(a: number, b: number, c: number, z: number): number {
  let [sum, term] = [1, 1];
  for (let n = 0; Math.abs(term) > 1e-15 * Math.abs(sum) && n < 10_000; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
  }
  return sum;
}

/** The parameters under which what is known was likeliest, by Nelder and Mead (1965) over their logarithms. */
export function fitBgNbd(all: readonly Known[]): BgNbd {
  const modelOf = (p: number[]): BgNbd => {
    const [r, alpha, a, b] = p.map((one) => Math.exp(Math.min(Math.max(one, -12), 12)));
    return { r: r!, alpha: alpha!, a: a!, b: b! };
  };
  const cost = (p: number[]) => -all.reduce((sum, one) => sum + logLikelihood(modelOf(p), one), 0);
  return modelOf(minimum(cost, [0, 2, 0, 1]));
}

function minimum(cost: (p: number[]) => number, start: number[]): number[] {
  let simplex = [start, ...start.map((_, at) => start.map((one, n) => (n === at ? one + 1 : one)))]
    .map((p) => ({ p, cost: cost(p) }))
    .sort((one, other) => one.cost - other.cost);
  for (let step = 0; step < 600 && simplex.at(-1)!.cost - simplex[0]!.cost > 1e-7; step++) {
    const worst = simplex.at(-1)!;
    const rest = simplex.slice(0, -1);
    const centre = start.map((_, n) => rest.reduce((sum, { p }) => sum + p[n]! / rest.length, 0));
    const along = (far: number) => {
      const p = centre.map((one, n) => one + far * (worst.p[n]! - one));
      return { p, cost: cost(p) };
    };
    const mirrored = along(-1);
    let better = mirrored;
    if (mirrored.cost < rest[0]!.cost) better = [along(-2), mirrored].sort((one, other) => one.cost - other.cost)[0]!;
    else if (mirrored.cost >= rest.at(-1)!.cost) better = along(mirrored.cost < worst.cost ? -0.5 : 0.5);
    if (better.cost < worst.cost) simplex = [...rest, better];
    else {
      const best = simplex[0]!.p;
      simplex = simplex.map(({ p }) => p.map((one, n) => (one + best[n]!) / 2)).map((p) => ({ p, cost: cost(p) }));
    }
    simplex.sort((one, other) => one.cost - other.cost);
  }
  return simplex[0]!.p;
}
