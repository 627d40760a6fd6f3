import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Obj } from '../phones/obj.ts';
import { asObj } from '../phones/obj.ts';
import { checkType } from '../phones/telegram/spec.ts';
import { type FakeTelegram, startTelegram } from '../phones/telegram.ts';
import { type Bot, startBot, telegramCall } from '../support/phones.ts';

let telegram: FakeTelegram;
const bots: Bot[] = [];
beforeEach(async () => {
  telegram = await startTelegram({ token: `1000:${'A'.repeat(35)}`, patience: 400, idle: 30, retryDelay: 20 });
});
afterEach(async () => {
  for (const bot of bots.splice(0)) bot.close();
  await telegram.close();
});

const call = (method: string, params: object = {}) => telegramCall(telegram, method, params);
const go = {
  inline_keyboard: [
    [
      { text: 'Go', callback_data: '/go' },
      { text: 'Site', url: 'https://shop.example/x' },
    ],
  ],
};

/** A bot that greets messages and turns a tapped message into another. */
async function answer(update: Obj): Promise<void> {
  const message = asObj(update.message);
  const query = asObj(update.callback_query);
  if (message.message_id) {
    const contact = asObj(message.contact).phone_number;
    const text = `<b>Heard</b>\n${String(message.text ?? contact)}\n<code>ABCD EFGH JKLM N</code>`;
    await call('sendMessage', { chat_id: asObj(message.chat).id, text, parse_mode: 'HTML', reply_markup: go });
  }
  if (!query.id) return;
  await call('answerCallbackQuery', { callback_query_id: query.id, text: 'One moment' });
  const { message_id, chat } = asObj(query.message);
  await call('editMessageText', { chat_id: asObj(chat).id, message_id, text: 'Done' });
}

async function withWebhook(hear: (u: Obj) => unknown = answer, answerWith = ''): Promise<Bot> {
  const bot = await startBot(hear as (body: never) => unknown, answerWith);
  bots.push(bot);
  telegram.origin = bot.url;
  await call('setWebhook', { url: 'https://shop.example/webhooks/telegram', secret_token: 'sesame' });
  return bot;
}

describe('a person on Telegram', () => {
  it('types and taps, and an edited message changes on the screen', async () => {
    const bot = await withWebhook();
    const mali = telegram.person(1001, { name: 'Mali', language: 'zh-hant' });
    const buttons = [
      { label: 'Go', says: '/go' },
      { label: 'Site', opens: 'https://shop.example/x' },
    ];
    expect(await mali.start('d-1')).toEqual([
      { title: 'Heard', text: '/start d-1', code: 'ABCD EFGH JKLM N', buttons },
    ]);
    expect(await mali.tap('Go')).toEqual([
      { text: 'One moment', buttons: [], toast: true },
      { text: 'Done', buttons: [], edited: true },
    ]);
    expect(mali.seen()).toEqual([{ text: 'Done', buttons: [], edited: true }]);
    expect(bot.heard[0]?.headers['x-telegram-bot-api-secret-token']).toBe('sesame');
    await mali.shareContact();
    await mali.tap('Site');
    expect(mali.opened).toBe('https://shop.example/x');
    await mali.edit('changed');
    await mali.block();
    await mali.unblock();
    await mali.inGroup(-100).type('hi');
    for (const { body } of bot.heard) expect(checkType('Update', JSON.parse(body))).toEqual([]);
    expect(bot.heard).toHaveLength(7);
    expect(telegram.violations).toEqual([]);
  });

  it('asks for the own number by the button below the chat', async () => {
    await withWebhook();
    const mali = telegram.person(1001, { phone: '+6591234567' });
    const keyboard = [[{ text: 'My number', request_contact: true }]];
    await call('sendMessage', { chat_id: 1001, text: 'Your number?', reply_markup: { keyboard } });
    expect(mali.news()[0]?.buttons).toEqual([{ label: 'My number', asks: 'contact' }]);
    expect((await mali.tap('My number'))[0]?.text).toBe('+6591234567');
  });

  it('is out of reach when the bot is blocked, unknown, or the account is gone', async () => {
    const send = async (chat_id: number) => (await call('sendMessage', { chat_id, text: 'a' })).body.description;
    await telegram.person(1).block();
    telegram.person(2).deactivate();
    telegram.person(3, { met: false });
    expect(await send(1)).toBe('Forbidden: bot was blocked by the user');
    expect(await send(2)).toBe('Forbidden: user is deactivated');
    expect(await send(3)).toBe("Forbidden: bot can't initiate conversation with a user");
    expect(await send(4)).toBe('Bad Request: chat not found');
    expect([telegram.violations, telegram.refused.length]).toEqual([[], 4]);
  });

  it('whose tap is never answered becomes a violation', async () => {
    await withWebhook((u) => (u.message ? answer(u) : undefined));
    const mali = telegram.person(1001);
    await mali.type('hi');
    await mali.tap('Go');
    expect(telegram.unanswered()).toHaveLength(1);
    expect((await call('answerCallbackQuery', { callback_query_id: '1' })).body.description).toContain(
      'query is too old',
    );
  });
});

