/** Numbers instead of bodies; with `index` in a flat array of so many places. */
export type Counting = boolean | { size: number; index: (address: string) => number };

/** How many copies each address got. */
export interface Counts {
  add(address: string): void;
  of(address: string): number;
  total(): number;
  /** How many addresses got so many copies; with a flat array the ones that got none are counted too. */
  spread(): Map<number, number>;
}

const tally = (copies: Iterable<number>): Map<number, number> => {
  const spread = new Map<number, number>();
  for (const n of copies) spread.set(n, (spread.get(n) ?? 0) + 1);
  return spread;
};

/** Counters of copies per address, in a flat array when the addresses are numbered. */
export function makeCounts(counting: Counting | undefined): Counts {
  let total = 0;
  if (typeof counting === 'object') {
    const array = new Uint8Array(counting.size);
    return {
      add: (address) => {
        total += 1;
        const at = counting.index(address);
        if (array[at]! < 255) array[at]! += 1;
      },
      of: (address) => array[counting.index(address)] ?? 0,
      total: () => total,
      spread: () => tally(array),
    };
  }
  const map = new Map<string, number>();
  return {
    add: (address) => {
      total += 1;
      map.set(address, (map.get(address) ?? 0) + 1);
    },
    of: (address) => map.get(address) ?? 0,
    total: () => total,
    spread: () => tally(map.values()),
  };
}
