/** A platform's pace, shared by everything that one sender says: who is owed something goes before the many. */
export interface Pace {
  /** Resolves when a call may be made; `urgent` calls overtake all others. What it gives is to be called at its end. */
  turn(urgent: boolean, calls?: number): Promise<() => void>;
}

// A late timer may be made up for, but never by a burst that the platform would notice.
const CATCH_UP_MS = 40;

const WINDOW_MS = 1_000;
// Longer than this a call is not on its way, but on the platform's desk.
const ON_ITS_WAY_MS = 100;

/**
 * Spaces calls evenly at `perSecond`, and never makes more of them in any second of the platform's: a call that arrived
 * late, and the one that is a second younger and in time, must not meet there. So a place is free again a second after
 * its last call has surely arrived. Infinity does not wait at all.
 */
export function openPace(perSecond: number): Pace {
  if (!Number.isFinite(perSecond)) return { turn: async () => () => undefined };
  const gap = 1_000 / perSecond;
  const places = Array.from({ length: Math.max(1, Math.floor(perSecond)) }, () => ({ freeAt: 0 }));
  const urgent: Waiting[] = [];
  const bulk: Waiting[] = [];
  let oldest = 0;
  let next = 0;
  let timer: NodeJS.Timeout | undefined;

  const placeAt = (at: number) => places[(oldest + at) % places.length]!;

  function take(calls: number, now: number): () => void {
    const taken = Array.from({ length: Math.min(calls, places.length) }, (_, at) => placeAt(at));
    for (const place of taken) place.freeAt = now + WINDOW_MS + ON_ITS_WAY_MS;
    oldest = (oldest + taken.length) % places.length;
    return () => {
      const free = performance.now() + WINDOW_MS;
      for (const place of taken) place.freeAt = Math.min(place.freeAt, free);
    };
  }

  function pump(): void {
    timer = undefined;
    for (;;) {
      const first = urgent[0] ?? bulk[0];
      if (!first) return;
      const now = performance.now();
      const at = Math.max(next, placeAt(Math.min(first.calls, places.length) - 1).freeAt);
      if (at > now) {
        timer = setTimeout(pump, at - now);
        return;
      }
      (urgent[0] ? urgent : bulk).shift();
      next = Math.max(next, now - CATCH_UP_MS) + gap * first.calls;
      first.go(take(first.calls, now));
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
  go(landed: () => void): void;
  calls: number;
}
