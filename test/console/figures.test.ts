import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Staff } from '../../entities/staff.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { openTicket } from '../../src/feedback/open-ticket.ts';
import { addDays } from '../../src/lib/dates.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { KINDS } from '../../src/reports/shown/shown.ts';
import { createStore } from '../../src/stores/create-store.ts';
import { operator } from '../api/api-shop.ts';
import { seriousFindings } from '../pages/findings.ts';
import { type Browser, buildPages, canLook, openBrowser, openPage, PHONE, shoot } from '../pages/look.ts';
import { tellPeople } from '../reports/told.ts';
import { type ConsoleShop, openConsoleShop } from './console-shop.ts';

const NOW = new Date('2026-11-23T06:02:00Z');
const HOSTILE = '<img src=x onerror=alert(1)>';

let shop: ConsoleShop;
let cookies: Record<'owner' | 'manager' | 'marketer', string>;
let mali: string;
let station: string;
let campaignId: string;

beforeAll(async () => {
  shop = await openConsoleShop(canLook ? { pagesFolder: await buildPages() } : {});
  station = (await shop.run((tx) => createStore(tx, operator, { name: 'Station', zone: 'America/New_York' }))).id;
  mali = await shop.person('Mali');
  cookies = {
    owner: await shop.signIn(await shop.staff('owner', 'Somchai')),
    manager: await shop.signIn(await shop.staff('manager', 'Mei', station)),
    marketer: await shop.signIn(await shop.staff('marketer', 'Ploy')),
  };
  // 14:02 in Taipei; a week ago one order before that hour, and one after it.
  for (const [hours, minor] of [
    [1, 20_000],
    [168 + 2, 30_000],
    [168 - 2, 70_000],
  ] as const)
    await sell(hours, minor);
  // In New York it is 01:02 of the 23rd: what was sold there two hours ago was yesterday.
  await sell(2, 5_000, station);
  const ken = await shop.person('Ken');
  campaignId = (await shop.campaign({ ref: 'LATTE', perCustomer: 3, terms: { kind: 'amount', amountMinor: 3000 } })).id;
  await tellPeople(shop.app.database, campaignId, new Date(NOW.getTime() - 86_400_000), [
    { customerId: mali, outcome: 'sent' },
    { customerId: ken, outcome: 'holdout' },
  ]);
  await use(15_850);
}, 60_000);
afterAll(() => shop?.close());

let orders = 0;
const sell = (hoursAgo: number, amountMinor: number, storeId?: string) =>
  shop.run((tx) =>
    recordPurchase(tx, operator, {
      ...{ who: { customerId: mali }, source: 'pos', orderNo: `${++orders}`, amountMinor },
      ...(storeId && { storeId }),
      at: new Date(NOW.getTime() - hoursAgo * 3_600_000),
      lines: [{ product: HOSTILE, quantity: 1, amountMinor }],
    }),
  );

/** Mali claims a latte, and uses it in the station at once. */
async function use(amountMinor: number): Promise<void> {
  const { code } = await shop.claim(campaignId, mali);
  await shop.run((tx) => redeemCoupon(tx, operator, { code, amountMinor, storeId: station }));
}

test('today is told so far, beside the same weekday up to the same hour, to each in their language and of their store', async () => {
  await shop.run((tx) => openTicket(tx, { customerId: mali, storeId: null, words: 'Hello?' }));
  const owner = await shop.ask(cookies.owner, 'GET /summary');
  expect(owner.body).toMatchObject({
    ...{ day: '2026-11-23', zone: 'Asia/Taipei', currency: 'TWD', store: null, open: 1, title: 'Mon 23 November' },
    figures: { purchases: 3, soldMinor: 37_850, claims: 1, redemptions: 1, joined: 5 },
    before: { purchases: 1, soldMinor: 30_000 },
  });
  expect(owner.body.lines).toEqual([
    ...['Sold: NT$378.50 (3 orders)', 'Claimed: 1', 'Redeemed: 1, orders of NT$158.50, NT$30 off'],
    ...['Points given: 378', 'New members: 5'],
    ...['Waiting for an answer: 1', 'The Mon before, until 14:02: sold NT$300 (1 order); redeemed 0; new members 0'],
  ]);
  const marketer = await shop.ask(cookies.marketer, 'GET /summary?day=2026-11-16', undefined, {
    'accept-language': 'zh-TW',
  });
  // Tickets are for those who answer them.
  expect(marketer.body).toMatchObject({ open: null, figures: { purchases: 2, soldMinor: 100_000 } });
  expect(marketer.body.title).toBe('11 月 16 日（週一）');
  expect(marketer.body.lines[0]).toBe('銷售：NT$1,000（2 筆）');
  const manager = await shop.ask(cookies.manager, 'GET /summary', undefined, { 'accept-language': 'zh-CN' });
  expect(manager.body).toMatchObject({
    ...{ day: '2026-11-23', zone: 'America/New_York', store: { id: station, name: 'Station' }, open: 1 },
    figures: { purchases: 1, soldMinor: 12_850, claims: null, joined: null },
  });
  const yesterday = await shop.ask(cookies.manager, 'GET /summary?day=yesterday');
  expect(yesterday.body).toMatchObject({ day: '2026-11-22', figures: { purchases: 1, soldMinor: 5_000 } });
  const quiet = await shop.ask(cookies.marketer, 'GET /summary?day=2026-01-01', undefined, { 'accept-language': 'zh' });
  expect(quiet.body.lines).toEqual(['这一天没有任何动静。']);
  const nos = [
    [await shop.key('redeem'), 'GET /summary', 403],
    [await shop.key('campaigns'), 'GET /summary?day=2026-02-30', 422],
    [await shop.key('campaigns'), 'GET /summary?day=tomorrow', 422],
    [await shop.key('feedback'), 'GET /summary', 200],
  ] as const;
  for (const [key, what, status] of nos) expect([what, (await shop.call(key, what)).status]).toEqual([what, status]);
});

