import { afterEach, expect, test } from 'vitest';
import type { Inbound } from '../../src/chat/channel.ts';
import { type OpenedLine, openShop, until } from './line-house.ts';

let shop: OpenedLine;
afterEach(async () => {
  await shop.close();
  expect(shop.line.violations).toEqual([]);
});

const echo = (inbound: Inbound) => ({ messages: [{ text: `You said ${inbound.text}` }] });
const calls = (name: string) => shop.line.calls.get(`POST /v2/bot/message/${name}`) ?? 0;

test('a text is answered by its reply token, once, and noted as answered', async () => {
  shop = await openShop(echo);
  const mali = shop.line.person('mali');
  expect(await mali.type('/points')).toMatchObject([{ text: 'You said /points' }]);
  expect(shop.house.heard).toMatchObject([{ channel: 'line', from: mali.address, text: '/points' }]);
  await until(() => shop.house.answered.length === 1);
  expect([calls('reply'), calls('push')]).toEqual([1, 0]);
});

test('a tapped button is its command', async () => {
  shop = await openShop(({ text }) =>
    text === '/drops'
      ? { messages: [{ title: 'Free latte', text: 'Today', buttons: [{ label: 'Claim', says: '/claim 1' }] }] }
      : { messages: [{ text }] },
  );
  const mali = shop.line.person('mali');
  expect(await mali.type('/drops')).toMatchObject([{ title: 'Free latte', text: 'Today' }]);
  expect(await mali.tap('Claim')).toMatchObject([{ text: '/claim 1' }]);
});

test('who follows is introduced by name and language; who only claims is not', async () => {
  shop = await openShop(echo);
  const mali = shop.line.person('mali', { name: 'Mali', language: 'zh-TW', friend: false });
  await mali.follow();
  await mali.type('/claim 1');
  await mali.type('/start');
  expect(shop.house.heard.map(({ text, name, language }) => ({ text, name, language }))).toEqual([
    { text: '/start', name: 'Mali', language: 'zh-TW' },
    { text: '/claim 1', name: undefined, language: undefined },
    { text: '/start', name: undefined, language: undefined },
  ]);
});

test('blocking and unsending are told to the house and not answered', async () => {
  shop = await openShop(({ text }) => (text.startsWith('/') ? {} : echo({ text } as Inbound)));
  const mali = shop.line.person('mali');
  await mali.type('hello');
  await mali.unsend();
  await mali.block();
  const [hello, unsend, blocked] = shop.house.heard;
  expect(unsend!.text).toBe(`/unsend ${hello!.message}`);
  expect(blocked!.text).toBe('/blocked');
});

test('a command in a group is answered without being heard', async () => {
  shop = await openShop(echo);
  const group = shop.line.person('mali').inGroup('friends');
  expect(
    await group.event({ type: 'message', message: { type: 'text', id: '1', text: 'good morning' } }, { answer: false }),
  ).toEqual([]);
  expect(await group.type('/show 1')).toMatchObject([{ text: expect.stringContaining('private') }]);
  expect(shop.house.heard).toEqual([]);
});

test('a redelivered event says nothing twice', async () => {
  shop = await openShop(echo);
  const mali = shop.line.person('mali');
  await mali.type('/claim 1');
  await until(() => shop.house.answered.length === 1);
  expect((await mali.redeliver(3)).map((one) => one.status)).toEqual([200, 200, 200]);
  await until(() => shop.house.answered.length === 4);
  expect(shop.line.accepted).toHaveLength(1);
});

test('copies of an event that arrive together are heard once and answered once', async () => {
  shop = await openShop(async (inbound) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return echo(inbound);
  });
  const mali = shop.line.person('mali');
  const event = mali.makeEvent({ type: 'message', message: { type: 'text', id: '1', text: '/claim 1' } });
  await Promise.all(Array.from({ length: 10 }, () => shop.line.sendWebhook([event])));
  await until(() => shop.house.answered.length > 0);
  expect(shop.house.heard).toHaveLength(1);
  expect(shop.line.accepted).toHaveLength(1);
});

test('a refused token is answered by push with a key that is always the same', async () => {
  shop = await openShop((inbound) => ({ ...echo(inbound), key: '018f0000-0000-7000-8000-000000000001' }), {
    tokenLife: 0,
  });
  const mali = shop.line.person('mali');
  await mali.type('/points');
  await until(() => shop.house.answered.length === 1);
  expect(shop.line.accepted).toMatchObject([
    { kind: 'push', to: [mali.address], retryKey: '018f0000-0000-7000-8000-000000000001' },
  ]);
});

