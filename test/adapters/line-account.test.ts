import { expect, test } from 'vitest';
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