describe('editing', () => {
  it('says what cannot be edited', async () => {
    telegram.person(1001);
    const text = (await call('sendMessage', { chat_id: 1001, text: 'a' })).body.result as { message_id: number };
    const photo = (await call('sendPhoto', { chat_id: 1001, photo: 'https://a.example/a.png' })).body
      .result as typeof text;
    const edit = async (id: number, method = 'editMessageText', more: object = { text: 'a' }) =>
      (await call(method, { chat_id: 1001, message_id: id, ...more })).body.description;
    expect(await edit(text.message_id)).toContain('message is not modified');
    expect(await edit(999)).toContain('message to edit not found');
    expect(await edit(photo.message_id)).toContain('there is no text in the message to edit');
    expect(await edit(text.message_id, 'editMessageCaption', { caption: 'b' })).toContain('there is no caption');
    const media = { type: 'photo', media: 'https://a.example/b.png', caption: 'new' };
    expect(await edit(photo.message_id, 'editMessageMedia', { media })).toBeUndefined();
    expect(telegram.person(1001).seen()[1]).toMatchObject({ text: 'new', image: 'https://a.example/b.png' });
    expect(await edit(text.message_id, 'deleteMessage', {})).toBeUndefined();
    expect(telegram.person(1001).seen()).toHaveLength(1);
  });
});

describe('updates', () => {
  it('come again until they are taken, in order within a chat and without holding others up', async () => {
    const bot = await withWebhook(() => undefined);
    bot.statuses.push(500, 503);
    const told = ['a', 'b'].map((text) => telegram.sendUpdate(1, 'message', { text }).acknowledged);
    await Promise.all([...told, telegram.sendUpdate(2, 'message', { text: 'other' }).acknowledged]);
    const texts = bot.heard.map(({ body }) => asObj((JSON.parse(body) as Obj).message).text);
    expect(texts).toHaveLength(5);
    // Which chat is tried again first is open; within a chat, nothing follows before what was said earlier is taken.
    expect(texts).toContain('other');
    expect(texts.indexOf('b')).toBeGreaterThan(texts.lastIndexOf('a'));
  });

  it('run the call in the answer of a webhook', async () => {
    telegram.person(1001);
    await withWebhook(
      () => undefined,
      JSON.stringify({ method: 'sendMessage', chat_id: 1001, text: 'from the answer' }),
    );
    await telegram.sendUpdate(1001, 'message', {}).acknowledged;
    expect(telegram.person(1001).seen()[0]?.text).toBe('from the answer');
  });

  it('are given out by long polling until an offset confirms them, to one poller only', async () => {
    const first = telegram.sendUpdate(1, 'message', { text: 'a' }).update.update_id as number;
    telegram.sendUpdate(2, 'message', { text: 'b' });
    const poll = async (params: object = {}) => (await call('getUpdates', params)).body;
    const ids = (body: Obj) => (body.result as Obj[]).map((u) => (u.update_id as number) - first);
    expect([ids(await poll()), ids(await poll({ limit: 1 })), ids(await poll({ offset: first + 1 }))]).toEqual([
      [0, 1],
      [0],
      [1],
    ]);
    expect(ids(await poll({ offset: first + 2 }))).toEqual([]);
    const older = poll({ timeout: 10 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const newer = poll({ timeout: 10 });
    expect((await older).description).toContain('terminated by other getUpdates request');
    telegram.sendUpdate(1, 'message', { text: 'c' });
    expect(ids(await newer)).toEqual([2]);
    await call('setWebhook', { url: 'https://shop.example/x' });
    expect((await poll()).description).toContain("can't use getUpdates method while webhook is active");
    expect((await call('getWebhookInfo')).body.result).toMatchObject({ url: 'https://shop.example/x' });
  });
});
