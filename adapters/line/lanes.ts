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
  async function follow<T>(lane: string, before: Promise<unknown> | undefined, work: () => Promise<T>, place: Place) {
    try {
      if (before) await before.catch(() => undefined);
      return await work();
    } finally {
      busy -= 1;
      if (tails.get(lane) === place.tail) tails.delete(lane);
      if (busy === 0) wake?.();
    }
  }

  return {
    run(lane, work) {
      busy += 1;
      const place: Place = { tail: undefined };
      const mine = follow(lane, tails.get(lane), work, place);
      place.tail = mine;
      tails.set(lane, mine);
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

interface Place {
  tail: Promise<unknown> | undefined;
}