test('a reply that broke is tried again with its token, so that it is said exactly once', async () => {
  shop = await openShop(echo);
  for (const status of ['reset-after-accept', 'fail-after-accept', 'reset-before', 500, 429] as const) {
    shop.line.fault({ on: 'reply', status });
    await shop.line.person('mali').type(`after ${status}`);
    await until(() => shop.house.answered.length === shop.house.heard.length);
  }
  expect(shop.line.accepted.map((one) => one.kind)).toEqual(Array(5).fill('reply'));
});

test('an answer that LINE never confirms is left to the house', async () => {
  shop = await openShop(echo);
  shop.line.fault({ on: 'reply', status: 500, times: 3 });
  await shop.line
    .person('mali')
    .event({ type: 'message', message: { type: 'text', id: '1', text: 'hi' } }, { answer: false });
  await until(() => shop.house.logged.some((one) => /the house sends it later/.test(one.sentence)));
  expect(shop.house.answered).toEqual([]);
  expect(calls('push')).toBe(0);
});

test('the rest of a long answer is pushed until LINE has it, once', async () => {
  const long = Array.from({ length: 7 }, () => ({ text: '券'.repeat(5000) }));
  shop = await openShop(() => ({ messages: long }));
  const mali = shop.line.person('mali');
  shop.line.fault({ on: 'push', status: 'reset-after-accept' });
  await mali.type('/help');
  await until(() => shop.house.answered.length === 1);
  expect(shop.line.calls.get('POST /v2/bot/message/push')).toBe(2);
  expect(shop.line.accepted.map(({ kind, messages }) => [kind, messages.length])).toEqual([
    ['reply', 5],
    ['push', 3],
  ]);
  expect(shop.house.logged).toEqual([]);
});

test('of one person everything is heard in order, of several side by side', async () => {
  const done: string[] = [];
  shop = await openShop(async ({ text }) => {
    await new Promise((resolve) => setTimeout(resolve, text.endsWith('1') ? 120 : 5));
    done.push(text);
    return {};
  });
  const said = (name: string, text: string) =>
    shop.line.person(name).makeEvent({ type: 'message', message: { type: 'text', id: text, text } });
  const { status } = await shop.line.sendWebhook([
    said('mali', 'mali 1'),
    said('ken', 'ken 2'),
    said('mali', 'mali 2'),
  ]);
  expect(status).toBe(200);
  expect(done).toEqual(['ken 2', 'mali 1', 'mali 2']);
});

test('what takes too long is kept, acknowledged within two seconds, and answered when it is heard', async () => {
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  shop = await openShop(async (inbound) => {
    if (inbound.text === 'slow') await gate;
    return echo(inbound);
  });
  const said = (name: string, text: string) =>
    shop.line.person(name).makeEvent({ type: 'message', message: { type: 'text', id: text, text } });
  const posted = await shop.line.sendWebhook([said('mali', 'slow'), said('ken', 'quick')]);
  expect(posted.status).toBe(200);
  expect(posted.ms).toBeLessThan(2000);
  expect(shop.house.kept.map((one) => one.text)).toEqual(['slow']);
  go();
  await until(() => shop.house.answered.length === 2);
});

test('weather is answered with 503, and so is what can be neither heard nor kept', async () => {
  const down = async () => {
    throw new Error('connection refused');
  };
  shop = await openShop(down, { house: { keep: down } });
  const event = shop.line.person('mali').makeEvent({ type: 'message', message: { type: 'text', id: '1', text: 'hi' } });
  expect((await shop.line.sendWebhook([event])).status).toBe(503);
});

test('unsigned and unreadable bodies change nothing', async () => {
  shop = await openShop(echo);
  const { adapter, line } = shop;
  const event = line.person('mali').makeEvent({ type: 'follow', follow: { isUnblocked: false } });
  const body = Buffer.from(JSON.stringify({ destination: 'U1', events: [event] }));
  expect(await adapter.webhook!.receive({}, body)).toBe(401);
  expect(await adapter.webhook!.receive({ 'x-line-signature': 'x' }, Buffer.from('{'))).toBe(401);
  expect((await line.sendWebhook([])).status).toBe(200);
  expect(shop.house.heard).toEqual([]);
});
