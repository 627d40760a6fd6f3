import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { lineId } from '../phones/line.ts';
import { type OpenedLine, openShop } from './line-house.ts';

let shop: OpenedLine;
afterEach(() => shop.close());

const silent = () => ({});
const hello = [{ text: 'Hello' }];

test('a push carries its key, and a repeat of it is a success', async () => {
  shop = await openShop(silent);
  const mali = shop.line.person('mali');
  const key = randomUUID();
  expect(await shop.adapter.send(mali.address, hello, key)).toEqual({ outcome: 'sent' });
  expect(await shop.adapter.send(mali.address, hello, key)).toEqual({ outcome: 'sent' });
  expect(mali.seen()).toHaveLength(1);
  expect(shop.line.violations).toEqual([]);
});

test('whatever breaks while pushing, a repeat with the same key gives exactly one copy', async () => {
  shop = await openShop(silent);
  const mali = shop.line.person('mali');
  for (const status of ['reset-before', 'reset-after-accept', 'fail-after-accept', 500, 503, 429] as const) {
    const key = randomUUID();
    shop.line.fault({ on: 'push', status });
    const outcome = status === 429 ? 'later' : 'unknown';
    expect(await shop.adapter.send(mali.address, hello, key)).toMatchObject({ outcome });
    expect(await shop.adapter.send(mali.address, hello, key)).toEqual({ outcome: 'sent' });
  }
  expect(mali.seen()).toHaveLength(6);
});

test('a rate limit stops everybody, the monthly limit waits for another month', async () => {
  shop = await openShop(silent);
  const mali = shop.line.person('mali');
  shop.line.fault({ on: 'push', status: 429 });
  expect(await shop.adapter.send(mali.address, hello, randomUUID())).toMatchObject({ outcome: 'later', whole: true });
  shop.line.fault({ on: 'push', status: 'monthly' });
  expect(await shop.adapter.send(mali.address, hello, randomUUID())).toEqual({
    outcome: 'used-up',
    reason: 'monthly-limit',
  });
});

test('strangers and what is no user id are unreachable, and the latter is never sent', async () => {
  shop = await openShop(silent);
  expect(await shop.adapter.send(lineId('nobody'), hello, randomUUID())).toMatchObject({ outcome: 'unreachable' });
  expect(await shop.adapter.send('not an id', hello, randomUUID())).toMatchObject({ outcome: 'unreachable' });
  expect(shop.line.violations).toEqual([]);
});

test('what certainly never left is later, without a doubt', async () => {
  shop = await openShop(silent);
  const mali = shop.line.person('mali');
  await shop.line.close();
  expect(await shop.adapter.send(mali.address, hello, randomUUID())).toMatchObject({ outcome: 'later' });
});

test('a wrong token is nobody’s fault: all wait until it is mended', async () => {
  shop = await openShop(silent, { options: { accessToken: 'a wrong one' } });
  const sent = await shop.adapter.send(lineId('mali'), hello, randomUUID());
  expect(sent).toMatchObject({ outcome: 'later', whole: true, afterMs: 60_000 });
});

test('many get one message in one call, without those who are no users', async () => {
  shop = await openShop(silent);
  const people = Array.from({ length: 499 }, (_, i) => shop.line.person(`p${i}`));
  const addresses = [...people.map((one) => one.address), 'broken'];
  const key = randomUUID();
  expect(await shop.adapter.sendMany!(addresses, hello, key)).toEqual({ outcome: 'sent' });
  expect(await shop.adapter.sendMany!(addresses, hello, key)).toEqual({ outcome: 'sent' });
  expect(people.every((one) => one.seen().length === 1)).toBe(true);
  expect(shop.line.violations).toEqual([]);
});

test('more than five objects go in several calls, each once', async () => {
  shop = await openShop(silent);
  const mali = shop.line.person('mali');
  const long = Array.from({ length: 7 }, () => ({ text: '券'.repeat(5000) }));
  const key = randomUUID();
  expect(await shop.adapter.send(mali.address, long, key)).toEqual({ outcome: 'sent' });
  expect(await shop.adapter.send(mali.address, long, key)).toEqual({ outcome: 'sent' });
  expect(mali.seen()).toHaveLength(8);
  expect(shop.line.accepted.map((one) => one.messages.length)).toEqual([5, 3]);
});

test('when a later call of one message fails in whatever way, a part of it was told', async () => {
  shop = await openShop(silent);
  const mali = shop.line.person('mali');
  const long = Array.from({ length: 7 }, () => ({ text: '券'.repeat(5000) }));
  const push = shop.adapter.send;
  for (const status of [429, 500, 400, 'reset-before', 'monthly'] as const) {
    const key = randomUUID();
    // Only the second call is struck.
    shop.line.fault({ on: 'push', status, after: 1 });
    expect(await push(mali.address, long, key)).toEqual({
      outcome: 'unknown',
      reason: expect.stringMatching(/^a part was sent; /),
    });
    expect(await push(mali.address, long, key)).toEqual({ outcome: 'sent' });
  }
  expect(mali.seen()).toHaveLength(5 * 8);
  expect(shop.line.violations).toEqual([]);
});

test('the quota is what LINE says', async () => {
  shop = await openShop(silent);
  expect(await shop.adapter.quota!()).toEqual({ used: 0 });
  shop.line.quota.limit = 200;
  shop.line.quota.used = 7;
  expect(await shop.adapter.quota!()).toEqual({ limit: 200, used: 7 });
});

test('the examination names a wrong token, a missing webhook and an empty quota', async () => {
  shop = await openShop(silent, { options: { accessToken: 'a wrong one' } });
  expect(await shop.adapter.examine()).toMatchObject([{ name: 'line token', ok: false }]);
  await shop.close();
  shop = await openShop(silent);
  shop.line.quota.limit = 5;
  shop.line.quota.used = 5;
  const found = await shop.adapter.examine();
  expect(found.map(({ name, ok }) => [name, ok])).toEqual([
    ['line token', true],
    ['line webhook', false],
    ['line quota', false],
  ]);
  expect(found.filter((one) => !one.ok).every((one) => one.remedy)).toBe(true);
});
