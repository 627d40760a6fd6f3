/** Waiting that can be cut short. */
export interface Nap {
  /** Waits for that many milliseconds, or until somebody wakes it: then it is false. */
  sleep(ms: number): Promise<boolean>;
  /** Ends the waiting of all who sleep now. */
  wake(): void;
}

/** Opens it; all that sleep in it wake together. */
export function openNap(): Nap {
  const sleepers = new Set<() => void>();
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        const up = (rested: boolean) => {
          clearTimeout(timer);
          sleepers.delete(woken);
          resolve(rested);
        };
        const woken = () => up(false);
        const timer = setTimeout(up, ms, true);
        sleepers.add(woken);
      }),
    wake() {
      for (const up of [...sleepers]) up();
    },
  };
}
