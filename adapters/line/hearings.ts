import type { Said } from './parse.ts';
import { rest } from './rest.ts';

/** Events that are being heard: each once, those of one person in order, those of different people side by side. */
export interface Hearings {
  /** True when it was heard, false when it could not be; whatever `late` gives when it takes longer than `withinMs`. */
  hear(said: Said): Promise<boolean>;
  /** Resolves when nothing is being heard, or the time is over. */
  idle(withinMs: number): Promise<void>;
}

interface Hearing {
  said: Said;
  at: number;
  waits: Wait[];
}
interface Wait {
  until: number;
  answer(taken: boolean | Promise<boolean>): void;
}

// How late the late are noticed. One timer for all: a timer each would cost a claim in a rush more than its wait.
const LOOK_EVERY = 50;

/** `hearNow` must not fail; it gets the time, of `performance.now()`, at which the event came. */
export function hearings(options: {
  withinMs: number;
  hearNow(said: Said, at: number): Promise<boolean>;
  late(said: Said): Promise<boolean>;
}): Hearings {
  const { withinMs, hearNow, late } = options;
  const lines = new Map<string, Hearing[]>();
  let looking: NodeJS.Timeout | undefined;
  const resting = rest();

  async function hearAll(from: string, line: Hearing[]): Promise<void> {
    for (let one = line[0]; one; one = line[0]) {
      const heard = await hearNow(one.said, one.at);
      for (const { answer } of one.waits) answer(heard);
      line.shift();
    }
    lines.delete(from);
    if (lines.size === 0) resting.come();
  }

  function look(): void {
    const now = performance.now();
    for (const line of lines.values()) {
      for (const { said, waits } of line) {
        for (const wait of waits) {
          if (wait.until > now) continue;
          wait.until = Number.POSITIVE_INFINITY;
          wait.answer(late(said));
        }
      }
    }
    if (lines.size > 0) return;
    clearInterval(looking);
    looking = undefined;
  }

  return {
    hear(said) {
      return new Promise((answer) => {
        const at = performance.now();
        const wait = { until: at + withinMs, answer };
        const { id, from } = said.inbound;
        const line = lines.get(from);
        const already = line?.find((one) => one.said.inbound.id === id);
        if (already) already.waits.push(wait);
        else {
          const hearing = { said, at, waits: [wait] };
          if (line) line.push(hearing);
          else {
            const mine = [hearing];
            lines.set(from, mine);
            void hearAll(from, mine);
          }
        }
        looking ??= setInterval(look, LOOK_EVERY);
      });
    },
    idle: (ms) => resting.within(ms, lines.size),
  };
}
