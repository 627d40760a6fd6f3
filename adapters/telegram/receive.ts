import { createHash, timingSafeEqual } from 'node:crypto';
import type { Update } from 'telegraf/types';
import type { Log } from '../../src/chat/channel.ts';
import type { Webhook } from '../adapter.ts';
import type { Taking } from './take.ts';

const MOST_TRIES = 5;

/** The webhook: the secret first, then the update; 200 only when it is durable. */
export function makeWebhook(secret: string, taking: Taking, log: Log, closing: () => boolean): Webhook {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(secret);
  const failures = new Map<number, number>();

  const take = async (update: Update) => {
    const id = update.update_id;
    try {
      await taking.take(update);
      failures.delete(id);
    } catch (error) {
      const tries = (failures.get(id) ?? 0) + 1;
      if (failures.size >= 1000) failures.clear();
      failures.set(id, tries);
      // Telegram holds a chat back behind an update that fails, for a day; one that never works must not do that.
      if (tries < MOST_TRIES) throw error;
      await taking.keep(update);
      failures.delete(id);
    }
  };

  return {
    path: '/webhooks/telegram',
    maxBytes: 1_000_000,
    async receive(headers, body) {
      const given = headers['x-telegram-bot-api-secret-token'];
      if (typeof given !== 'string' || !timingSafeEqual(digest(given), expected)) return 401;
      if (closing()) return 503;
      const update = readUpdate(body);
      if (!update) return 200;
      try {
        await take(update);
        return 200;
      } catch (error) {
        log.warn(
          { event: update.update_id, error: (error as Error).name },
          'An update could not be heard; Telegram repeats it',
        );
        return 503;
      }
    },
  };
}

function readUpdate(body: Buffer): Update | undefined {
  try {
    const update = JSON.parse(body.toString('utf8')) as Update | null;
    return Number.isSafeInteger(update?.update_id) ? (update as Update) : undefined;
  } catch {
    return undefined;
  }
}
