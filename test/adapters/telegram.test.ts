import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { openTelegram, type TelegramAdapter, type TelegramOptions } from '../../adapters/telegram/index.ts';
import type { Heard, House, Inbound, Message } from '../../src/chat/channel.ts';
import { menus } from '../../src/chat/menu.ts';
import { commands } from '../../src/words/en/commands.ts';
import type { Words } from '../../src/words/index.ts';
import { type FakeTelegram, startTelegram } from '../phones/telegram.ts';

const TOKEN = '777:AAE-test-token_0123456789';
const SECRET = 'a-webhook-secret-0123';

type Script = (inbound: Inbound) => Message[] | Promise<Message[]>;

/** A house that says what the script says, and remembers all it was told. */
function scriptedHouse(script: Script, notes = new Map<string, string>()) {
  const heard: Inbound[] = [];
  const answered: string[] = [];
  const kept: Inbound[] = [];
  const logs: string[] = [];
  const log = (level: string) => (facts: object, sentence: string) =>
    void logs.push(`${level} ${sentence} ${JSON.stringify(facts)}`);
  let menu: Heard['menu'];
  const house: House = {
    async hear(inbound) {
      const messages = await script(inbound);
      const again = heard.some((h) => h.id === inbound.id);
      heard.push(inbound);
      return { messages, again, ...(menu && { menu }), answered: async () => void answered.push(inbound.id) };
    },
    recall: async (key) => notes.get(key),
    remember: async (key, value) => void notes.set(key, value),
    keep: async (inbound) => void kept.push(inbound),
    words: (language) =>
      ({
        commands: Object.fromEntries(Object.entries(commands).map(([k, v]) => [k, `${language}: ${v}`])),
      }) as unknown as Words,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
  };
  const show = (wanted: Heard['menu']) => {
    menu = wanted;
  };
  const texts = () => heard.map((h) => h.text);
  return { house, heard, texts, answered, kept, logs, notes, show };
}

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** A platform, a house and the channel between them; the webhook's requests go straight to it. */
async function shop(
  script: Script,
  more: Partial<TelegramOptions> = {},
  notes?: Map<string, string>,
  platformOptions: object = {},
) {
  const world = scriptedHouse(script, notes);
  const platform = await startTelegram({ token: TOKEN, idle: 30, patience: 1500, retryDelay: 50, ...platformOptions });
  open.push(platform);
  const options: TelegramOptions = {
    token: TOKEN,
    apiRoot: platform.apiRoot,
    mode: 'polling',
    webhookSecret: SECRET,
    ...more,
  };
  const telegram = openTelegram(options, world.house);
  await telegram.open();
  let closed = false;
  const close = async () => {
    if (!closed) await telegram.close();
    closed = true;
  };
  open.push({ close });
  return { ...world, platform, telegram, close };
}

const hook = { mode: 'webhook', publicUrl: 'https://shop.example/' } as const;
const until = async (truth: () => boolean, ms = 5000) => {
  const end = performance.now() + ms;
  while (!truth()) {
    if (performance.now() > end) throw new Error('it never happened');
    await sleep(10);
  }
};
const echo: Script = ({ text }) => (/^\/(un)?blocked$/.test(text) ? [] : [{ text: `You said ${text}` }]);
const webhook = (telegram: TelegramAdapter, update: object, secret = SECRET) =>
  telegram.webhook!.receive({ 'x-telegram-bot-api-secret-token': secret }, Buffer.from(JSON.stringify(update)));
const person = (id: number, name = 'Mali') => ({ id, is_bot: false, first_name: name });
const textUpdate = (id: number, from: number, text: string) => ({
  update_id: id,
  message: { message_id: id, date: 1, chat: { id: from, type: 'private' }, from: person(from), text },
});
const clean = (platform: FakeTelegram) => expect(platform.violations).toEqual([]);

