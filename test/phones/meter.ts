/** How many calls a platform has had within a second. */
export interface Meter {
  note(): number;
  busiest(): number;
}

/** Counts messages in a sliding second. */
export function makeMeter(): Meter {
  let times: number[] = [];
  let head = 0;
  let most = 0;
  return {
    note: () => {
      const now = performance.now();
      times.push(now);
      while (times[head]! <= now - 1000) head += 1;
      if (head > 10_000) {
        times = times.slice(head);
        head = 0;
      }
      most = Math.max(most, times.length - head);
      return times.length - head;
    },
    busiest: () => most,
  };
}
