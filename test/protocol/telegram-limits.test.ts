import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeTelegram, startTelegram } from '../phones/telegram.ts';
import { telegramCall } from '../support/phones.ts';

let telegram: FakeTelegram;
beforeAll(async () => {
  telegram = await startTelegram({ token: `1000:${'A'.repeat(35)}` });
  telegram.person(1001, { name: 'Mali' });
  telegram.person(1001).inGroup(-100);
});
beforeEach(() => {
  telegram.violations.length = 0;
});
afterAll(() => telegram.close());

const n = (length: number, what = 'x') => what.repeat(length);
const call = (method: string, params: object) => telegramCall(telegram, method, { chat_id: 1001, ...params });
const inline = (button: object) => ({ text: 'a', reply_markup: { inline_keyboard: [[{ text: 'Go', ...button }]] } });
const html = (text: string) => ({ text, parse_mode: 'HTML' });
const commands = (...list: object[]) => ({ commands: list });
const png = (width: number, height: number) => {
  const bytes = Buffer.alloc(64);
  bytes.writeUInt32BE(0x89504e47, 0);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};
const upload = (bytes: Buffer, more: Record<string, string> = {}) => {
  const form = new FormData();
  form.set('chat_id', '1001');
  form.set('photo', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'code.png');
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  return telegramCall(telegram, 'sendPhoto', form);
};

describe('Telegram takes what is just within its limits', () => {
  it.each<[string, string, object]>([
    ['4,096 characters', 'sendMessage', { text: n(4096) }],
    ['4,096 characters after their markup', 'sendMessage', html(`<b>${n(4096)}</b>`)],
    [
      'every tag it knows',
      'sendMessage',
      html('<b>a</b><i>b</i><u>c</u><s>d</s><code>e</code><pre>f</pre><a href="https://a.example">g</a>'),
    ],
    ['escaped signs', 'sendMessage', html('&lt;b&gt; &amp; &quot;')],
    ['64 bytes of data', 'sendMessage', inline({ callback_data: n(64) })],
    ['a link', 'sendMessage', inline({ url: 'https://shop.example/a?b=c' })],
    ['a mini app', 'sendMessage', inline({ web_app: { url: 'https://shop.example/app' } })],
    ['a caption of 1,024', 'sendPhoto', { photo: 'https://shop.example/a.png', caption: n(1024) }],
    [
      'a contact button',
      'sendMessage',
      { text: 'a', reply_markup: { keyboard: [[{ text: 'Me', request_contact: true }], ['plain']] } },
    ],
    ['a command of 32', 'setMyCommands', commands({ command: n(32), description: 'Does it' })],
    [
      'commands in Chinese for one chat',
      'setMyCommands',
      {
        ...commands({ command: 'drops', description: '優惠' }),
        scope: { type: 'chat', chat_id: 1001 },
        language_code: 'zh',
      },
    ],
    ['any case of a method', 'SENDMESSAGE', { text: 'a' }],
  ])('%s', async (_name, method, params) => {
    const { chat_id, ...rest } = { chat_id: 1001, ...params };
    const { status, body } = await telegramCall(
      telegram,
      method,
      method === 'setMyCommands' ? rest : { chat_id, ...rest },
    );
    expect([status, body.description]).toEqual([200, undefined]);
    expect(telegram.violations).toEqual([]);
  });

  it('a form and a query, with objects as JSON text', async () => {
    const reply_markup = JSON.stringify({ inline_keyboard: [[{ text: 'Go', callback_data: '/go' }]] });
    const form = new URLSearchParams({ chat_id: '1001', text: 'form', disable_notification: 'true', reply_markup });
    const address = `${telegram.apiRoot}/bot${telegram.token}/sendMessage`;
    expect((await fetch(address, { method: 'POST', body: form })).status).toBe(200);
    expect((await fetch(`${address}?${form.toString()}`)).status).toBe(200);
    expect((await upload(png(300, 300), { reply_markup, caption: 'here' })).status).toBe(200);
    expect(telegram.violations).toEqual([]);
  });
});

