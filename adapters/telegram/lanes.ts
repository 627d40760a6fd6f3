/** Runs work in order within a lane, lanes beside one another. */
export type Lanes = <T>(lane: string, work: () => Promise<T>) => Promise<T>;

/** Lanes that vanish when they are empty. */
export function makeLanes(): Lanes {
  const last = new Map<string, Promise<unknown>>();
  return (lane, work) => {
    const before = last.get(lane);
    const mine = before ? before.then(work, work) : work();
    const end = mine
      .catch(() => undefined)
      .finally(() => {
        if (last.get(lane) === end) last.delete(lane);
      });
    last.set(lane, end);
    return mine;
  };
}