describe('Telegram by polling', () => {
  test('answers what people say and confirms it', async () => {
    const { platform, answered, close } = await shop(echo);
    const mali = platform.person(1001, { name: 'Mali' });
    expect(await mali.type('/drops <b>')).toMatchObject([{ text: 'You said /drops <b>' }]);
    await until(() => answered.length === 1);
    await close();
    expect(platform.updates.pending()).toBe(0);
    clean(platform);
  });

  test('keeps the order of each chat and hears chats beside one another', async () => {
    const { platform, heard } = await shop(async ({ from, text }) => {
      await sleep(from === '1' ? 40 : 1);
      return [{ text }];
    });
    const [a, b] = [platform.person(1), platform.person(2)];
    await Promise.all([...[1, 2, 3, 4].map((n) => a.type(`a${n}`)), ...[1, 2, 3, 4].map((n) => b.type(`b${n}`))]);
    await until(() => platform.accepted.length === 8);
    for (const chat of ['1', '2']) {
      const said = platform.accepted.filter((m) => m.chat === chat).map((m) => m.text.slice(1));
      expect(said).toEqual(['1', '2', '3', '4']);
    }
    expect(heard.slice(-1)[0]!.from).toBe('1');
    clean(platform);
  });

  test('loses nothing and blocks nobody when hearing throws', async () => {
    let weather = 2;
    const { platform, texts, kept } = await shop(({ text }) => {
      if (text === 'poison') throw new Error('never');
      if (text === 'storm' && weather-- > 0) throw new Error('the database is away');
      return [{ text }];
    });
    const [a, b] = [platform.person(1), platform.person(2)];
    const all = Promise.all([a.type('poison'), a.type('after'), b.type('storm')]);
    await until(() => kept.length === 1 && texts().includes('after') && texts().includes('storm'), 8000);
    expect(kept.map((k) => k.text)).toEqual(['poison']);
    await all;
    expect((await b.type('still here'))[0]).toMatchObject({ text: 'still here' });
  });

  test('keeps what takes too long, and what was not durable comes again after a restart', async () => {
    const first = await shop(({ text }) => {
      if (text === 'gone') throw new Error('away');
      return [{ text }];
    });
    first.house.keep = async () => {
      throw new Error('away');
    };
    const mali = first.platform.person(1);
    await mali.type('fine');
    void mali.type('gone');
    await until(() => first.logs.some((l) => l.includes('could not be heard yet')));
    await first.close();
    expect(first.platform.updates.pending()).toBe(1);
    const world = scriptedHouse(echo);
    const again = openTelegram(
      { token: TOKEN, apiRoot: first.platform.apiRoot, mode: 'polling', webhookSecret: SECRET },
      world.house,
    );
    open.push(again);
    await again.open();
    await until(() => world.texts().includes('gone'));
    expect(world.texts()).toEqual(['gone']);
  });

  test('removes a webhook that stands in its way', async () => {
    const world = scriptedHouse(echo);
    const platform = await startTelegram({ token: TOKEN, webhooks: 'any', idle: 30 });
    open.push(platform);
    platform.updates.setWebhook({ url: 'https://old.example/hook', secret: '', most: 1 });
    const telegram = openTelegram(
      { token: TOKEN, apiRoot: platform.apiRoot, mode: 'polling', webhookSecret: SECRET },
      world.house,
    );
    open.push(telegram);
    await telegram.open();
    await until(() => platform.updates.webhook === undefined);
    expect((await platform.person(1).type('hi'))[0]).toMatchObject({ text: 'You said hi' });
  });

  test('waits while another process polls, and stops when the token is wrong', async () => {
    const one = await shop(echo);
    const other = scriptedHouse(echo);
    const second = openTelegram(
      { token: TOKEN, apiRoot: one.platform.apiRoot, mode: 'polling', webhookSecret: SECRET },
      other.house,
    );
    open.push(second);
    await sleep(50);
    await second.open();
    await until(() => one.logs.some((l) => l.includes('Another process polls')));
    const strange = await shop(echo, { token: '778:AAE-other-token_0123456789' });
    await until(() => strange.logs.some((l) => l.startsWith('error')));
    await sleep(100);
    expect(strange.platform.violations.length).toBeLessThan(5);
    expect(await strange.telegram.examine()).toMatchObject([{ ok: true }, { name: 'telegram token', ok: false }]);
    expect([...strange.logs, ...one.logs].join()).not.toContain('AAE-');
  });
});

