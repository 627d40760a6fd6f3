/** Work in order within one lane, lanes side by side. */
export interface Lanes {
  run<T>(lane: string, work: () => Promise<T>): Promise<T>;
  /** Pieces of work that wait or run. */
  busy(): number;
  /** Resolves when nothing is under way, or the time is over. */
  idle(withinMs: number): Promise<void>;
}

/** Makes lanes; a lane is forgotten when its last work is done. */
export function lanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  let busy = 0;
  let wake: (() => void) | undefined;
  return {
    run(lane, work) {
      busy += 1;
      const before = tails.get(lane);
      const mine = before ? before.then(work) : work();
      const tail: Promise<void> = mine.then(done, done);
      function done() {
        busy -= 1;
        if (tails.get(lane) === tail) tails.delete(lane);
        if (busy === 0) wake?.();
      }
      tails.set(lane, tail);
      return mine;
    },
    busy: () => busy,
    async idle(withinMs) {
      if (busy === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, withinMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}
