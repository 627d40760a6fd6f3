import { setTimeout as sleep } from 'node:timers/promises';

/** The one door that every call of the bot passes; Telegram's "retry after" closes it for all of them. */
export interface Gate {
  /**
   * Waits until a call may go; false when that is not before `deadline` (monotonic ms), or when the bot stops. Who
   * passed has to `leave`.
   */
  pass(message: boolean, deadline?: number): Promise<boolean>;
  leave(message: boolean): void;
  /** Milliseconds that bulk has to wait: until the door opens and the answers that wait have gone. */
  wait(): number;
  shut(ms: number): void;
}

// After a refusal, waiting answers leave one by one at this pace: all at once they would only be refused again.
const STEP_MS = 40;
const CAREFUL_MS = 15_000;
// What is on its way when Telegram says "retry after" comes too soon, so it must not be much.
const MOST_AT_ONCE = 30;

/** An open gate. */
export function makeGate(signal: AbortSignal): Gate {
  let opensAt = 0;
  let carefulUntil = 0;
  let next = 0;
  let queued = 0;
  let onTheWay = 0;
  const waiting: (() => void)[] = [];

  /** When a call may go; a message after a refusal takes a turn of its own. */
  const turn = (message: boolean, now: number): number => {
    if (!message || (now >= opensAt && now >= carefulUntil && queued === 0)) return Math.max(now, opensAt);
    const at = Math.max(now, opensAt, next);
    next = at + STEP_MS;
    return at;
  };
  const until = async (at: number): Promise<boolean> => {
    for (let now = performance.now(); now < at; now = performance.now()) {
      if (!(await sleep(Math.ceil(at - now), true, { signal }).catch(() => false))) return false;
    }
    return true;
  };

  const leave = (message: boolean) => {
    if (!message) return;
    onTheWay -= 1;
    waiting.shift()?.();
  };

  return {
    async pass(message, deadline = Number.POSITIVE_INFINITY) {
      while (message && onTheWay >= MOST_AT_ONCE) await new Promise<void>((free) => waiting.push(free));
      // The place is taken before any waiting, so that nobody overtakes.
      if (message) onTheWay += 1;
      for (;;) {
        const now = performance.now();
        const at = turn(message, now);
        if (at <= now) return true;
        if (message) queued += 1;
        const come = at <= deadline && !signal.aborted && (await until(at));
        if (message) queued -= 1;
        if (!come) {
          leave(message);
          return false;
        }
        if (performance.now() >= opensAt) return true;
      }
    },
    leave,
    wait: () => Math.max(0, Math.ceil(Math.max(opensAt, queued > 0 ? next : 0) - performance.now())),
    shut(ms) {
      opensAt = Math.max(opensAt, performance.now() + ms);
      next = opensAt;
      carefulUntil = opensAt + CAREFUL_MS;
    },
  };
}
