import type { Bubble, PhoneButton, Waiting } from './phone.ts';

/** One entry of a chat: a message of the shop, or the person's own words. */
export interface Shown {
  stamp: number;
  own: boolean;
  ref: string;
  bubble: Bubble;
  /** The buttons with whatever the platform needs to press them. */
  keys: { button: PhoneButton; action: unknown; fleeting: boolean }[];
}

/** What stands on one person's screen, oldest first. */
export interface Screen {
  add(entry: Omit<Shown, 'stamp'>): void;
  change(ref: string, bubble: Bubble, keys: Shown['keys']): void;
  remove(ref: string): void;
  entries(): Shown[];
  seen(): Bubble[];
  since(mark: number): Bubble[];
  mark(): number;
  /** What came since the last look, and looks. */
  look(): Bubble[];
  /** How many came since the last look. */
  unseen(): number;
  /** Resolves at the next change, or after so many milliseconds. */
  stir(ms: number): Promise<void>;
}

/** An empty screen. */
export function makeScreen(): Screen {
  const list: Shown[] = [];
  const waiting = new Set<() => void>();
  let clock = 0;
  let looked = 0;
  const tick = () => {
    clock += 1;
    for (const wake of [...waiting]) wake();
    return clock;
  };
  const since = (mark: number) =>
    list
      .filter((s) => !s.own && s.stamp > mark)
      .sort((a, b) => a.stamp - b.stamp)
      .map((s) => s.bubble);
  return {
    add: (entry) => {
      const shown: Shown = { ...entry, stamp: clock + 1 };
      list.push(shown);
      tick();
    },
    change: (ref, bubble, keys) => {
      const old = list.find((s) => s.ref === ref);
      if (!old) return;
      old.bubble = { ...bubble, edited: true };
      old.keys = keys;
      old.stamp = clock + 1;
      tick();
    },
    remove: (ref) => {
      const at = list.findIndex((s) => s.ref === ref);
      if (at >= 0) list.splice(at, 1);
      tick();
    },
    entries: () => list,
    seen: () => list.filter((s) => !s.own && !s.bubble.toast).map((s) => s.bubble),
    since,
    mark: () => clock,
    look: () => {
      const news = since(looked);
      looked = clock;
      return news;
    },
    unseen: () => since(looked).length,
    stir: (ms) =>
      new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        waiting.add(wake);
      }),
  };
}

/** Waits until an answer is complete: something came, then silence; or `done`; or the patience is over. */
export async function settle(
  screen: Screen,
  mark: number,
  wait: Waiting & { done?: () => boolean; busy?: () => boolean },
): Promise<void> {
  const idle = wait.idle ?? 40;
  const end = performance.now() + (wait.patience ?? 3000);
  while (performance.now() < end) {
    if (wait.done?.()) return;
    const before = screen.mark();
    const some = screen.since(mark).length > 0;
    await screen.stir(Math.max(1, Math.min(some ? idle : 20, end - performance.now())));
    if (some && screen.mark() === before && !wait.busy?.()) return;
  }
}

/** Waits until so many messages came since the last look, then looks. */
export async function awaitNews(screen: Screen, atLeast: number, ms: number): Promise<Bubble[]> {
  const end = performance.now() + ms;
  while (screen.unseen() < atLeast && performance.now() < end) {
    await screen.stir(Math.max(1, end - performance.now()));
  }
  return screen.look();
}
