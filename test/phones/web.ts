import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Line, Said } from '../../adapters/web/chat/wire.ts';
import type { Button, Message } from '../../src/chat/channel.ts';
import type { Bubble, Phone, PhoneButton } from './phone.ts';
import { sameLabel } from './phone.ts';
import { awaitNews, makeScreen } from './screen.ts';

/** A person with the web chat open in a browser. */
export interface WebPhone extends Phone {
  /** Waits until the page has got the line of that number; 0 is none. */
  has(line: number): Promise<void>;
  /** Sends the last line again, as a page does that got no answer; gives what it said this time. */
  redeliver(): Promise<Bubble[]>;
  close(): void;
}

const buttonOf = (button: Button): PhoneButton =>
  'says' in button
    ? { label: button.label, says: button.says }
    : 'opens' in button
      ? { label: button.label, opens: button.opens }
      : { label: button.label, asks: 'contact' };

function bubbleOf({ text, title, image, code, buttons = [] }: Message): Bubble {
  return {
    text,
    ...(title && { title }),
    ...(image && { image }),
    ...(code && { code: code.text, codeImage: `/code/${code.token}.png` }),
    buttons: buttons.map(buttonOf),
  };
}

const keysOf = (bubble: Bubble) => bubble.buttons.map((button) => ({ button, action: button, fleeting: false }));

/** Opens the chat page as a browser does: a cookie, the stream of events, and lines posted. */
export async function openWebPhone(
  url: string,
  options: { name: string; language?: string; path?: string },
): Promise<WebPhone> {
  const { name, language } = options;
  const page = await fetch(url + (options.path ?? '/chat'));
  await page.text();
  const cookie = page.headers.getSetCookie()[0]!.split(';', 1)[0]!;
  const address = cookie.slice(cookie.indexOf('=') + 1).split('.')[0]!;
  const screen = makeScreen();
  const leave = new AbortController();
  const seen = new Set<number>();
  let opened: string | undefined;
  let lastSaid: object | undefined;

  const take = (line: Line) => {
    if (seen.has(line.id)) return;
    seen.add(line.id);
    if (line.edits !== undefined) {
      const bubbles = line.messages.map(bubbleOf);
      for (const [at, bubble] of bubbles.entries()) screen.change(`${line.edits}:${at}`, bubble, keysOf(bubble));
      return;
    }
    for (const [at, message] of line.messages.entries()) {
      const bubble = bubbleOf(message);
      screen.add({ own: line.from === 'me', ref: `${line.id}:${at}`, bubble, keys: keysOf(bubble) });
    }
  };

  const events = await fetch(`${url}/chat/events`, { headers: { cookie }, signal: leave.signal });
  const listening = (async () => {
    let text = '';
    for await (const part of events.body!) {
      text += Buffer.from(part).toString();
      const parts = text.split('\n\n');
      text = parts.pop()!;
      for (const event of parts) {
        const data = /^data: (.*)$/m.exec(event)?.[1];
        if (data) take(JSON.parse(data));
      }
    }
  })().catch((error) => {
    if (!leave.signal.aborted) throw error;
  });

  const post = async (said: object): Promise<Said> => {
    for (;;) {
      const answer = await fetch(`${url}/chat/say`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie, 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify(said),
      });
      if (answer.status === 200) return (await answer.json()) as Said;
      if (answer.status !== 429) throw new Error(`${name}: the web chat answered ${answer.status}`);
      // Tests speak faster than people.
      await sleep(Number(answer.headers.get('retry-after')) * 1000);
    }
  };
  const say = async (text: string, label?: string) => {
    screen.look();
    lastSaid = { id: randomUUID(), text, ...(label && { label }), ...(language && { language }) };
    const { lines } = await post(lastSaid);
    for (const line of lines) take(line);
    return screen.look();
  };

  return {
    channel: 'web',
    name,
    address,
    type: (text) => say(text),
    tap: async (label) => {
      opened = undefined;
      const keys = [...screen.entries()].reverse().flatMap((entry) => entry.keys);
      const found = keys.find((k) => k.button.label === label) ?? keys.find((k) => sameLabel(k.button.label, label));
      if (!found)
        throw new Error(
          `${name} sees no [${label}] on the web, only ${keys.map((k) => `[${k.button.label}]`).join(' ')}`,
        );
      const { says, opens } = found.button;
      if (says !== undefined) return say(says, found.button.label);
      opened = opens;
      return [];
    },
    seen: screen.seen,
    news: screen.look,
    waitForNews: (atLeast = 1, ms = 5000) => awaitNews(screen, atLeast, ms),
    mark: screen.mark,
    since: screen.since,
    get opened() {
      return opened;
    },
    async has(line) {
      const end = performance.now() + 5000;
      while (line > 0 && !seen.has(line) && performance.now() < end) await screen.stir(10);
    },
    async redeliver() {
      if (!lastSaid) throw new Error(`${name} has said nothing yet`);
      const { lines } = await post(lastSaid);
      return lines.filter((line) => line.from === 'shop').flatMap((line) => line.messages.map(bubbleOf));
    },
    close() {
      leave.abort();
      void listening;
    },
  };
}
