import type { Log } from '../../src/chat/channel.ts';
import { isWeather } from '../../src/transaction.ts';
import { described } from './errors.ts';

const EVERY_MS = 10_000;
const sentence = 'The database does not answer; requests are told to come again';

const counting = new WeakMap<Log, { more: number }>();

/**
 * Logs why a request failed. A bug is logged with its stack each time. An outage of the database is the same story for
 * every request: one line without a stack, and once in ten seconds how many there were since.
 */
export function logFailure(log: Log, error: unknown, what: string): void {
  const under = counting.get(log);
  if (!isWeather(error)) log.error({ error: described(error) }, what);
  else if (under) under.more += 1;
  else tell(log, 1, { error: reasonOf(error) });
}

function tell(log: Log, times: number, facts: object): void {
  log.warn({ times, ...facts }, sentence);
  const since = { more: 0 };
  counting.set(log, since);
  setTimeout(() => {
    if (since.more > 0) tell(log, since.more, {});
    else counting.delete(log);
  }, EVERY_MS).unref();
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return [code, message?.slice(0, 200)].filter(Boolean).join(' ');
}
