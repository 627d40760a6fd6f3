/** Tells how far something long is: a bar that is drawn over itself on a terminal, a line now and then elsewhere. */
export interface ProgressBar {
  at(share: number, said: string): void;
  end(): void;
}

const WIDTH = 30;
const DRAWN_MS = 100;
const SAID_MS = 5_000;

/** Draws on a stream of the terminal, which says of itself when it is one. */
export function openProgressBar(out: { write(text: string): unknown; isTTY?: boolean }): ProgressBar {
  const every = out.isTTY ? DRAWN_MS : SAID_MS;
  let last = Number.NEGATIVE_INFINITY;
  let drawn = false;
  return {
    at(share, said) {
      const now = performance.now();
      if (now - last < every && share < 1) return;
      last = now;
      const percent = `${Math.floor(share * 100)} %`.padStart(5);
      if (!out.isTTY) return void out.write(`${percent}  ${said}\n`);
      drawn = true;
      const full = Math.round(share * WIDTH);
      // Whatever was longer before is wiped out to the end of the line.
      out.write(`\r${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${percent}  ${said}\x1b[K`);
    },
    end() {
      if (drawn) out.write('\n');
    },
  };
}
