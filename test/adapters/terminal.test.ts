import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { openTerminal } from '../../adapters/terminal/index.ts';
import type { House, Inbound, Message } from '../../src/chat/channel.ts';
import { wordsFor } from '../../src/words/index.ts';
import { HOSTILE } from '../pages/hostile.ts';

const words = wordsFor({ name: 'Quan Coffee', zone: 'Asia/Taipei', currency: 'TWD' });

function sitDown(answer: (inbound: Inbound) => Message[], isTTY = false) {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  let screen = '';
  output.on('data', (part) => {
    screen += part;
  });
  const heard: Inbound[] = [];
  const log = { info() {}, warn() {}, error() {} };
  const house: House = {
    async hear(inbound) {
      heard.push(inbound);
      return { messages: answer(inbound), again: false, answered: async () => undefined };
    },
    recall: async () => undefined,
    remember: async () => undefined,
    keep: async () => undefined,
    words,
    log,
  };
  const terminal = openTerminal({ input, output, address: 'me', name: 'Mali', language: 'en' }, house);
  const type = async (...lines: string[]) => {
    const before = screen.length;
    for (const line of lines) input.write(`${line}\n`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return screen.slice(before);
  };
  return { terminal, type, heard, input, screen: () => screen };
}

const menu: Message = {
  title: 'Free latte',
  text: 'The last one!',
  buttons: [
    { label: 'Claim', says: '/claim LATTE' },
    { label: 'Terms', opens: 'https://shop.example/terms' },
    { label: 'Phone', asks: 'contact' },
  ],
};

test('a number taps the button that bears it, and =number says the number', async () => {
  const { type, heard, terminal } = sitDown(() => [menu]);
  const drawn = await type('/drops');
  expect(drawn).toContain(
    'Free latte\nThe last one!\n  [1] Claim  (/claim LATTE)\n  [2] Terms  (https://shop.example/terms)',
  );
  await type('1');
  expect(await type('2')).toContain('https://shop.example/terms');
  expect(await type('3')).toContain('/phone');
  await type('=2', '9', '   ');
  expect(heard.map(({ text }) => text)).toEqual(['/drops', '/claim LATTE', '2', '9']);
  expect(new Set(heard.map(({ id }) => id)).size).toBe(4);
  expect(heard[0]).toMatchObject({ id: expect.stringMatching(/^t:[0-9a-f]{12}:1$/), channel: 'terminal', from: 'me' });
  await terminal.close();
});

test('what comes unasked stands above the line that is being typed, and its buttons count on', async () => {
  const { terminal, type, heard, screen } = sitDown(() => [menu], true);
  await terminal.open();
  await type('/drops');
  expect(
    await terminal.send('me', [{ text: 'Your receipt', buttons: [{ label: 'Points', says: '/points' }] }], 'k'),
  ).toEqual({
    outcome: 'sent',
    ref: 'k',
  });
  expect(screen().slice(screen().lastIndexOf('Your receipt'))).toMatch(/\[4\] Points {2}\(\/points\)\n\n.*Mali> /s);
  await type('4');
  expect(heard.at(-1)?.text).toBe('/points');
  expect(await terminal.send('somebody', [menu], 'k')).toMatchObject({ outcome: 'unreachable' });
  await terminal.close();
});

test('hostile texts cannot steer the terminal', async () => {
  const evil = ['\u001b[2J\u001b]0;title\u0007', '\u009b31m', 'a\rb', '\u202egnirts', 'x\u0008\u0008y', ...HOSTILE];
  const { type, terminal } = sitDown(() =>
    evil.map((text) => ({ title: text, text, buttons: [{ label: text, says: text }] })),
  );
  const drawn = await type('/drops');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(drawn).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  await terminal.close();
});

test('a code is drawn as a square of half blocks and spelled', async () => {
  const code = { text: 'ABCD-EFGH-JKMN-P', link: 'https://shop.example/q/token', token: 'token' };
  for (const colours of [false, true]) {
    const { type, terminal } = sitDown(() => [{ text: 'Yours', code }], colours);
    const drawn = await type('/claim LATTE');
    expect(drawn).toContain(code.text);
    const rows = drawn.split('\n').filter((line) => /[▀▄█]{2}/.test(line));
    expect(rows.length).toBeGreaterThanOrEqual(13);
    if (colours) for (const row of rows) expect(row).toContain('\u001b[30;107m');
    await terminal.close();
  }
});

test('a piped script is answered line by line, to its end', async () => {
  const { input, terminal, screen, heard } = sitDown(({ text }) => [{ text: `You said ${text}` }]);
  input.end('one\ntwo\nthree\n');
  await terminal.done;
  expect(heard.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  expect(screen()).toBe('You said one\n\nYou said two\n\nYou said three\n\n');
});

test('a shop that is away says so, and the chat goes on', async () => {
  const shop: { answers?: Message[] } = {};
  const { type, terminal } = sitDown(() => {
    if (!shop.answers) throw new Error('no database');
    return shop.answers;
  });
  expect(await type('hello')).toContain(words('en').terminal.away);
  shop.answers = [{ text: 'back' }];
  expect(await type('hello')).toContain('back');
  await terminal.close();
});
