import { afterEach, expect, test } from 'vitest';
import { callerOf } from '../../adapters/line/call.ts';
import { installMenus } from '../../adapters/line/install-menus.ts';
import { richMenus } from '../../adapters/line/menus.ts';
import { type OpenedLine, openShop, until } from './line-house.ts';

let shop: OpenedLine;
afterEach(async () => {
  await shop.close();
  expect(shop.line.violations).toEqual([]);
});

const install = () => {
  const call = callerOf({ ...shop.line, accessToken: 'the access token' });
  return installMenus(call, shop.house, richMenus(shop.house.words), 'customer.en', 50).finally(() => call.close());
};
const made = () => shop.line.calls.get('POST /v2/bot/richmenu') ?? 0;

test('six menus are made once, and the brand sees its own first', async () => {
  shop = await openShop(() => ({}));
  const ids = await install();
  expect([...ids.keys()]).toEqual([
    'customer.en',
    'customer.zh-hant',
    'customer.zh-hans',
    'staff.en',
    'staff.zh-hant',
    'staff.zh-hans',
  ]);
  expect(shop.line.defaultMenu).toBe(ids.get('customer.en'));
  expect(await install()).toEqual(ids);
  expect(made()).toBe(6);
});

test('a lost database finds the menus by their names', async () => {
  shop = await openShop(() => ({}));
  const ids = await install();
  shop.house.notes.clear();
  expect(await install()).toEqual(ids);
  expect(made()).toBe(6);
});

test('another account gets menus of its own, whatever the notes say', async () => {
  shop = await openShop(() => ({}));
  await install();
  shop.line.menus.clear();
  const ids = await install();
  expect([...shop.line.menus.keys()].sort()).toEqual([...ids.values()].sort());
});

test('two machines that start together end with six menus', async () => {
  shop = await openShop(() => ({}));
  const [one, other] = await Promise.all([install(), install()]);
  expect(one).toEqual(other);
  expect(shop.line.menus.size).toBe(6);
});

test('a person sees the menu of their role and language, linked once', async () => {
  let menu: { role: 'customer' | 'clerk'; language: string } = { role: 'customer', language: 'en' };
  shop = await openShop(() => ({ messages: [{ text: 'ok' }], menu }));
  await shop.adapter.open();
  await until(() => shop.line.defaultMenu !== undefined);
  const noi = shop.line.person('noi');
  const labels = () => noi.menu().map((one) => one.label);
  const links = () => shop.line.calls.get('POST /v2/bot/user/{}/richmenu/{}') ?? 0;
  await noi.type('hi');
  expect(links()).toBe(0);
  expect(labels()).toContain('My coupons');
  menu = { role: 'clerk', language: 'zh-hant' };
  await noi.type('hi');
  await until(() => labels().includes('查驗券碼'));
  await noi.type('hi');
  expect(links()).toBe(1);
  menu = { role: 'customer', language: 'en' };
  await noi.type('hi');
  await until(() => labels().includes('My coupons'));
});

test('a platform that is down at the start stops nothing, and the menus come later', async () => {
  shop = await openShop(() => ({ messages: [{ text: 'ok' }] }));
  shop.line.fault({ on: 'richmenu', status: 500 });
  await shop.adapter.open();
  expect(await shop.line.person('mali').type('hi')).toMatchObject([{ text: 'ok' }]);
  await until(() => shop.line.menus.size === 6);
});
