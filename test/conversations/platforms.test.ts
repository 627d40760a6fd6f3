import { afterAll, afterEach, expect, test } from 'vitest';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import { demoCampaigns } from '../../src/demo/demo-campaigns.ts';
import { inTransaction } from '../../src/transaction.ts';
import { type LinePhone, lineId } from '../phones/line.ts';
import type { TelegramPhone } from '../phones/telegram.ts';
import type { WebPhone } from '../phones/web.ts';
import { dropEmptied } from '../support/database.ts';
import { openTestShop, type TestShop, type TestShopOptions, until } from '../support/shop.ts';

const open: TestShop[] = [];
afterAll(dropEmptied);
afterEach(async () => {
  for (const shop of open.splice(0).reverse()) {
    expect([...shop.line.violations, ...shop.telegram.violations, ...shop.telegram.unanswered()]).toEqual([]);
    await shop.close();
  }
});

async function openShop(options: Partial<TestShopOptions> = {}): Promise<TestShop> {
  const shop = await openTestShop({ at: new Date('2027-03-01T01:00:00Z'), ...options });
  open.push(shop);
  return shop;
}

const latte = (shop: TestShop) =>
  inTransaction(shop.app, (tx) => createCampaign(tx, { kind: 'operator' }, demoCampaigns(shop.app.shop)[0]!));
const coupons = async (shop: TestShop) =>
  Number((await shop.app.pool.query('select count(*) as n from coupon')).rows[0].n);
const join = async (phone: { type(text: string): Promise<unknown> }) => phone.type('/agree 2026-11 all');

test('LINE delivers a claim again whose answer was lost: one coupon, and the same answer', async () => {
  const shop = await openShop({ channels: ['line'] });
  await latte(shop);
  const mali = (await shop.phone('line', 'Mali', 'en')) as LinePhone;
  await join(mali);
  const [said] = await mali.type('/claim LATTE');
  const before = mali.seen().length;
  expect((await mali.redeliver(3)).map(({ status }) => status)).toEqual([200, 200, 200]);
  await shop.answered();
  expect(await coupons(shop)).toBe(1);
  expect(mali.seen().slice(before)).toEqual([]);

  shop.line.fault({ on: 'reply', status: 500, times: 20 });
  shop.line.fault({ on: 'push', status: 500, times: 20 });
  const lost = mali.type('/claim LATTE');
  await until(
    async () => (await shop.app.pool.query('select 1 from inbox_event where answered_at is null')).rows.length > 0,
  );
  await lost;
  shop.line.clearFaults();
  await mali.redeliver();
  await until(() => mali.seen().length > before);
  expect(mali.seen().at(-1)?.code).toBe(said!.code);
  expect(await coupons(shop)).toBe(1);
});

test('Telegram delivers a claim again: one coupon, and nothing else is said', async () => {
  const shop = await openShop({ channels: ['telegram'] });
  await latte(shop);
  const mali = (await shop.phone('telegram', 'Mali', 'en')) as TelegramPhone;
  await join(mali);
  const [said] = await mali.type('/claim LATTE');
  await shop.answered();
  expect(await mali.redeliver(3)).toEqual([200, 200, 200]);
  await shop.answered();
  expect(await coupons(shop)).toBe(1);
  expect(new Set(mali.seen().flatMap(({ code }) => code ?? []))).toEqual(new Set([said!.code]));
});

test('a page that got no answer says its line again and reads the same', async () => {
  const shop = await openShop({ channels: ['web'] });
  await latte(shop);
  const mali = (await shop.phone('web', 'Mali', 'en')) as WebPhone;
  await join(mali);
  const said = await mali.type('/claim LATTE');
  expect(await mali.redeliver()).toEqual(said);
  expect(await coupons(shop)).toBe(1);
});

test('the menus of LINE are made once over two starts, and each role has its own', async () => {
  const owner = lineId('somchai 1');
  const first = await openShop({ channels: ['line'], menus: true, settings: { OWNERS: `line:${owner}` } });
  await until(() => first.line.menus.size >= 6 && first.line.defaultMenu !== undefined);
  const made = [...first.line.menus.keys()];
  const second = await openShop({
    channels: ['line'],
    menus: true,
    settings: { OWNERS: `line:${owner}` },
    beside: first,
  });
  const somchai = second.line.person('somchai 1', { name: 'Somchai' });
  const mali = second.line.person('mali', { name: 'Mali', language: 'zh-TW' });
  await somchai.follow();
  await mali.follow();
  await until(() => mali.menu().some(({ label }) => label === '我的優惠券'));
  await until(() => somchai.menu().some(({ says }) => says?.startsWith('/check') ?? false));
  expect([...second.line.menus.keys()]).toEqual(made);
});

test('Telegram offers each role its own commands, in their language', async () => {
  const shop = await openShop({ channels: ['telegram'], settings: { OWNERS: 'telegram:1001' } });
  const somchai = (await shop.phone('telegram', 'Somchai', 'en')) as TelegramPhone;
  const noi = (await shop.phone('telegram', 'Noi', 'zh-hant')) as TelegramPhone;
  expect([somchai.address, noi.commands().map(({ command }) => command)]).toEqual([
    '1001',
    [
      ...['drops', 'coupons', 'points', 'tier', 'birthday', 'link', 'language', 'timezone', 'ask', 'help', 'privacy'],
      'stop',
    ],
  ]);
  const [invitation] = await somchai.type('/invite clerk');
  await until(() => somchai.commands().some(({ command }) => command === 'invite'));
  await noi.type(/\/join \w+/.exec(invitation!.text)![0]);
  await until(() => noi.commands().some(({ command }) => command === 'redeem'));
  expect(noi.commands()[0]).toEqual({ command: 'check', description: '查驗優惠券代碼' });
  await somchai.type('/staff');
  await somchai.tap('End Noi');
  await noi.type('/help');
  await until(() => !noi.commands().some(({ command }) => command === 'redeem'));
});

test('whoever blocked the bot is not written to until they write again', async () => {
  const shop = await openShop({ channels: ['telegram'] });
  const mali = (await shop.phone('telegram', 'Mali', 'en')) as TelegramPhone;
  await join(mali);
  await mali.block();
  const reachable = async () =>
    (await shop.app.pool.query(`select reachable from identity where address = $1`, [mali.address])).rows[0].reachable;
  await until(async () => !(await reachable()));
  await mali.unblock();
  await until(reachable);
});
