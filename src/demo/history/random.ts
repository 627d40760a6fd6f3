/** Chance that comes out the same for the same seed. */
export interface Random {
  /** From 0 up to but not 1. */
  next(): number;
  /** A whole number from 0 up to but not `below`. */
  whole(below: number): number;
  chance(of: number): boolean;
  /** Normally distributed around 0 with standard deviation 1. */
  normal(): number;
  pick<T>(all: readonly T[]): T;
  /** Each as likely as its weight says. */
  weighted<T>(all: readonly T[], weight: (one: T) => number): T;
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough for plausible people. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number) => Math.floor(next() * below);
  return {
    next,
    whole,
    chance: (of) => next() < of,
    // Box and Muller; 1 − next() is never 0.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (all) => all[whole(all.length)]!,
    weighted(all, weight) {
      let left = next() * all.reduce((sum, one) => sum + weight(one), 0);
      for (const one of all) {
        left -= weight(one);
        if (left < 0) return one;
      }
      return all.at(-1)!;
    },
  };
}
