import type { Line } from '../../adapters/web/chat/wire.ts';
import { withAs } from './ask.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** Loads the past, then hears what is new, for as long as the page is open; starts again whenever the line drops. */
export function listen(options: {
  as: string | undefined;
  history(): Promise<number>;
  merge(lines: Line[]): void;
  link(state: 'connecting' | 'online' | 'offline'): void;
}): void {
  const { as, history, merge, link } = options;
  let pause = FIRST_PAUSE_MS;
  let dropped = false;
  const again = () => {
    link('offline');
    setTimeout(() => void start(), pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  };
  const start = async () => {
    let last: number;
    try {
      last = await history();
    } catch {
      return again();
    }
    const events = new EventSource(withAs(`/chat/events?after=${last}`, as));
    events.onopen = () => {
      pause = FIRST_PAUSE_MS;
      link('online');
      // What was changed while nobody listened is in the past by now.
      if (dropped) void history().catch(() => undefined);
      dropped = false;
    };
    events.onmessage = (event) => merge([JSON.parse(event.data) as Line]);
    events.onerror = () => {
      dropped = true;
      if (events.readyState === EventSource.CLOSED) return again();
      // The browser tries again by itself.
      link('offline');
    };
  };
  void start();
}
