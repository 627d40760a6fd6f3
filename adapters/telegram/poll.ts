import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'telegraf/types';
import type { Log } from '../../src/chat/channel.ts';
import type { Call } from './call.ts';
import type { Taking } from './take.ts';

/** What we want to hear of. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'];
const WAIT_S = 30;
const UNREADABLE = { code: 0, reason: 'an answer we cannot read', fate: 'unknown' };

export interface Polling {
  call: Call;
  taking: Taking;
  log: Log;
  signal: AbortSignal;
}

/**
 * Asks for updates until the signal, and confirms only what is durable: Telegram forgets what is below the offset.
 * Ends by itself only when the token is wrong.
 */
export async function poll({ call, taking, log, signal }: Polling): Promise<void> {
  let offset = 0;
  let failures = 0;
  const ask = (more: object, timeoutMs: number, stop?: AbortSignal) =>
    call(
      'getUpdates',
      { offset, allowed_updates: ALLOWED_UPDATES, ...more },
      { timeoutMs, signal: stop, gate: 'never' },
    );

  while (!signal.aborted) {
    const reply = await ask({ limit: 100, timeout: WAIT_S }, (WAIT_S + 10) * 1000, signal);
    if (signal.aborted) break;
    if (reply.ok && Array.isArray(reply.result)) {
      failures = 0;
      offset = await takeAll({ call, taking, log, signal }, reply.result, offset);
      continue;
    }
    failures += 1;
    const { code, reason, fate } = reply.ok ? UNREADABLE : reply;
    if (fate === 'refused' && (code === 401 || code === 404)) {
      log.error({ reason }, 'Telegram does not know this token; polling stops. Copy the token from @BotFather again');
      return;
    }
    if (code === 409 && /webhook/i.test(reason)) {
      log.warn({}, 'A webhook was set; it is removed, because this process polls');
      const removed = await call('deleteWebhook', { drop_pending_updates: false });
      if (removed.ok && failures === 1) continue;
    } else if (code === 409) {
      log.warn({ reason }, 'Another process polls with this token; only one may, so this one waits');
    } else log.warn({ reason }, 'Telegram cannot be reached; asking again soon');
    const ms = Math.max((!reply.ok && reply.afterMs) || 0, backOff(failures, code === 409 ? 3000 : 1000));
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }
  // What was taken last is confirmed, or it would all come again at the next start.
  if (offset > 0) await ask({ limit: 1, timeout: 0 }, 3000);
}

/** Takes a batch, chats beside one another; gives the offset that confirms what is durable and nothing more. */
async function takeAll({ taking, log, signal }: Polling, updates: Update[], offset: number): Promise<number> {
  const chats = Map.groupBy(updates, chatOf);
  let lost = Number.POSITIVE_INFINITY;
  let next = offset;
  await Promise.all(
    [...chats.values()].map(async (ordered) => {
      for (const update of ordered) {
        next = Math.max(next, update.update_id + 1);
        if (await takeSurely(update)) continue;
        lost = Math.min(lost, update.update_id);
        return;
      }
    }),
  );
  return Math.min(next, lost);

  /** Tries until it is durable; false when the bot stops first. */
  async function takeSurely(update: Update): Promise<boolean> {
    for (let tries = 1; ; tries += 1) {
      try {
        await (tries % 4 === 0 ? taking.keep(update) : taking.take(update));
        return true;
      } catch (error) {
        log.warn({ event: update.update_id, error: (error as Error).name, tries }, 'An update could not be heard yet');
      }
      await sleep(backOff(tries, 250), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return false;
    }
  }
}

function chatOf(update: Update): number {
  // Whatever Telegram sends, it must not stop the polling.
  const {
    message,
    callback_query: tap,
    my_chat_member: member,
  } = update as object as Record<string, Loose | undefined>;
  return message?.chat?.id ?? tap?.from?.id ?? member?.chat?.id ?? update.update_id;
}

interface Loose {
  chat?: { id?: number };
  from?: { id?: number };
}

/** Doubling up to 30 s, with half of it left to chance. */
export function backOff(tries: number, firstMs: number): number {
  return Math.min(30_000, firstMs * 2 ** (tries - 1)) * (0.5 + Math.random() / 2);
}