describe('a tap on Telegram', () => {
  const card = (text: string, says = '/next'): Message => ({ text, buttons: [{ label: 'Go', says }] });

  test('is released at once, also while hearing takes long, and changes the message in place', async () => {
    const { platform } = await shop(async ({ text }) => {
      if (text === '/next') await sleep(300);
      return [text === '/next' ? card('second') : card('first')];
    });
    const mali = platform.person(1);
    await mali.type('/start');
    const tapped = mali.tap('Go');
    await until(() => platform.calls.get('answerCallbackQuery') === 1);
    expect(platform.accepted).toHaveLength(1);
    expect(await tapped).toMatchObject([{ text: 'second', edited: true }]);
    await mali.tap('Go');
    expect(mali.seen()).toHaveLength(1);
    expect(platform.unanswered()).toEqual([]);
    clean(platform);
  });

  test('sends a new message when a code comes or goes, and keeps the picture under its caption', async () => {
    const code = { text: 'ABCD-EFGH-JKMN-P', link: 'https://shop.example/q/t', token: 't' };
    const { platform } = await shop(({ text }) => {
      const buttons = ['/text', '/code', '/photo', '/two'].map((says) => ({ label: says.slice(1), says }));
      if (text === '/code') return [{ text: 'Show this', code, buttons }];
      if (text === '/photo') return [{ text: 'Look', image: 'https://shop.example/a.jpg', buttons }];
      if (text === '/two') return [{ text: 'one' }, { text: 'two', buttons }];
      return [{ text: `plain ${text}`, buttons }];
    });
    const mali = platform.person(1);
    await mali.type('/start');
    const did = async (label: string) => {
      const before = platform.accepted.length;
      await mali.tap(label);
      return platform.accepted.length - before;
    };
    expect(await did('text')).toBe(0);
    expect(await did('code')).toBe(1);
    expect(mali.seen().at(-1)).toMatchObject({ code: code.text, codeImage: 'upload:code.png' });
    expect(await did('code')).toBe(0);
    expect(await did('text')).toBe(1);
    expect(await did('photo')).toBe(1);
    expect(await did('text')).toBe(0);
    expect(mali.seen().at(-1)).toMatchObject({
      text: 'plain /text',
      image: 'https://shop.example/a.jpg',
      edited: true,
    });
    expect(await did('two')).toBe(2);
    clean(platform);
  });

  test('on a deleted message or an old query gets a new message', async () => {
    const { platform, heard, logs } = await shop(() => [card('first')]);
    const mali = platform.person(1);
    await mali.type('/start');
    const chat = { id: 1, type: 'private', first_name: 'Mali' };
    platform.sendUpdate(1, 'callback_query', {
      id: 'long-gone',
      from: person(1),
      chat_instance: '1',
      data: '/next',
      message: { message_id: 999, date: 1, chat, text: 'old' },
    });
    await until(() => platform.accepted.length === 2);
    expect(heard.at(-1)!.text).toBe('/next');
    expect(logs.filter((l) => !l.startsWith('info'))).toEqual([]);
  });

  test('in a group tells no codes', async () => {
    const { platform, heard } = await shop(echo);
    await until(() => platform.calls.get('getMe') === 1);
    await sleep(50);
    const group = platform.person(1).inGroup(-1001);
    const [answer] = await group.type('/coupons@quan_test_bot');
    expect(answer!.text).toContain('https://t.me/quan_test_bot');
    expect(heard).toEqual([]);
    clean(platform);
  });
});

