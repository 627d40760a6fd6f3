/** Chances that repeat with their seed. */
export interface Chance {
  readonly seed: number;
  /** 0 up to, not including, 1. */
  next(): number;
  /** True in so many of all cases, 0 to 1. */
  in(share: number): boolean;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  one<T>(of: readonly T[]): T;
  shuffle<T>(all: T[]): T[];
}

/** Opens a row of chances. */
export function openChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    seed,
    next,
    in: (share) => next() < share,
    whole,
    one: (of) => of[whole(0, of.length - 1)]!,
    shuffle(all) {
      for (let at = all.length - 1; at > 0; at--) {
        const other = whole(0, at);
        [all[at], all[other]] = [all[other]!, all[at]!];
      }
      return all;
    },
  };
}
