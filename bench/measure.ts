/** The middle value, and how far the others lie from it. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** Median and range of some values. */
export function spread(values: number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, min: sorted[0]!, max: sorted.at(-1)! };
}

/** The value below which so much of all lies. */
export function percentile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** What the sides of a comparison gave, and the ratios of neighbouring runs. */
export interface Compared {
  ours: Spread;
  reference: Spread;
  ratio: Spread;
}

/** Runs a thing and its reference in turn, so that a noisy machine is noisy for both. */
export async function inTurn(
  pairs: number,
  ours: () => Promise<number>,
  reference: () => Promise<number>,
): Promise<Compared> {
  const a: number[] = [];
  const b: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    // Whoever comes second meets what the first has left: the order changes from pair to pair.
    if (pair % 2 === 0) {
      a.push(await ours());
      b.push(await reference());
    } else {
      b.push(await reference());
      a.push(await ours());
    }
  }
  return { ours: spread(a), reference: spread(b), ratio: spread(a.map((value, at) => value / b[at]!)) };
}

/** Lets so many callers call, again and again, until the time is over; gives calls per second and each call's time. */
export async function callers(
  count: number,
  ms: number,
  call: (caller: number) => Promise<unknown>,
): Promise<{ perSecond: number; times: number[] }> {
  const times: number[] = [];
  const began = performance.now();
  const end = began + ms;
  await Promise.all(
    Array.from({ length: count }, async (_, caller) => {
      for (let at = performance.now(); at < end; ) {
        await call(caller);
        const now = performance.now();
        times.push(now - at);
        at = now;
      }
    }),
  );
  return { perSecond: (times.length * 1000) / (performance.now() - began), times };
}

/** Three digits that count. */
export function brief(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}

/** `5.1 [4.8–5.6]` */
export const told = ({ median, min, max }: Spread): string => `${brief(median)} [${brief(min)}–${brief(max)}]`;
