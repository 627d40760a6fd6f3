import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { callerOf } from '../../adapters/line/call.ts';
import { openLine } from '../../adapters/line/index.ts';
import { openShop, scriptedHouse, secret, until } from './line-house.ts';

test('the account tells its add-friend link once, and it is remembered', async () => {
  const shop = await openShop(() => ({}));
  expect(shop.adapter.addFriend()).toBeUndefined();
  await shop.adapter.open();
  await until(() => shop.adapter.addFriend() !== undefined);
  expect(shop.adapter.addFriend()).toBe('https://line.me/R/ti/p/@quanbot');
  expect(shop.house.notes.get('basic-id')).toBe('@quanbot');
  await shop.close();
  expect(shop.line.violations).toEqual([]);
});

test('LINE that is away keeps no shop from opening, and its link is still known', async () => {
  const house = scriptedHouse(() => ({}));
  house.notes.set('basic-id', '@quanbot');
  const away = 'http://127.0.0.1:9';
  const options = { secret, accessToken: 'token', apiBase: away, dataApiBase: away, language: 'en' };
  const line = openLine(options, house);
  await line.open();
  await until(() => line.addFriend() === 'https://line.me/R/ti/p/@quanbot');
  await line.close();
});

test('nonsense of a platform is no link', async () => {
  const house = scriptedHouse(() => ({}));
  house.notes.set('basic-id', '@x/../evil?');
  const away = 'http://127.0.0.1:9';
  const line = openLine({ secret, accessToken: 'token', apiBase: away, dataApiBase: away, language: 'en' }, house);
  await line.open();
  await new Promise((done) => setTimeout(done, 50));
  expect(line.addFriend()).toBeUndefined();
  await line.close();
});

test('an API base with a path of its own keeps it', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    response.end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const call = callerOf({ accessToken: 'token', apiBase: `${base}/line/`, dataApiBase: `${base}/data` });
  await call({ method: 'GET', path: '/v2/bot/info' });
  await call({ method: 'POST', path: '/v2/bot/richmenu/x/content', bytes: { type: 'image/png', data: Buffer.of(1) } });
  await call.close();
  server.close();
  expect(asked).toEqual(['/line/v2/bot/info', '/data/v2/bot/richmenu/x/content']);
});