test('each report is told in words, a table, a picture and a file, to staff of what they may see and to keys without paths', async () => {
  const key = await shop.key('campaigns');
  await shop.query(
    `insert into trigger (name, recipe, state, rule, since, created_at) values ('win-back', 'win-back', 'on', '{}', now(), now())`,
  );
  const chosen = await shop.ask(cookies.marketer, 'GET /reports/lift/choices', undefined, {
    'accept-language': 'zh-TW',
  });
  const of = expect.stringMatching(/^[0-9a-f-]{36}$/);
  expect(chosen.body.choices).toEqual([
    { of, name: 'Latte（11 月 22 日）' },
    { of, name: '好久不見' },
  ]);
  expect((await shop.call(key, 'GET /reports/funnel/choices')).body.choices).toEqual([
    { of: 'LATTE', name: 'Latte (LATTE)' },
  ]);
  expect((await shop.call(key, 'GET /reports/cost/choices')).body).toEqual({ choices: [] });
  for (const kind of KINDS) {
    const of = kind === 'lift' ? `?of=${chosen.body.choices[0].of}` : kind === 'funnel' ? '?of=latte' : '';
    const { status, body } = await shop.ask(cookies.owner, `GET /reports/${kind}/card${of}`);
    expect([kind, status]).toEqual([kind, 200]);
    expect(body.lines.join(), kind).not.toMatch(/undefined|NaN/);
    if (!body.isEmpty) for (const row of body.rows) expect(row.length, kind).toBe(body.columns.length);
    expect((await shop.call(key, `GET /reports/${kind}/card${of}`)).body).toMatchObject({ picture: null, file: null });
  }
  const cost = await shop.ask(cookies.marketer, 'GET /reports/cost/card?days=7', undefined, {
    'accept-language': 'zh-TW',
  });
  expect(cost.body).toMatchObject({
    ...{
      kind: 'cost',
      from: '2026-11-17',
      last: '2026-11-23',
      title: '成本與回收',
      head: ['11 月 17 日到 11 月 23 日'],
    },
    ...{ isEmpty: false, more: 0, picture: null },
  });
  expect(cost.body.rows).toEqual([
    ['Latte', 'LATTE', '1', 'NT$30', '0', '0', '1', 'NT$158.50', 'NT$128.50', '1', 'NT$0'],
  ]);
  expect(cost.body.columns.slice(0, 3)).toEqual([
    ...[
      { name: '活動', isNumber: false },
      { name: '代號', isNumber: false },
    ],
    { name: '核銷張數', isNumber: true },
  ]);
  const file = await fetch(shop.url.replace(/\/$/, '') + cost.body.file);
  expect(file.headers.get('content-disposition')).toBe('attachment; filename=cost-2026-11-17-2026-11-23.csv');
  const hours = await shop.ask(cookies.owner, 'GET /reports/hours/card?days=2026-11');
  // On the clock of each store.
  expect(hours.body.rows).toContainEqual(['Sun', '23:00', '1', 'NT$50', '0']);
  const png = await fetch(shop.url.replace(/\/$/, '') + hours.body.picture);
  expect([png.status, png.headers.get('content-type')]).toEqual([200, 'image/png']);
  // Who is bound to a store sees that store, on its clock.
  const bound = await shop.ask(cookies.manager, 'GET /reports/products/card?days=1');
  expect(bound.body).toMatchObject({
    zone: 'America/New_York',
    from: '2026-11-23',
    head: ['23 November', 'Station only'],
  });
  expect(bound.body.rows.map((row: string[]) => row[0])).toEqual([]);
  const nos = [
    ['GET /reports/cost/card?days=zzz', 422, 'report-unknown'],
    ['GET /reports/cost/card?from=2026-11-20&last=2026-11-01', 422, 'report-period'],
    ['GET /reports/funnel/card?of=NOSUCH', 404, 'campaign-unknown'],
    ['GET /reports/horoscope/card', 422, 'body-invalid'],
  ] as const;
  for (const [what, status, no] of nos) {
    const told = await shop.ask(cookies.owner, what);
    expect([what, told.status, told.body.code]).toEqual([what, status, no]);
  }
  expect((await shop.call(await shop.key('purchases'), 'GET /reports/cost/card')).status).toBe(403);
});

