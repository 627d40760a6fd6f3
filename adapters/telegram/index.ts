import type { House, Message, Sent } from '../../src/chat/channel.ts';
import type { Adapter } from '../adapter.ts';
import { openCalls } from './call.ts';
import { editDraft } from './edit.ts';
import { examine } from './examine.ts';
import { makeGate } from './gate.ts';
import { makeMenus } from './menus.ts';
import { withOwnPictures } from './own-pictures.ts';
import { patiently } from './patience.ts';
import { poll } from './poll.ts';
import { post, sendDraft } from './post.ts';
import { prepare } from './prepare.ts';
import { makeWebhook } from './receive.ts';
import { render } from './render.ts';
import { makeTaking } from './take.ts';

export interface TelegramOptions {
  token: string;
  apiRoot: string;
  mode: 'webhook' | 'polling';
  webhookSecret: string;
  publicUrl?: string;
  /** The shop's language: which Chinese the general command list is written in. */
  language?: string;
}

export interface TelegramAdapter extends Adapter {
  /** The bot's name, for deep links; undefined until Telegram has said it once. */
  username(): string | undefined;
}

// The rest of a message whose first part has gone is tried for this long.
const REST_MS = 15_000;

/** Opens Telegram as a channel; nothing is called before `open`. */
export function openTelegram(options: TelegramOptions, house: House): TelegramAdapter {
  const { token, apiRoot, mode, webhookSecret, publicUrl, language } = options;
  const bot = token.split(':')[0]!;
  const stop = new AbortController();
  const gate = makeGate(stop.signal);
  const { call, close: hangUp } = openCalls(token, apiRoot, gate);
  const url = publicUrl && `${publicUrl.replace(/\/+$/, '')}/webhooks/telegram`;
  const running: Promise<void>[] = [];
  let name: string | undefined;

  const taking = makeTaking({
    call,
    house,
    signal: stop.signal,
    showMenu: makeMenus(call, house, bot, language),
    username: () => name,
  });

  /** Bulk never waits at the gate: the outbox holds it back for the whole bot, and answers go first. */
  const send = async (address: string, messages: Message[]): Promise<Sent> => {
    if (!isChat(address)) return { outcome: 'refused', reason: 'not a Telegram chat' };
    let last: Sent = { outcome: 'sent' };
    let begun = false;
    for (const message of await withOwnPictures(house.picture, messages)) {
      const deadline = performance.now() + REST_MS;
      const sent = await post(
        message,
        (draft, partGone) =>
          partGone
            ? patiently(deadline, stop.signal, () => sendDraft(call, address, draft, { gate: deadline }), true)
            : (heldBack() ?? sendDraft(call, address, draft, { gate: 'never' })),
        begun,
      );
      if (sent.outcome !== 'sent') return sent;
      begun = true;
      last = sent;
    }
    return last;
  };

  const heldBack = (): Promise<Sent> | undefined => {
    const afterMs = gate.wait();
    if (afterMs === 0) return undefined;
    return Promise.resolve({ outcome: 'later', afterMs, reason: 'Telegram asked the bot to wait', whole: true });
  };

  const edit = async (address: string, ref: string, message: Message): Promise<Sent> => {
    const id = Number(ref.split(':')[1]);
    if (!isChat(address) || !Number.isSafeInteger(id))
      return { outcome: 'refused', reason: 'not a message of Telegram' };
    const held = heldBack();
    if (held) return held;
    const [draft, ...more] = render(message);
    if (!draft || more.length > 0) return { outcome: 'refused', reason: 'does not fit one message' };
    const sent = await editDraft(call, address, id, draft.photo ? 'photo' : 'text', draft, { gate: 'never' });
    // A picture's caption, not a text, stands there.
    if (sent.outcome === 'refused' && /no text in the message/i.test(sent.reason)) {
      return editDraft(call, address, id, 'photo', draft, { gate: 'never' });
    }
    return sent;
  };

  return {
    name: 'telegram',
    abilities: { many: 1, pace: 30, idempotent: false },
    send,
    edit,
    username: () => name,
    examine: () => examine(call, mode, url),
    ...(mode === 'webhook' && { webhook: makeWebhook(webhookSecret, taking, house.log, () => stop.signal.aborted) }),
    async open() {
      name = await house.recall('username').catch(() => undefined);
      const webhook = mode === 'webhook' && url ? { url, secret: webhookSecret } : undefined;
      const onName = (username: string) => {
        name = username;
      };
      if (mode === 'polling' || webhook) {
        running.push(prepare({ call, house, signal: stop.signal, webhook, bot, language, onName }));
      } else house.log.warn({}, 'Telegram has no PUBLIC_URL to send updates to');
      if (mode === 'polling') running.push(poll({ call, taking, log: house.log, signal: stop.signal }));
    },
    async close() {
      stop.abort();
      await Promise.allSettled(running);
      await taking.idle();
      await hangUp();
    },
  };
}

const isChat = (address: string) => /^[1-9]\d{0,15}$/.test(address) && Number.isSafeInteger(Number(address));
