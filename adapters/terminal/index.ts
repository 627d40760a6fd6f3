import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Button, House, Message } from '../../src/chat/channel.ts';
import { cleanText } from '../../src/lib/plain-text.ts';
import type { Adapter } from '../adapter.ts';
import { drawMessage } from './draw.ts';

export interface TerminalOptions {
  input: Readable;
  output: Writable & { isTTY?: boolean };
  /** The person's address on this channel. */
  address: string;
  name: string;
  language: string;
}

/** A chat in a terminal, or through a pipe. */
export interface Terminal extends Adapter {
  /** Settles when the input has ended and everything in it has been answered. */
  readonly done: Promise<void>;
}

/** Opens a chat with one person at a keyboard. */
export function openTerminal(options: TerminalOptions, house: House): Terminal {
  const { input, output, address, name, language } = options;
  const words = house.words(language).terminal;
  const colours = Boolean(output.isTTY);
  const run = randomBytes(6).toString('hex');
  const lines = createInterface({ input, output, terminal: colours, prompt: `${cleanText(name)}> ` });
  let said = 0;
  let buttons: Button[] = [];
  let closed = false;
  // One line at a time, in the order they were typed.
  let turn = Promise.resolve();

  const print = (text: string) => {
    // What comes unasked stands above the line that is being typed.
    if (colours) output.write('\r\u001b[J');
    output.write(`${text}\n\n`);
    if (colours && !closed) lines.prompt(true);
  };
  const show = (messages: Message[], keep: boolean) => {
    if (!keep) buttons = [];
    for (const message of messages) {
      const drawn = drawMessage(message, buttons.length + 1, colours);
      buttons.push(...(message.buttons ?? []));
      print(drawn);
    }
  };
  const hear = async (text: string) => {
    said += 1;
    try {
      const heard = await house.hear({
        id: `t:${run}:${said}`,
        channel: 'terminal',
        from: address,
        name,
        language,
        text,
      });
      show(heard.messages, false);
      await heard.answered();
    } catch (error) {
      house.log.error({ error: String(error) }, 'a line of the terminal could not be heard');
      print(words.away);
    }
  };
  const take = async (line: string) => {
    const text = line.trim();
    if (!text) return lines.prompt();
    const button = /^\d{1,3}$/.test(text) ? buttons[Number(text) - 1] : undefined;
    if (!button) return hear(text.replace(/^=(?=\d)/, ''));
    if ('says' in button) return hear(button.says);
    print('opens' in button ? `${words.opens} ${cleanText(button.opens)}` : words.phone);
  };

  const done = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      turn = turn.then(() => take(line));
    });
    lines.once('close', () => {
      closed = true;
      turn.then(resolve);
    });
  });

  const send: Terminal['send'] = async (to, messages, key) => {
    if (to !== address || closed) return { outcome: 'unreachable', reason: 'nobody is at this terminal' };
    show(messages, true);
    return { outcome: 'sent', ref: key };
  };
  return {
    name: 'terminal',
    abilities: { many: 1, pace: 1000, idempotent: false },
    done,
    send,
    async edit(to, ref, message) {
      const changed = { ...message, text: `${words.changed}${message.text}` };
      return send(to, [changed], ref);
    },
    async open() {
      print(words.hint);
    },
    async close() {
      lines.close();
      await done;
    },
    examine: async () => [],
  };
}
