import { setTimeout as sleep } from 'node:timers/promises';

/** The one door that every sending call of the bot passes; Telegram's "retry after" closes it for all of them. */
export interface Gate {
  /** Waits until a call may go; false when that is not before `deadline` (monotonic ms), or when the bot stops. */
  pass(deadline?: number): Promise<boolean>;
  /** Milliseconds that bulk has to wait: until the door opens and the answers that wait have gone. */
  wait(): number;
  shut(ms: number): void;
}

// After a refusal, waiting answers leave one by one at this pace: all at once they would only be refused again.
const STEP_MS = 40;
const CAREFUL_MS = 15_000;

/** An open gate. */
export function makeGate(signal: AbortSignal): Gate {
  let opensAt = 0;
  let carefulUntil = 0;
  let next = 0;
  let queued = 0;
  const turn = () => Math.max(opensAt, queued > 0 ? next : 0);
  return {
    async pass(deadline = Number.POSITIVE_INFINITY) {
      for (;;) {
        const now = performance.now();
        if (now >= opensAt && now >= carefulUntil) return true;
        const at = Math.max(now, opensAt, next);
        if (at > deadline || signal.aborted) return false;
        next = at + STEP_MS;
        if (at <= now) return true;
        queued += 1;
        const slept = await sleep(Math.ceil(at - now) + 1, true, { signal }).catch(() => false);
        queued -= 1;
        if (!slept) return false;
        if (performance.now() >= opensAt) return true;
      }
    },
    wait: () => Math.max(0, Math.ceil(turn() - performance.now())),
    shut(ms) {
      opensAt = Math.max(opensAt, performance.now() + ms);
      next = opensAt;
      carefulUntil = opensAt + CAREFUL_MS;
    },
  };
}
