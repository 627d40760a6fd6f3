import type { News } from './wire.ts';

const KINDS = ['claim', 'redemption', 'undo', 'rating'];
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
// The shop says every 15 seconds that it is there; a line that is silent for longer is dead.
const SILENCE_MS = 40_000;

export type Link = 'connecting' | 'online' | 'offline';

/** Hears what happens until the returned function is called; begins anew whenever the line drops. */
export function listen(options: {
  language: string;
  /** Heard from here on: what happened before has to be asked for. */
  begun(): void;
  tell(news: News): void;
  link(state: Link): void;
  /** The shop was reached and said no, or could not be reached. */
  refused(): void;
}): () => void {
  const { language, begun, tell, link, refused } = options;
  let source: EventSource | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let pause = FIRST_PAUSE_MS;
  const stop = () => {
    source?.close();
    clearTimeout(silence);
    clearTimeout(retry);
  };
  const drop = () => {
    stop();
    link('offline');
    retry = setTimeout(start, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  };
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(drop, SILENCE_MS);
  };
  const start = () => {
    stop();
    source = new EventSource(`/api/v1/live?language=${encodeURIComponent(language)}`);
    heard();
    source.addEventListener('begun', () => {
      heard();
      pause = FIRST_PAUSE_MS;
      link('online');
      begun();
    });
    source.addEventListener('here', heard);
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => {
        heard();
        tell({ ...JSON.parse((event as MessageEvent).data), kind });
      });
    }
    source.onerror = () => {
      // The browser tries again by itself, unless it was refused.
      if (source?.readyState !== EventSource.CLOSED) return link('offline');
      drop();
      refused();
    };
  };
  addEventListener('offline', drop);
  addEventListener('online', start);
  start();
  return () => {
    removeEventListener('offline', drop);
    removeEventListener('online', start);
    stop();
  };
}