describe('when Telegram has bad weather', () => {
  test('retry_after holds the whole bot back, answers wait and bulk is told', async () => {
    const { platform, telegram, answered } = await shop(echo);
    const people = Array.from({ length: 8 }, (_, n) => platform.person(n + 1));
    platform.fault({ on: 'sendMessage', status: 429, retryAfter: 1 });
    const first = people[0]!.type('hello');
    await until(() => platform.calls.get('sendMessage') === 1);
    await sleep(20);
    const bulk = await telegram.send('2', [{ text: 'offer' }], 'key');
    expect(bulk).toMatchObject({ outcome: 'later', whole: true });
    expect((bulk as { afterMs: number }).afterMs).toBeLessThanOrEqual(1100);
    await Promise.all([first, ...people.map((p) => p.type('hello'))]);
    await until(() => answered.length === 9);
    expect(await telegram.send('2', [{ text: 'offer' }], 'key')).toMatchObject({ outcome: 'sent' });
    clean(platform);
  });

  test('a rush of answers passes a platform that takes 30 a second, in order and without a call too soon', async () => {
    const { platform, telegram, answered } = await shop(echo, hook, undefined, { limitPerSecond: 30 });
    const ids = Array.from({ length: 100 }, (_, n) => n + 1);
    for (const id of ids) platform.person(id);
    await Promise.all(ids.map((id) => webhook(telegram, textUpdate(id, id, 'first'))));
    await Promise.all(ids.map((id) => webhook(telegram, textUpdate(1000 + id, id, 'second'))));
    expect(await telegram.send('1', [{ text: 'offer' }], 'key')).toMatchObject({ outcome: 'later', whole: true });
    await until(() => answered.length === 200, 15_000);
    for (const id of ids) {
      const said = platform.accepted.filter((m) => m.chat === String(id)).map((m) => m.text);
      expect(said).toEqual(['You said first', 'You said second']);
    }
    expect(platform.refused.length).toBeLessThan(40);
    clean(platform);
  });

  test('an answer is tried again, and left to the house when that does not help', async () => {
    const { platform, answered, logs, close } = await shop(echo);
    const mali = platform.person(1);
    platform.fault({ on: 'sendMessage', status: 502 });
    platform.fault({ on: 'sendMessage', status: 'reset-before' });
    void mali.type('one');
    await until(() => answered.length === 1);
    platform.fault({ on: 'sendMessage', status: 500, times: 100 });
    void mali.type('two');
    await until(() => (platform.calls.get('sendMessage') ?? 0) >= 5);
    await close();
    expect(answered).toHaveLength(1);
    expect(logs.join()).toContain('the house sends it later');
  });

  test('a blocked person is unreachable, for answers too', async () => {
    const { platform, telegram, texts, answered } = await shop(echo);
    const mali = platform.person(1);
    await mali.block();
    await until(() => texts().includes('/blocked'));
    expect(await telegram.send('1', [{ text: 'offer' }], 'k')).toMatchObject({ outcome: 'unreachable' });
    expect(await telegram.send('404', [{ text: 'offer' }], 'k')).toMatchObject({ outcome: 'unreachable' });
    expect(await telegram.send('U-line', [{ text: 'offer' }], 'k')).toMatchObject({ outcome: 'refused' });
    const before = answered.length;
    platform.sendUpdate(1, 'message', textUpdate(1, 1, 'ghost').message);
    await until(() => texts().filter((t) => t === '/blocked').length === 2 && answered.length >= before + 2);
    await mali.unblock();
    await until(() => texts().includes('/unblocked'));
  });

  test('bulk says what became of it', async () => {
    const { platform, telegram } = await shop(echo);
    platform.person(1);
    const outcome = async (status: Parameters<FakeTelegram['fault']>[0]['status']) => {
      platform.fault({ on: 'sendMessage', status });
      return (await telegram.send('1', [{ text: 'offer' }], 'k')).outcome;
    };
    expect(await outcome('reset-after-accept')).toBe('unknown');
    expect(await outcome('reset-before')).toBe('unknown');
    expect(await outcome(500)).toBe('unknown');
    expect(await outcome(502)).toBe('unknown');
    expect(await outcome(401)).toBe('later');
    expect(await outcome(400)).toBe('sent');
    const away = openTelegram(
      { token: TOKEN, apiRoot: 'http://127.0.0.1:9', mode: 'polling', webhookSecret: SECRET },
      scriptedHouse(echo).house,
    );
    open.push(away);
    expect(await away.send('1', [{ text: 'offer' }], 'k')).toMatchObject({ outcome: 'later' });
  });

  test('bulk that failed at the platform after it was taken is not repeated, not even its second part', async () => {
    const { platform, telegram } = await shop(echo);
    const mali = platform.person(1);
    platform.fault({ on: 'sendMessage', status: 'fail-after-accept' });
    expect(await telegram.send('1', [{ text: 'offer' }], 'k')).toMatchObject({ outcome: 'unknown' });
    expect(mali.seen()).toHaveLength(1);
    for (const status of ['fail-after-accept', 'reset-after-accept'] as const) {
      platform.fault({ on: 'sendMessage', status });
      const parts = [{ image: 'https://shop.example/a.jpg', text: 'cake' }, { text: status }];
      expect(await telegram.send('1', parts, 'k')).toMatchObject({ outcome: 'unknown' });
      expect(mali.seen().filter(({ text }) => text === status)).toHaveLength(1);
    }
  });

  test('what it refuses to draw is said in words', async () => {
    const { platform, telegram } = await shop(echo);
    const mali = platform.person(1);
    const message: Message = {
      text: 'Latte',
      image: 'https://shop.example/a.jpg',
      buttons: [{ label: 'Claim', says: '/claim 1' }],
    };
    platform.fault({ on: 'sendPhoto', status: 400 });
    expect(await telegram.send('1', [message], 'k')).toMatchObject({ outcome: 'sent' });
    expect(mali.seen().at(-1)).toMatchObject({
      text: 'Latte\n\nhttps://shop.example/a.jpg',
      buttons: [{ says: '/claim 1' }],
    });
    platform.fault({ on: 'sendPhoto', status: 400 });
    platform.fault({ on: 'sendMessage', status: 400 });
    expect(await telegram.send('1', [message], 'k')).toMatchObject({ outcome: 'sent' });
    expect(mali.seen().at(-1)).toMatchObject({
      text: 'Latte\n\nClaim: /claim 1\nhttps://shop.example/a.jpg',
      buttons: [],
    });
  });

  test('a message is changed by its ref', async () => {
    const { platform, telegram } = await shop(echo);
    const mali = platform.person(1);
    const sent = await telegram.send('1', [{ text: '10 of 100' }], 'k');
    const ref = (sent as { ref: string }).ref;
    expect(ref).toBe('1:1');
    expect(await telegram.edit!('1', ref, { text: '20 of 100' })).toMatchObject({ outcome: 'sent' });
    expect(await telegram.edit!('1', ref, { text: '20 of 100' })).toMatchObject({ outcome: 'sent' });
    expect(mali.seen()).toMatchObject([{ text: '20 of 100', edited: true }]);
    expect(await telegram.edit!('1', '1:77', { text: 'x' })).toMatchObject({ outcome: 'refused' });
    clean(platform);
  });
});

