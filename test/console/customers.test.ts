import { afterAll, beforeAll, expect, test } from 'vitest';
import { Customer } from '../../entities/customer.ts';
import { keepPhone } from '../../src/customers/keep-phone.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { operator } from '../api/api-shop.ts';
import { type ConsoleShop, openConsoleShop } from './console-shop.ts';

let shop: ConsoleShop;
let [owner, manager, marketer, key] = ['', '', '', ''];
let [mali, other] = ['', ''];

beforeAll(async () => {
  shop = await openConsoleShop();
  owner = await shop.signIn(await shop.staff('owner', 'Somchai'));
  manager = await shop.signIn(await shop.staff('manager', 'Som'));
  marketer = await shop.signIn(await shop.staff('marketer', 'Ploy'));
  key = await shop.key('customers');
  mali = await shop.person('Mali Thong');
  other = await shop.person('Mali Thong');
  await shop.run(async (tx) => keepPhone(tx, await tx.db.findOneByOrFail(Customer, { id: mali }), '+886912345678'));
  await shop.run((tx) =>
    recordPurchase(tx, operator, {
      ...{ who: { customerId: mali }, source: 'pos', orderNo: '1', amountMinor: 32_000 },
      lines: [{ product: 'Latte', category: 'coffee', quantity: 1, amountMinor: 32_000 }],
    }),
  );
});
afterAll(() => shop?.close());

const search = (cookie: string, typed: string, headers = {}) =>
  shop.ask(cookie, `GET /customers/search?q=${encodeURIComponent(typed)}`, undefined, headers);

test('Two of one name are told apart by number, last visit and channel, as far as the reader may see them', async () => {
  const { body } = await search(manager, 'mali');
  expect(body).toMatchObject({ id: null, more: false, candidates: [{ id: mali, name: 'Mali Thong' }, { id: other }] });
  expect(body.candidates[0].sentence).toBe('Phone: ends with 678 · Last on 23 November · Writes on the terminal');
  expect(body.candidates[1].sentence).toBe('Has not bought anything yet · Writes on the terminal');
  const masked = await search(marketer, 'mali', { 'accept-language': 'zh-TW' });
  expect(masked.body.candidates[0]).toMatchObject({ name: 'M***', phone: '678' });
  expect(masked.body.candidates[0].sentence).toBe('電話末三碼 678 · 最近一次是 11 月 23 日 · 聯絡管道：終端機');
  expect((await search(owner, '0912-345-678')).body).toMatchObject({ id: mali, candidates: [] });
  const some = await shop.call(key, 'GET /customers/search?q=mali&limit=1');
  expect(some.body).toMatchObject({ id: null, more: true, candidates: [{ id: mali }] });
  expect((await shop.call(await shop.key('points'), 'GET /customers/search?q=mali')).status).toBe(403);
});

test('Nobody of that name is said in a sentence that quotes what was typed', async () => {
  const { status, body } = await search(owner, '<img src=x onerror=alert(1)>');
  expect([status, body.code]).toEqual([404, 'customer-nobody']);
  expect(body.sentence).toContain('“<img src=x onerror=alert(1)>”');
  expect(body.remedy).toBe('Try another part of the name.');
  expect((await search(owner, ' ')).body.code).toBe('customer-nobody');
});

test('Codes that do not exist count on the console as at the counter, and the fifth pauses', async () => {
  const som = await shop.staff('manager', 'Mok');
  const cookie = await shop.signIn(som);
  const codes: string[] = [];
  // Well made, and of nobody.
  for (let n = 1; n <= 6; n++) {
    const { body } = await search(cookie, shop.app.shop.codes.codeOf(`0190000${n}-0000-7000-8000-00000000000${n}`));
    codes.push(body.code);
  }
  expect(codes).toEqual([...Array(4).fill('code-unknown'), 'staff-paused', 'staff-paused']);
  expect(await shop.query('select count(*)::int as n from wrong_code where staff_id = $1', [som.id])).toEqual([
    { n: 5 },
  ]);
});

