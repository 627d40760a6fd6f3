import { post } from '../http.ts';
import { targetOf } from '../line/webhook.ts';
import type { Obj } from '../obj.ts';
import { asObj, asText } from '../obj.ts';
import { no } from './state.ts';

interface Waiting {
  update: Obj;
  chat: string;
  tries: number;
  acknowledged(): void;
}

export interface Webhook {
  url: string;
  secret: string;
  most: number;
  lastError?: string;
}

/** What the platform has to tell the bot, by webhook or on request, in order within a chat. */
export interface Updates {
  webhook: Webhook | undefined;
  allowed: string[] | undefined;
  /** Queues one; resolves when the bot has acknowledged it. */
  push(chat: string, kind: string, body: Obj): { update: Obj; acknowledged: Promise<void> };
  /** The same update again, outside of the queue. */
  again(update: Obj): Promise<number>;
  setWebhook(webhook: Webhook | undefined): void;
  drop(): void;
  pending(): number;
  /** Long polling, with the platform's meaning of `offset`. */
  poll(params: Obj, onGone: (then: () => void) => void): Promise<Obj[]>;
  close(): void;
}

const NOT_BY_DEFAULT = ['chat_member', 'message_reaction', 'message_reaction_count'];

export interface UpdatesNeeds {
  origin(): string | undefined;
  retryDelay: number;
  /** Runs a call that came in the answer of a webhook. */
  run(body: Obj): void;
  /** The bot has taken an update. */
  taken(update: Obj): void;
}

/** The queue of updates of one bot. */
export function makeUpdates(needs: UpdatesNeeds): Updates {
  const waiting = new Map<number, Waiting>();
  const chats = new Map<string, Waiting[]>();
  const busy = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  let repeats: Obj[] = [];
  let poller: { cancel: (why: 'other' | 'webhook' | 'gone' | 'close') => void; wake: () => void } | undefined;
  let connections = 0;
  let closed = false;
  let nextId = 1000;

  const finish = (item: Waiting) => {
    waiting.delete(item.update.update_id as number);
    const queue = chats.get(item.chat);
    const at = queue?.indexOf(item) ?? -1;
    if (queue && at >= 0) queue.splice(at, 1);
    if (queue?.length === 0) chats.delete(item.chat);
    needs.taken(item.update);
    item.acknowledged();
  };
  const later = (ms: number, then: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      then();
    }, ms);
    timers.add(timer);
  };
  const deliver = async (update: Obj, hook: Webhook): Promise<{ ok: boolean; status: number; wait?: number }> => {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (hook.secret) headers['x-telegram-bot-api-secret-token'] = hook.secret;
    try {
      const answer = await post(targetOf(hook.url, needs.origin()), headers, JSON.stringify(update), 30_000);
      const ok = answer.status >= 200 && answer.status < 300;
      if (!ok) hook.lastError = `Wrong response from the webhook: ${answer.status}`;
      if (ok && answer.body.startsWith('{')) {
        const body = asObj(JSON.parse(answer.body));
        if (asText(body.method)) needs.run(body);
      }
      const retry = Number(answer.headers['retry-after']);
      return { ok, status: answer.status, ...(retry > 0 && { wait: retry * 1000 }) };
    } catch (error) {
      hook.lastError = (error as Error).message;
      return { ok: false, status: 0 };
    }
  };
  const pump = (chat: string) => {
    const hook = updates.webhook;
    const item = chats.get(chat)?.[0];
    if (closed || !hook || !item || busy.has(chat) || connections >= hook.most) return;
    busy.add(chat);
    connections += 1;
    void deliver(item.update, hook).then(({ ok, wait }) => {
      connections -= 1;
      if (ok) finish(item);
      const backOff = Math.min(needs.retryDelay * 2 ** item.tries, 60_000);
      item.tries += 1;
      const next = () => {
        busy.delete(chat);
        pump(chat);
        if (ok) for (const other of chats.keys()) if (connections < hook.most) pump(other);
      };
      if (ok) next();
      else later(wait ?? backOff, next);
    });
  };

  const updates: Updates = {
    webhook: undefined,
    allowed: undefined,
    push: (chat, kind, body) => {
      const update: Obj = { update_id: nextId++, [kind]: body };
      const wanted = updates.allowed?.length ? updates.allowed.includes(kind) : !NOT_BY_DEFAULT.includes(kind);
      if (!wanted) return { update, acknowledged: Promise.resolve() };
      let acknowledged = () => {};
      const done = new Promise<void>((resolve) => {
        acknowledged = resolve;
      });
      const item: Waiting = { update, chat, tries: 0, acknowledged };
      waiting.set(update.update_id as number, item);
      chats.set(chat, [...(chats.get(chat) ?? []), item]);
      if (updates.webhook) pump(chat);
      else poller?.wake();
      return { update, acknowledged: done };
    },
    again: async (update) => {
      if (updates.webhook) return (await deliver(update, updates.webhook)).status;
      repeats.push(update);
      poller?.wake();
      return 200;
    },
    setWebhook: (webhook) => {
      updates.webhook = webhook;
      if (webhook) poller?.cancel('webhook');
      for (const chat of chats.keys()) pump(chat);
    },
    drop: () => {
      waiting.clear();
      chats.clear();
      repeats = [];
    },
    pending: () => waiting.size,
    poll: async (params, onGone) => {
      if (updates.webhook) {
        throw no(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      poller?.cancel('other');
      if (Array.isArray(params.allowed_updates)) updates.allowed = params.allowed_updates as string[];
      const offset = Number(params.offset ?? 0);
      const all = [...waiting.values()];
      const from = offset < 0 ? (all.at(offset)?.update.update_id ?? all[0]?.update.update_id ?? 0) : offset;
      for (const item of all) if ((item.update.update_id as number) < (from as number)) finish(item);
      const limit = Math.min(Math.max(Number(params.limit ?? 100), 1), 100);
      const take = () => [...repeats.splice(0, limit), ...[...waiting.values()].map((i) => i.update)].slice(0, limit);
      const seconds = Math.min(Number(params.timeout ?? 0), 50);
      const now = take();
      if (now.length > 0 || seconds <= 0) return now;
      return new Promise((resolve, reject) => {
        const done = () => {
          clearTimeout(timer);
          if (poller === mine) poller = undefined;
        };
        const mine = {
          wake: () => {
            done();
            resolve(take());
          },
          cancel: (why: 'other' | 'webhook' | 'gone' | 'close') => {
            done();
            if (why === 'gone' || why === 'close') return resolve([]);
            const other = 'terminated by other getUpdates request; make sure that only one bot instance is running';
            reject(no(409, `Conflict: ${why === 'webhook' ? 'terminated by setWebhook request' : other}`));
          },
        };
        const timer = setTimeout(mine.wake, seconds * 1000);
        onGone(() => {
          if (poller === mine) mine.cancel('gone');
        });
        poller = mine;
      });
    },
    close: () => {
      closed = true;
      poller?.cancel('close');
      for (const timer of timers) clearTimeout(timer);
    },
  };
  return updates;
}