describe('Telegram by webhook', () => {
  const hooked = (script: Script, notes?: Map<string, string>) => shop(script, hook, notes);

  test('takes only what carries the secret, and forgives nonsense', async () => {
    const { telegram, heard, platform } = await hooked(echo);
    platform.person(1);
    expect(await webhook(telegram, textUpdate(1, 1, 'hi'), 'wrong')).toBe(401);
    expect(await telegram.webhook!.receive({}, Buffer.from('{}'))).toBe(401);
    expect(heard).toEqual([]);
    const raw = (body: string) =>
      telegram.webhook!.receive({ 'x-telegram-bot-api-secret-token': SECRET }, Buffer.from(body));
    for (const body of [
      '',
      'null',
      '[]',
      '{"update_id":1',
      '{"update_id":5,"message":null}',
      '{"update_id":6,"new":{}}',
    ]) {
      expect(await raw(body)).toBe(200);
    }
    expect(await webhook(telegram, textUpdate(7, 1, 'hi'))).toBe(200);
    await until(() => platform.accepted.length === 1);
    expect(heard).toHaveLength(1);
  });

  test('is acknowledged only when it is durable', async () => {
    const troubles = ['one'];
    const { telegram, answered, platform } = await hooked(() => {
      if (troubles.pop()) throw new Error('the database is away');
      return [];
    });
    platform.person(1);
    expect(await webhook(telegram, textUpdate(7, 1, 'hi'))).toBe(503);
    expect(await webhook(telegram, textUpdate(7, 1, 'hi'))).toBe(200);
    await until(() => answered.length === 1);
  });

  test('what takes too long is kept and acknowledged, and still answered', async () => {
    const { telegram, kept, platform } = await hooked(async ({ text }) => {
      await sleep(6000);
      return [{ text }];
    });
    platform.person(1);
    const began = performance.now();
    expect(await webhook(telegram, textUpdate(7, 1, 'slow'))).toBe(200);
    expect(performance.now() - began).toBeLessThan(5800);
    expect(kept.map((k) => k.id)).toEqual(['7']);
    await until(() => platform.accepted.length === 1);
  });

  test('sets itself up once, and not again at the next start', async () => {
    const notes = new Map<string, string>();
    const first = await hooked(echo, notes);
    await until(() => first.logs.some((l) => l.includes('Telegram is ready')));
    expect(first.platform.updates.webhook).toMatchObject({
      url: 'https://shop.example/webhooks/telegram',
      secret: SECRET,
    });
    expect(first.platform.person(1, { language: 'zh-hans' }).commands()[0]).toEqual({
      command: 'drops',
      description: 'zh-hans: Coupons you can claim now',
    });
    expect(first.platform.person(2).commands()).toHaveLength(menus.customer.length);
    expect(first.telegram.username()).toBe('quan_test_bot');
    const before = new Map(first.platform.calls);
    const second = openTelegram(
      {
        token: TOKEN,
        apiRoot: first.platform.apiRoot,
        mode: 'webhook',
        webhookSecret: SECRET,
        publicUrl: 'https://shop.example',
      },
      scriptedHouse(echo, notes).house,
    );
    open.push(second);
    await second.open();
    await until(() => (first.platform.calls.get('getWebhookInfo') ?? 0) > before.get('getWebhookInfo')!);
    await sleep(100);
    for (const call of ['setWebhook', 'setMyCommands']) expect(first.platform.calls.get(call)).toBe(before.get(call));
    expect((await second.examine()).filter((f) => !f.ok)).toEqual([]);
    first.platform.updates.setWebhook({
      url: 'https://other.example/x',
      secret: '',
      most: 1,
      lastError: 'Connection refused',
    });
    expect((await second.examine()).filter((f) => !f.ok)).toMatchObject([{ name: 'telegram webhook' }]);
    clean(first.platform);
  });

  test('staff get the commands of their role, set once per change', async () => {
    const { telegram, platform, show, notes } = await hooked(echo);
    const noi = platform.person(5);
    await until(() => noi.commands().length === menus.customer.length);
    show({ role: 'clerk', language: 'en' });
    await webhook(telegram, textUpdate(1, 5, 'a'));
    await until(() => noi.commands()[0]!.command === 'check');
    const calls = platform.calls.get('setMyCommands');
    await webhook(telegram, textUpdate(2, 5, 'b'));
    await until(() => platform.accepted.length === 2);
    expect(platform.calls.get('setMyCommands')).toBe(calls);
    show({ role: 'manager', language: 'en' });
    await webhook(telegram, textUpdate(4, 5, 'm'));
    await until(() => noi.commands().some(({ command }) => command === 'stats'));
    show({ role: 'customer', language: 'en' });
    await webhook(telegram, textUpdate(3, 5, 'c'));
    await until(() => noi.commands()[0]!.command === 'drops');
    await until(() => notes.get('menu:5') === '');
    clean(platform);
  });

  test('customers who chose another language than that of their Telegram get the commands in it', async () => {
    const { telegram, platform, show, notes } = await hooked(echo);
    const chen = platform.person(6, { language: 'zh-hant' });
    const says = (language: string) =>
      until(() => chen.commands()[0]?.description.startsWith(`${language}: `) === true);
    await says('zh-hans');
    let id = 10;
    const chooses = async (language: string) => {
      show({ role: 'customer', language });
      const update = textUpdate(++id, 6, language);
      await webhook(telegram, {
        ...update,
        message: { ...update.message, from: { ...person(6), language_code: 'zh-hant' } },
      });
      await says(language);
    };
    for (const language of ['zh-hant', 'en', 'zh-hans']) await chooses(language);
    await until(() => notes.get('menu:6') === '');
    expect(platform.calls.get('deleteMyCommands')).toBe(1);
    const calls = platform.calls.get('setMyCommands');
    await chooses('zh-hans');
    await until(() => platform.accepted.length === 4);
    expect(platform.calls.get('setMyCommands')).toBe(calls);
    clean(platform);
  });

  test('a platform that is down does not keep the shop from starting', async () => {
    const world = scriptedHouse(echo);
    const telegram = openTelegram(
      {
        token: TOKEN,
        apiRoot: 'http://127.0.0.1:9/prefix/',
        mode: 'webhook',
        webhookSecret: SECRET,
        publicUrl: 'https://s.example',
      },
      world.house,
    );
    open.push(telegram);
    await telegram.open();
    await until(() => world.logs.some((l) => l.includes('could not be prepared yet')));
    expect(await telegram.examine()).toMatchObject([{ name: 'telegram', ok: false }]);
    expect(world.logs.join()).not.toContain('AAE-');
  });

  test('a wrong clock is found, behind an API root with a path of its own', async () => {
    const asked: string[] = [];
    const server = createServer((req, res) => {
      asked.push(req.url ?? '');
      const date = new Date(performance.timeOrigin + performance.now() + 10_000).toUTCString();
      res.writeHead(200, { 'content-type': 'application/json', date });
      res.end(JSON.stringify({ ok: true, result: { username: 'quan_test_bot', url: '', pending_update_count: 0 } }));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    open.push({ close: () => new Promise<void>((done) => void server.close(() => done())) });
    const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram/`;
    const telegram = openTelegram(
      { token: TOKEN, apiRoot, mode: 'polling', webhookSecret: SECRET },
      scriptedHouse(echo).house,
    );
    open.push(telegram);
    const findings = await telegram.examine();
    expect(findings.filter((f) => !f.ok)).toMatchObject([
      { name: 'telegram clock', remedy: expect.stringContaining('NTP') },
    ]);
    expect(asked).toEqual([`/telegram/bot${TOKEN}/getMe`, `/telegram/bot${TOKEN}/getWebhookInfo`]);
  });
});