test('A dossier says all its blocks in the language of its reader, masked for a marketer, and each reading is noted', async () => {
  const read = async (cookie: string, language = 'en') =>
    (await shop.ask(cookie, `GET /customers/${mali}`, undefined, { 'accept-language': language })).body;
  const whole = await read(manager);
  expect(whole).toMatchObject({ name: 'Mali Thong', phone: '+886912345678' });
  expect(whole.lines).toMatchObject({
    who: ['Member since 23 November', 'Writes on the terminal', 'Speaks English', 'Phone: +886912345678'],
    loyalty: ['320 points'],
    coupons: ['Coupons: 0 claimed, 0 used, 0 open'],
    tags: [],
  });
  expect(whole.lines.purchases).toEqual(
    expect.arrayContaining(['1 purchase, NT$320 in all', 'Last on 23 November · active', 'Buys Latte (1)']),
  );
  const masked = await read(marketer, 'zh-CN');
  expect(masked).toMatchObject({ name: 'M***', phone: '678' });
  expect(masked.lines.who).toContain('手机尾号 678');
  expect(JSON.stringify(masked)).not.toMatch(/Thong|912345/);
  const noted = await shop.query(
    `select count(*)::int as n from audit where act = 'read-customer' and subject = $1 and actor like 'staff:%'`,
    [mali],
  );
  expect(noted).toEqual([{ n: 2 }]);
  expect((await shop.ask(owner, 'GET /customers/00000000-0000-7000-8000-000000000000')).body.code).toBe(
    'customer-unknown',
  );
});

test('What happened is told in sentences, page after page, and of one kind where one is asked for', async () => {
  const all = (await shop.ask(manager, `GET /customers/${mali}/timeline?limit=2`)).body;
  expect(all.entries.map((one: { sentence: string }) => one.sentence)).toEqual([
    '+320 points · purchase',
    'bought for NT$320 · Latte · +320 points · pos #1',
  ]);
  expect(all.entries[0].when).toBe('23 November 14:02');
  const older = (await shop.ask(manager, `GET /customers/${mali}/timeline?before=${all.next}`)).body;
  expect(older.entries.map((one: { kind: string }) => one.kind)).toContain('joined');
  const bought = await shop.ask(manager, `GET /customers/${mali}/timeline?kinds=purchase`, undefined, {
    'accept-language': 'zh-TW',
  });
  expect(bought.body).toMatchObject({ next: null, entries: [{ kind: 'purchase', when: '11 月 23 日 14:02' }] });
});

test('Coupons are told with what became of them', async () => {
  const { id, ref } = await shop.campaign({ terms: { kind: 'points', points: 5 } });
  await shop.claim(id, mali);
  const { body } = await shop.ask(marketer, `GET /customers/${mali}/coupons`);
  expect(body).toMatchObject({ total: 1, coupons: [{ sentence: expect.stringContaining(`○ Latte (${ref}) · `) }] });
});

test('Staff put tags on and take them off; what cannot be a tag is refused with what can', async () => {
  const tag = (cookie: string, body: object) => shop.ask(cookie, `POST /customers/${mali}/tags`, body);
  expect((await tag(marketer, { tag: ' VIP ' })).body).toEqual({ tag: 'vip' });
  const long = await tag(manager, { tag: 'x'.repeat(31) });
  expect(long).toMatchObject({ status: 422, body: { code: 'tag-shape', remedy: 'Send it shorter.' } });
  for (let n = 0; n < 9; n++) expect((await tag(manager, { tag: `t${n}` })).status).toBe(200);
  expect((await tag(manager, { tag: 'eleventh' })).body.code).toBe('tags-many');
  expect((await tag(owner, { tag: 'vip', off: true })).status).toBe(200);
  expect((await tag(owner, { tag: 'vip', off: true })).body.code).toBe('tag-unknown');
  const foreign = await shop.ask(
    marketer,
    `POST /customers/${mali}/tags`,
    { tag: 'x' },
    { 'sec-fetch-site': 'cross-site' },
  );
  expect(foreign.body.code).toBe('other-site');
});
