import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { LinePhone } from '../../test/phones/line.ts';
import type { TelegramPhone } from '../../test/phones/telegram.ts';
import type { Chance } from '../lib/chance.ts';
import { pause } from '../lib/crew.ts';
import type { History } from '../lib/history.ts';
import { SECRET, type Shop, WEBHOOK_SECRET } from '../lib/shop.ts';

/** What the platforms did. */
export type Line =
  | { at: 'sends'; channel: string; event: string; who: string; text: string }
  | { at: 'acknowledged' | 'cut' | 'refused'; channel: string; event: string; status?: number };

/** Somebody who says things; resolves when they are acknowledged. */
export interface Speaker {
  address: string;
  say(text: string): Promise<void>;
}

interface Letter {
  channel: string;
  event: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A platform's way of delivering: until it is acknowledged, sometimes twice, sometimes at once, sometimes cut off. */
export function openPost(shop: Shop, chance: Chance, history: History<Line>) {
  const late = new Set<Promise<void>>();
  let answers = 0;
  let onAnswer: (answers: number) => void = () => undefined;
  let updates = 10_000;
  let messages = 1;

  const send = async (letter: Letter, who: string, text: string): Promise<boolean> => {
    const { channel, event } = letter;
    history.write({ at: 'sends', channel, event, who, text });
    if (chance.in(0.04)) {
      await deliver(shop.url, letter, chance.whole(1, 25));
      history.write({ at: 'cut', channel, event });
      return false;
    }
    const status = await deliver(shop.url, letter);
    if (status === 200) {
      history.write({ at: 'acknowledged', channel, event });
      onAnswer(++answers);
      return true;
    }
    history.write({ at: 'refused', channel, event, status });
    return false;
  };

  const sayIt = async (letter: Letter, who: string, text: string): Promise<void> => {
    const again = chance.in(0.2);
    const copies = again && chance.in(0.5) ? chance.whole(2, 3) : 1;
    for (const end = performance.now() + 90_000; ; ) {
      if (performance.now() > end) throw new Error(`nobody takes ${text} of ${who}`);
      const taken = await Promise.all(Array.from({ length: copies }, () => send(letter, who, text)));
      if (taken.includes(true)) break;
      await pause(100 + chance.next() * 300);
    }
    if (!again || copies > 1) return;
    const wait = chance.whole(0, 1_500);
    const repeat = pause(wait).then(async () => void (await send(letter, who, text)));
    late.add(repeat);
    void repeat.finally(() => late.delete(repeat));
  };

  return {
    /** Called with the number of acknowledgements, at each of them. */
    onAnswer(then: typeof onAnswer) {
      onAnswer = then;
    },
    async laggards() {
      while (late.size > 0) await Promise.allSettled(late);
    },
    onLine(phone: LinePhone): Speaker {
      return {
        address: phone.address,
        say(text) {
          const message = { type: 'text', id: String(700_000 + messages++), quoteToken: 'q', text };
          const made = phone.makeEvent({ type: 'message', message });
          const body = JSON.stringify({ destination: `U${'0'.repeat(32)}`, events: [made] });
          const signature = createHmac('sha256', SECRET).update(body).digest('base64');
          const headers = { 'content-type': 'application/json', 'x-line-signature': signature };
          const event = made.webhookEventId as string;
          return sayIt({ channel: 'line', event, path: '/webhooks/line', headers, body }, phone.address, text);
        },
      };
    },
    onTelegram(phone: TelegramPhone): Speaker {
      return {
        address: phone.address,
        say(text) {
          const id = Number(phone.address);
          const from = { id, is_bot: false, first_name: phone.name, language_code: 'en' };
          const chat = { id, type: 'private', first_name: phone.name };
          const update = {
            update_id: ++updates,
            message: { message_id: 900_000 + messages++, date: 1_790_000_000, chat, from, text },
          };
          const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': WEBHOOK_SECRET };
          const letter = { channel: 'telegram', event: String(update.update_id), path: '/webhooks/telegram', headers };
          return sayIt({ ...letter, body: JSON.stringify(update) }, phone.address, text);
        },
      };
    },
  };
}

/** Posts a webhook and gives the status, 0 for none; after `cutMs` the platform hangs up. */
function deliver(url: string, { path, headers, body }: Letter, cutMs?: number): Promise<number> {
  return new Promise((resolve) => {
    const out = request(url + path, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    });
    out.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    out.on('error', () => resolve(0));
    out.on('close', () => resolve(0));
    out.setTimeout(30_000, () => out.destroy());
    out.end(body);
    if (cutMs !== undefined) setTimeout(() => out.destroy(), cutMs);
  });
}
