/** A platform's pace, shared by everything that one sender says: who is owed something goes before the many. */
export interface Pace {
  /** Resolves when a call may be made; `urgent` calls overtake all others. */
  turn(urgent: boolean, calls?: number): Promise<void>;
}

// A late timer may be made up for, but never by a burst that the platform would notice.
const CATCH_UP_MS = 40;

/** Spaces calls evenly at `perSecond`; Infinity does not wait at all. */
export function openPace(perSecond: number): Pace {
  if (!Number.isFinite(perSecond)) return { turn: async () => undefined };
  const gap = 1_000 / perSecond;
  const urgent: Waiting[] = [];
  const bulk: Waiting[] = [];
  let next = 0;
  let timer: NodeJS.Timeout | undefined;

  function pump(): void {
    timer = undefined;
    for (;;) {
      const first = urgent[0] ?? bulk[0];
      if (!first) return;
      const now = performance.now();
      if (next > now) {
        timer = setTimeout(pump, next - now);
        return;
      }
      (urgent[0] ? urgent : bulk).shift();
      next = Math.max(next, now - CATCH_UP_MS) + gap * first.calls;
      first.go();
    }
  }

  return {
    turn(isUrgent, calls = 1) {
      return new Promise((go) => {
        (isUrgent ? urgent : bulk).push({ go, calls });
        if (!timer) pump();
      });
    },
  };
}

interface Waiting {
  go(): void;
  calls: number;
}