test('who is bound to a store hears of no other, and a page that nobody touches keeps no session open', async () => {
  const market = (await shop.run((tx) => createStore(tx, operator, { name: 'Market' }))).id;
  const latest = (query = '') => shop.ask(cookies.manager, `GET /live/latest${query}`);
  expect((await latest()).body.news).toMatchObject([
    {
      kind: 'redemption',
      storeId: station,
      when: '01:02',
      sentence: 'M*** used “Latte” at Station, order of NT$158.50, NT$30 off',
    },
  ]);
  expect((await latest(`?store=${station}`)).body.news).toHaveLength(1);
  for (const path of ['/live', '/live/latest']) {
    const told = await shop.ask(cookies.manager, `GET ${path}?store=${market}`);
    expect([path, told.status, told.body.code]).toEqual([path, 403, 'console-not-here']);
  }
  const cookie = await shop.signIn(await staffCalled('Ploy'));
  const ask = (headers: Record<string, string>) => shop.ask(cookie, 'GET /summary', undefined, headers);
  const wait = (minutes: number) => {
    shop.clock.at = new Date(shop.clock.at.getTime() + minutes * 60_000);
  };
  wait(20);
  expect((await ask({})).status).toBe(200);
  wait(20);
  expect((await ask({ 'x-by-itself': '1' })).status).toBe(200);
  const listened = await shop.ask(cookie, 'GET /live', undefined, { accept: 'text/event-stream' });
  expect(listened.status).toBe(200);
  wait(11);
  expect((await ask({ 'x-by-itself': '1' })).body.code).toBe('console-over');
  shop.clock.at = NOW;
});

const staffCalled = async (name: string): Promise<Staff> => {
  const [{ id }] = await shop.query(
    'select s.id from staff s join customer c on c.id = s.customer_id where c.name = $1',
    [name],
  );
  return shop.app.database.manager.findOneByOrFail(Staff, { id });
};

describe.skipIf(!canLook)('An owner on a phone', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  test('sees a redemption as it happens and the figures follow, is told when the line drops, and takes a report away', async () => {
    const { page, context, complaints } = await openPage(browser, { url: shop.url, viewport: PHONE });
    page.setDefaultTimeout(8_000);
    await page.goto(await shop.link(await staffCalled('Somchai')));
    await page.getByText('Connected: what happens shows here at once.').waitFor();
    await page.getByText('M*** claimed “Latte” on the terminal').waitFor();
    await page.getByText('NT$378.50 (3 orders)').waitFor();
    const began = performance.now();
    await use(10_000);
    await page.getByText('M*** used “Latte” at Station, order of NT$100, NT$30 off').waitFor();
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(await page.getByRole('list', { name: 'As it happens' }).getByRole('listitem').first().innerText()).toMatch(
      /used “Latte”.*NT\$100,/s,
    );
    await page.getByText('NT$448.50 (4 orders)').waitFor();
    await shoot(page, 'console-now');
    expect(await seriousFindings(page)).toEqual([]);
    await context.setOffline(true);
    await page.getByText('Not connected. We keep trying.').waitFor();
    // What was told stays while nothing newer can be.
    expect(await page.getByText('NT$448.50 (4 orders)').count()).toBe(1);
    await context.setOffline(false);
    await page.getByText('Connected: what happens shows here at once.').waitFor();

    await page.getByRole('link', { name: 'Reports' }).click();
    await page.getByRole('link', { name: 'Products What is bought with a coupon most' }).click();
    await page.getByRole('rowheader', { name: HOSTILE }).waitFor();
    await page.getByLabel('Days').selectOption('From one day to another');
    await page.getByLabel('First day').fill('2026-11-23');
    await page.getByLabel('Last day').fill(addDays('2026-11-23', -1));
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('The period ends before it begins.').waitFor();
    await page.getByLabel('Report').selectOption('Busy hours');
    await page.getByLabel('Days').selectOption('Last 7 days');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('columnheader', { name: 'Weekday' }).waitFor();
    expect(page.url()).toBe(`${shop.url}/console/reports/hours?days=7`);
    const picture = page.getByRole('img', { name: 'Busy hours, 17 November – 23 November: the picture shows' });
    expect(await picture.evaluate((one: HTMLImageElement) => one.decode().then(() => one.naturalWidth))).toBe(1040);
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
    await page.goto('/console/reports/funnel');
    await page.getByRole('heading', { name: 'Funnel: Latte' }).waitFor();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-hant');
    await page.getByRole('heading', { name: '轉換漏斗：Latte' }).waitFor();
    await page.getByText('領出 2 張，核銷 2 張（100%）。').waitFor();
    const taken = page.waitForEvent('download');
    await page.getByRole('link', { name: '下載表格（CSV）' }).click();
    expect((await taken).suggestedFilename()).toBe('funnel-2026-10-25-2026-11-23.csv');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
