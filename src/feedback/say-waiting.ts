import type { Words } from '../words/index.ts';

const MINUTE_MS = 60_000;

/** How long somebody has waited for an answer, in its largest whole unit; of who was answered, that they were. */
export function sayWaiting({ tickets: t }: Words, since: Date | null, now: Date): string {
  if (!since) return t.waitsNot();
  const minutes = Math.floor((now.getTime() - since.getTime()) / MINUTE_MS);
  if (minutes < 1) return t.waitsNew();
  return t.waits({ days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60), minutes });
}
