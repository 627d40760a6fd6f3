import { rest } from './rest.ts';

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
  const resting = rest();

  function leave(lane: string, mine: Promise<unknown>): void {
    busy -= 1;
    if (tails.get(lane) === mine) tails.delete(lane);
    if (busy === 0) resting.come();
  }

  return {
    run(lane, work) {
      busy += 1;
      const before = tails.get(lane);
      const mine = before ? before.then(work, work) : work();
      tails.set(lane, mine);
      mine.then(
        () => leave(lane, mine),
        () => leave(lane, mine),
      );
      return mine;
    },
    busy: () => busy,
    idle: (withinMs) => resting.within(withinMs, busy),
  };
}
