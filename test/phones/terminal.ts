import { PassThrough, Writable } from 'node:stream';
import { openTerminal, type Terminal } from '../../adapters/terminal/index.ts';
import type { Channel, House } from '../../src/chat/channel.ts';
import type { Bubble, Phone, PhoneButton } from './phone.ts';
import { sameLabel, splitCode } from './phone.ts';
import { awaitNews, makeScreen } from './screen.ts';

const BUTTON = /^ {2}\[(\d+)\] (.*?) {2}\((.*)\)$/;
const MODULES = /^[ ▀▄█]+$/;

interface Key {
  button: PhoneButton;
  number: number;
}

/** What a terminal printed, as the person reads it: words, the code under its QR, and numbered buttons. */
function read(printed: string): { bubble: Bubble; keys: Key[] } {
  const lines = printed.split('\n').filter((line) => !(line.length > 20 && MODULES.test(line)));
  const keys: Key[] = [];
  const said: string[] = [];
  let image: string | undefined;
  for (const line of lines) {
    const [, number, label = '', behind = ''] = BUTTON.exec(line) ?? [];
    if (number) {
      const button = /^https?:/.test(behind) ? { label, opens: behind } : { label, says: behind };
      keys.push({ button, number: Number(number) });
    } else if (/^https:\S+\.(png|jpe?g|webp)$/.test(line)) image = line;
    else said.push(line);
  }
  const bubble = { ...splitCode(said.join('\n').trim()), ...(image && { image }), buttons: keys.map((k) => k.button) };
  return { bubble, keys };
}

/** Somebody at a terminal. */
export interface TerminalPhone extends Phone {
  terminal: Terminal;
  close(): Promise<void>;
}

/** Sits down at a terminal of its own, typing into its input and reading what it prints. */
export async function openTerminalPhone(
  house: House,
  { name, address, language }: { name: string; address: string; language: string },
): Promise<TerminalPhone> {
  const input = new PassThrough();
  const screen = makeScreen();
  let printed = 0;
  let newest = 0;
  const output = new Writable({
    write(chunk, _encoding, done) {
      const { bubble, keys } = read(String(chunk).replace(/\n\n$/, ''));
      const drawn = keys.map(({ button, number }) => ({ button, action: number, fleeting: false }));
      screen.add({ own: false, ref: String(printed++), bubble, keys: drawn });
      done();
    },
  });
  let answered: (() => void) | undefined;
  const listening: House = {
    ...house,
    async hear(inbound) {
      const heard = await house.hear(inbound);
      return {
        ...heard,
        async answered() {
          await heard.answered();
          answered?.();
        },
      };
    },
  };
  const terminal = openTerminal({ input, output, address, name, language }, listening);
  await terminal.open();
  screen.look();

  const say = async (text: string) => {
    screen.look();
    newest = screen.entries().length;
    const done = new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${name}: the terminal does not answer “${text}”`)), 5000);
      answered = () => {
        clearTimeout(late);
        resolve();
      };
    });
    input.write(`${text}\n`);
    await done;
    return screen.look();
  };
  return {
    channel: 'terminal',
    name,
    address,
    terminal,
    type: (text) => say(/^\d{1,3}$/.test(text) ? `=${text}` : text),
    tap: async (label) => {
      const keys = [...screen.entries()].reverse().flatMap((entry) => entry.keys);
      const found = keys.find((k) => k.button.label === label) ?? keys.find((k) => sameLabel(k.button.label, label));
      if (!found)
        throw new Error(
          `${name} sees no [${label}] in the terminal, only ${keys.map((k) => `[${k.button.label}]`).join(' ')}`,
        );
      // The number stands for the newest messages only; an older button is typed as the command that stands behind it.
      const stands = screen
        .entries()
        .slice(newest)
        .some((entry) => entry.keys.includes(found));
      return say(stands ? String(found.action) : found.button.says!);
    },
    seen: screen.seen,
    news: screen.look,
    waitForNews: (atLeast = 1, ms = 5000) => awaitNews(screen, atLeast, ms),
    mark: screen.mark,
    since: screen.since,
    opened: undefined,
    async close() {
      input.end();
      await terminal.close();
    },
  };
}

/** Many terminals as one channel, since each of them reaches only the person who sits at it. */
export function terminalRoom(): Channel & { seat(phone: TerminalPhone): void } {
  const seats = new Map<string, Terminal>();
  return {
    name: 'terminal',
    abilities: { many: 1, pace: 1000, idempotent: false },
    seat: ({ address, terminal }) => void seats.set(address, terminal),
    async send(address, messages, key) {
      const terminal = seats.get(address);
      return terminal ? terminal.send(address, messages, key) : { outcome: 'unreachable', reason: 'nobody is there' };
    },
    async edit(address, ref, message) {
      const terminal = seats.get(address);
      return terminal ? terminal.edit!(address, ref, message) : { outcome: 'unreachable', reason: 'nobody is there' };
    },
  };
}
