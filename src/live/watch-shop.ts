import type { App } from '../app.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import { type Happened, LOOK_BACK_MS, readNews } from './read-news.ts';

const POLL_MS = 500;

/** Who watches: what they are given, and how they are told that it has begun or cannot go on. */
export interface Watcher {
  /** Only what happened in this store; claims belong to none. */
  storeId?: string | undefined;
  begun(): void;
  tell(news: Happened): void;
}

export interface Watch {
  /** Tells of everything from now on until the returned function is called. */
  join(by: Actor, watcher: Watcher): () => void;
  count(): number;
}

/**
 * Watches the shop for as many as look, with one question in less than a second for all of them, and none while nobody
 * looks. What this process has told it remembers for as long as it is asked for again.
 */
export function watchShop(app: Pick<App, 'pool' | 'clock' | 'shop' | 'log'>): Watch {
  const watchers = new Map<Watcher, boolean>();
  let seen = new Map<string, number>();
  let running = false;

  async function look(): Promise<void> {
    const began = performance.now();
    const news = await readNews(app);
    const fresh = news.filter((one) => !seen.has(`${one.kind} ${one.id}`));
    for (const one of news) seen.set(`${one.kind} ${one.id}`, began);
    seen = new Map([...seen].filter(([, at]) => began - at <= 2 * LOOK_BACK_MS));
    for (const [watcher, begun] of watchers) {
      // What had happened before somebody looked is not news for them.
      if (!begun) {
        watchers.set(watcher, true);
        watcher.begun();
        continue;
      }
      for (const one of fresh) if (!watcher.storeId || one.storeId === watcher.storeId) watcher.tell(one);
    }
  }

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    while (watchers.size > 0) {
      await look().catch((error: unknown) => app.log.warn({ error: String(error) }, 'The live view could not look'));
      await new Promise((resolve) => setTimeout(resolve, POLL_MS).unref());
    }
    running = false;
  }

  return {
    join(by, watcher) {
      authorise(by, 'read-figures');
      watchers.set(watcher, false);
      void run();
      return () => void watchers.delete(watcher);
    },
    count: () => watchers.size,
  };
}