describe('Telegram refuses what is just beyond its limits', () => {
  it.each<[string, string, object, string]>([
    ['an empty text', 'sendMessage', { text: '' }, 'message text is empty'],
    ['blanks only', 'sendMessage', { text: ' \n ' }, 'message text is empty'],
    ['4,097 characters', 'sendMessage', { text: n(4097) }, 'message is too long'],
    [
      'a caption of 1,025',
      'sendPhoto',
      { photo: 'https://shop.example/a.png', caption: n(1025) },
      'caption is too long',
    ],
    ['65 bytes in 22 characters', 'sendMessage', inline({ callback_data: n(22, '券') }), 'BUTTON_DATA_INVALID'],
    ['empty data', 'sendMessage', inline({ callback_data: '' }), 'BUTTON_DATA_INVALID'],
    ['a button that does nothing', 'sendMessage', inline({}), 'Text buttons are unallowed'],
    ['a link to localhost', 'sendMessage', inline({ url: 'http://localhost:3000/' }), 'Wrong HTTP URL'],
    [
      'a mini app without https',
      'sendMessage',
      inline({ web_app: { url: 'http://shop.example' } }),
      'Only HTTPS links',
    ],
    [
      'an open tag',
      'sendMessage',
      html('<b>a'),
      `can't parse entities: Can't find end tag corresponding to start tag "b"`,
    ],
    [
      'an unknown tag',
      'sendMessage',
      html('ä <c>a</c>'),
      `can't parse entities: Unsupported start tag "c" at byte offset 3`,
    ],
    [
      'crossing tags',
      'sendMessage',
      html('<b><i>a</b></i>'),
      'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    ],
    ['a lonely end', 'sendMessage', html('a</b>'), 'Unexpected end tag at byte offset 1'],
    ['a name as a heart', 'sendMessage', html('I <3 you'), 'Unsupported start tag "3"'],
    ['a command in capitals', 'setMyCommands', commands({ command: 'Drops', description: 'a' }), 'BOT_COMMAND_INVALID'],
    ['a command in Chinese', 'setMyCommands', commands({ command: '優惠', description: 'a' }), 'BOT_COMMAND_INVALID'],
    ['an empty description', 'setMyCommands', commands({ command: 'drops', description: '' }), 'DESCRIPTION_INVALID'],
    [
      'a description of 257',
      'setMyCommands',
      commands({ command: 'drops', description: n(257) }),
      'DESCRIPTION_INVALID',
    ],
    [
      '101 commands',
      'setMyCommands',
      commands(...Array.from({ length: 101 }, (_, i) => ({ command: `c${i}`, description: 'a' }))),
      'TOO_MUCH',
    ],
    [
      'a language with a script',
      'setMyCommands',
      { ...commands({ command: 'drops', description: 'a' }), language_code: 'zh-hant' },
      'language',
    ],
    ['a toast of 201', 'answerCallbackQuery', { callback_query_id: '1', text: n(201) }, 'MESSAGE_TOO_LONG'],
    ['a webhook without https', 'setWebhook', { url: 'http://shop.example' }, 'HTTPS'],
    ['a webhook on port 3000', 'setWebhook', { url: 'https://shop.example:3000' }, 'ports'],
    [
      'a secret with a blank',
      'setWebhook',
      { url: 'https://shop.example', secret_token: 'a b' },
      'unallowed characters',
    ],
    ['a picture without address', 'sendPhoto', { photo: 'qr.png' }, 'wrong file identifier'],
    ['an unknown action', 'sendChatAction', { action: 'dancing' }, 'wrong parameter action'],
  ])('%s', async (_name, method, params, words) => {
    const sends = /^send/.test(method);
    const { status, body } = await telegramCall(telegram, method, sends ? { chat_id: 1001, ...params } : params);
    expect([status, body.ok]).toEqual([400, false]);
    expect(body.description).toContain(words);
    expect(telegram.violations).toEqual([expect.stringContaining(words)]);
  });

  it('a contact button in a group', async () => {
    const reply_markup = { keyboard: [[{ text: 'Me', request_contact: true }]] };
    const { body } = await call('sendMessage', { chat_id: -100, text: 'a', reply_markup });
    expect(body.description).toContain('private chats only');
  });

  it('a picture that is none, or a ribbon', async () => {
    expect((await upload(Buffer.from('<svg/>'))).body.description).toContain('IMAGE_PROCESS_FAILED');
    expect((await upload(png(2100, 100))).body.description).toContain('PHOTO_INVALID_DIMENSIONS');
    expect((await upload(png(9000, 2000))).body.description).toContain('PHOTO_INVALID_DIMENSIONS');
  });

  it('wrong tokens and paths', async () => {
    expect((await fetch(`${telegram.apiRoot}/bot1000:${'B'.repeat(35)}/getMe`)).status).toBe(401);
    expect((await fetch(`${telegram.apiRoot}/botx/getMe`)).status).toBe(404);
    expect(telegram.violations).toHaveLength(2);
  });
});
