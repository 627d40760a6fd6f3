import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from '../../src/chat/channel.ts';
import type { Call, Reply } from './call.ts';
import { setCommands } from './menus.ts';
import { ALLOWED_UPDATES, backOff } from './poll.ts';

export interface Preparing {
  call: Call;
  house: House;
  signal: AbortSignal;
  /** Where updates are to come; undefined for polling. */
  webhook?: { url: string; secret: string };
  /** The bot's id: what one bot was given, another still lacks. */
  bot: string;
  language?: string;
  onName(username: string): void;
}

/** Makes the platform ready, however long that takes; changes only what differs, so any number may do it. */
export async function prepare(with_: Preparing): Promise<void> {
  const { house, signal } = with_;
  const steps: [string, () => Promise<Reply<unknown>>][] = [
    ['name', () => learnName(with_)],
    ['webhook', () => setWebhook(with_)],
    ['commands', () => setCommands(with_.call, house, with_.bot, with_.language)],
  ];
  for (const [step, run] of steps) {
    for (let tries = 1; !signal.aborted; tries += 1) {
      const reply = await run().catch((error: Error) => ({
        ok: false as const,
        fate: 'unsent' as const,
        code: 0,
        reason: error.name,
        afterMs: undefined,
      }));
      if (reply.ok) break;
      const { reason, code, fate } = reply;
      if (fate === 'refused' && (code === 401 || code === 404)) {
        house.log.error({ step, reason }, 'Telegram does not know this token; copy it from @BotFather again');
        return;
      }
      house.log.warn({ step, reason, tries }, 'Telegram could not be prepared yet; trying again');
      const ms = Math.max(reply.afterMs ?? 0, backOff(tries, fate === 'refused' ? 10_000 : 1000));
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    }
  }
  if (!signal.aborted) house.log.info({ mode: with_.webhook ? 'webhook' : 'polling' }, 'Telegram is ready');
}

async function learnName({ call, house, onName }: Preparing): Promise<Reply<unknown>> {
  const me = await call('getMe', {});
  if (me.ok) {
    onName(me.result.username);
    if ((await house.recall('username')) !== me.result.username) await house.remember('username', me.result.username);
  }
  return me;
}

async function setWebhook({ call, house, webhook, bot }: Preparing): Promise<Reply<unknown>> {
  const info = await call('getWebhookInfo', {});
  if (!info.ok) return info;
  if (!webhook) {
    return info.result.url ? call('deleteWebhook', { drop_pending_updates: false }) : info;
  }
  const wanted = { url: webhook.url, allowed_updates: ALLOWED_UPDATES, max_connections: 100 };
  // The secret cannot be asked back, so what was set is remembered as a hash.
  const print = createHash('sha256')
    .update(JSON.stringify([bot, wanted, webhook.secret]))
    .digest('base64url');
  if (info.result.url === webhook.url && (await house.recall('webhook')) === print) return info;
  const reply = await call('setWebhook', { ...wanted, secret_token: webhook.secret, drop_pending_updates: false });
  if (reply.ok) await house.remember('webhook', print);
  return reply;
}
