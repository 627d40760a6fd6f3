/** Lets somebody wait until nothing is under way. */
export interface Rest {
  /** To be called when nothing is under way any more. */
  come(): void;
  /** Resolves when that happens, or the time is over; at once when nothing is under way. */
  within(ms: number, busy: number): Promise<void>;
}

/** One waits at a time. */
export function rest(): Rest {
  let wake: (() => void) | undefined;
  return {
    come: () => wake?.(),
    async within(ms, busy) {
      if (busy === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}
