import { globSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiShop, openApiShop, type Told } from './api-shop.ts';

let shop: ApiShop;
let all: string;
// biome-ignore lint/suspicious/noExplicitAny: a document
let document: any;
const seen = new Set<string>();
const ajv = new Ajv2020({ strict: false });
(addFormats as unknown as (to: Ajv2020) => void)(ajv);

beforeAll(async () => {
  shop = await openApiShop();
  all = await shop.key('campaigns', 'redeem', 'purchases', 'points');
  document = (await shop.call(undefined, 'GET /openapi.json')).body;
  ajv.addSchema(document, 'openapi');
});
afterAll(() => shop?.close());

/** Calls, and holds the answer against the document. */
async function call(key: string | undefined, what: string, body?: unknown, headers = {}): Promise<Told> {
  const told = await shop.call(key, what, body, headers);
  const [method = '', path = ''] = what.split(' ');
  const plain = `/api/v1${path.split('?')[0]}`;
  const fits = (template: string) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(plain);
  const template = Object.keys(document.paths).find(fits)!;
  const pointer = [
    'paths',
    template,
    method.toLowerCase(),
    'responses',
    String(told.status),
    'content',
    'application/json',
    'schema',
  ];
  const ref = `openapi#/${pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
  const validate = ajv.getSchema(ref);
  expect(
    validate,
    `${what} answers ${told.status} ${JSON.stringify(told.body)}, which the document does not know`,
  ).toBeDefined();
  expect(validate!(told.body), `${what}: ${JSON.stringify(validate!.errors)} ${JSON.stringify(told.body)}`).toBe(true);
  if (told.status < 300) seen.add(`${method.toLowerCase()} ${template}`);
  return told;
}

const terms = { kind: 'amount', amountMinor: 2000, name: { en: 'NT$20 off' }, validity: { days: 7 } };

test('a campaign is published, read, listed, changed, stopped, resumed and revoked', async () => {
  const made = await call(all, 'POST /campaigns', { ref: 'TWENTY', terms, stock: 10, perCustomer: 2 });
  expect(made).toMatchObject({ status: 201, body: { ref: 'TWENTY', state: 'live', stock: 10, claimed: 0, terms } });
  const { id } = made.body;
  expect((await call(all, 'GET /campaigns/twenty')).body).toMatchObject(made.body);
  expect((await call(all, `GET /campaigns/${id}`)).body).toMatchObject(made.body);
  await shop.claim(id, await shop.person('Mali'));

  const changed = await call(all, 'PATCH /campaigns/TWENTY', { terms: { amountMinor: 3000 }, stock: 20 });
  expect(changed.body).toMatchObject({ version: 2, termsVersion: 2, stock: 20, terms: { amountMinor: 3000 } });
  expect((await call(all, 'POST /campaigns/TWENTY/stop')).body).toMatchObject({ state: 'stopped', claimed: 1 });
  expect((await call(all, 'GET /campaigns?state=stopped')).body.campaigns).toHaveLength(1);
  expect((await call(all, 'GET /campaigns?state=live')).body).toEqual({ campaigns: [], next: null });
  expect((await call(all, 'POST /campaigns/TWENTY/resume')).body).toMatchObject({ state: 'live' });
  expect((await call(all, 'POST /campaigns/TWENTY/revoke', { reason: 'wrong price' })).body).toEqual({ revoked: 1 });
  expect((await call(all, 'POST /campaigns', { ref: 'TWENTY', terms })).body).toMatchObject({
    code: 'campaign-ref-taken',
  });
});

test('campaigns are listed a page at a time, each once', async () => {
  for (let n = 0; n < 5; n++) await call(all, 'POST /campaigns', { terms });
  const refs: string[] = [];
  for (let after = ''; ; ) {
    const { body } = await call(all, `GET /campaigns?limit=2${after}`);
    refs.push(...body.campaigns.map(({ ref }: { ref: string }) => ref));
    if (!body.next) break;
    after = `&after=${body.next}`;
  }
  expect(refs).toHaveLength(6);
  expect(new Set(refs).size).toBe(6);
});

test('a store is opened and listed; another of its name is refused', async () => {
  const made = await call(all, 'POST /stores', { name: 'Station', zone: 'Asia/Taipei' });
  expect(made.status).toBe(201);
  expect((await call(all, 'GET /stores')).body).toEqual({ stores: [made.body] });
  expect(await call(all, 'POST /stores', { name: 'station' })).toMatchObject({
    status: 409,
    body: { code: 'store-name-taken' },
  });
});

test('a coupon is checked, redeemed once and taken back, and the points follow', async () => {
  const { id } = await shop.campaign({
    terms: { kind: 'percent', percentBasisPoints: 2000, capMinor: 5000, minimumMinor: 10_000 },
  });
  const mali = await shop.person('Mali');
  const { code, couponId } = await shop.claim(id, mali);
  const looked = await call(all, 'POST /check', { code });
  expect(looked.body).toMatchObject({ ok: false, amountNeeded: true, couponId, holder: 'M***', discountMinor: null });
  const link = `https://shop.example/q/${shop.app.shop.codes.tokenOf(couponId)}`;
  const withAmount = await call(all, 'POST /check', { code: link, amountMinor: 15_850, store: 'Station' });
  expect(withAmount.body).toMatchObject({ ok: true, discountMinor: 3170 });
  const few = await call(all, 'POST /redeem', { code, amountMinor: 9000 });
  expect(few).toMatchObject({ status: 409, body: { code: 'minimum-missing' } });

  const sale = { code: code.toLowerCase(), amountMinor: 15_850, store: 'Station' };
  const redeemed = await call(all, 'POST /redeem', sale);
  expect(redeemed.body).toMatchObject({
    couponId,
    orderMinor: 15_850,
    discountMinor: 3170,
    paidMinor: 12_680,
    earned: 126,
  });
  const again = await call(all, 'POST /redeem', sale);
  expect(again).toMatchObject({ status: 409, body: { code: 'coupon-used' } });
  const held = await call(all, `GET /customers/${mali}/points`);
  expect(held.body).toMatchObject({ balance: 126, owed: 0, next: { points: 126 } });

  const stats = await call(all, `GET /campaigns/${id}/stats`);
  expect(stats.body.total).toMatchObject({ claimed: 1, redeemed: 1, discountMinor: 3170 });
  expect(stats.body.stores).toMatchObject([{ store: 'Station', redeemed: 1 }]);

  const { redemptionId } = redeemed.body;
  expect(await call(all, 'POST /undo', { redemptionId, reason: 'wrong order' })).toMatchObject({
    status: 200,
    body: { couponState: 'issued', pointsTaken: 126, pointsOwed: 0 },
  });
  expect(await call(all, 'POST /undo', { redemptionId, reason: 'twice' })).toMatchObject({
    status: 409,
    body: { code: 'undo-done' },
  });
  expect((await call(all, `GET /customers/${mali}/points`)).body.balance).toBe(0);
  const [kept] = await shop.query(
    'select method, api_key_id is not null as key, undone_at is not null as undone from redemption',
  );
  expect(kept).toEqual({ method: 'api', key: true, undone: true });
});

test('a purchase gives its points once, whoever names the person and however often it is sent, less what is refunded', async () => {
  const ken = await shop.person('Ken');
  const [{ address }] = await shop.query('select address from identity where customer_id = $1', [ken]);
  const found = await call(all, `GET /customers?channel=terminal&address=${address}`);
  expect(found.body.id).toBe(ken);
  const order = { customer: { channel: 'terminal', address }, source: 'pos', orderNo: '1001', amountMinor: 20_000 };
  const recorded = await call(all, 'POST /purchases', order);
  expect(recorded).toMatchObject({ status: 201, body: { customerId: ken, points: 200, again: false } });
  const tomorrow = { ...order, orderNo: '1002', at: new Date(shop.clock.now().getTime() + 86_460_000).toISOString() };
  expect(await call(all, 'POST /purchases', tomorrow)).toMatchObject({ status: 422, body: { code: 'body-invalid' } });
  const again = await call(all, 'POST /purchases', { ...order, customer: { id: ken } });
  expect(again.body).toEqual({ ...recorded.body, again: true });
  expect((await call(all, `GET /customers/${ken}/points`)).body.balance).toBe(200);
  const refund = { source: 'pos', refundNo: '1', orderNo: '1001', amountMinor: 5000 };
  expect((await call(all, 'POST /refunds', refund)).body).toMatchObject({ points: 50, again: false });
  expect((await call(all, `GET /customers/${ken}/stats`)).body).toMatchObject({ purchases: 1, spentMinor: 15_000 });
});

test('points are given and spent, never below zero', async () => {
  const ken = await shop.person('Ken');
  expect((await call(all, `POST /customers/${ken}/points`, { delta: 50, reason: 'sorry' })).body.balance).toBe(50);
  expect((await call(all, `POST /customers/${ken}/points`, { delta: -30, reason: 'cake' })).body.balance).toBe(20);
  const short = await call(all, `POST /customers/${ken}/points`, { delta: -30, reason: 'cake' });
  expect(short).toMatchObject({ status: 409, body: { code: 'points-short' } });
  const { body } = await call(all, `GET /customers/${ken}/points`);
  expect(body.entries.map(({ delta }: { delta: number }) => delta)).toEqual([-30, 50]);
});

test.each([
  ['POST /check', { code: 'HELLO' }, 422, 'code-shape'],
  ['POST /check', { code: '0000-0000-0000-1' }, 422, 'code-typo'],
  ['POST /check', { code: 'A', more: 1 }, 422, 'body-invalid'],
  ['POST /check', { code: 'A', amountMinor: 1.5 }, 422, 'body-invalid'],
  ['POST /check', { code: 'A', store: 'Nowhere' }, 404, 'store-unknown'],
  ['POST /check', [], 400, 'body-unreadable'],
  ['POST /check', '{"code":', 400, 'body-unreadable'],
  ['POST /undo', { redemptionId: '018f0000-0000-7000-8000-000000000000', reason: 'x' }, 404, 'undo-unknown'],
  ['GET /campaigns/NOSUCH', undefined, 404, 'campaign-unknown'],
  ['GET /campaigns?limit=0', undefined, 422, 'body-invalid'],
  ['GET /customers?channel=line&address=U1', undefined, 404, 'customer-unknown'],
  ['GET /customers/018f0000-0000-7000-8000-000000000000/points', undefined, 404, 'customer-unknown'],
  ['POST /campaigns', { terms: { ...terms, kind: 'gift' } }, 422, 'body-invalid'],
  ['POST /stores', '{"name":"a\\u0000b"}', 422, 'body-invalid'],
  ['POST /stores', '{"name":"a\\ud800b"}', 422, 'body-invalid'],
  ['GET /campaigns/%00', undefined, 422, 'body-invalid'],
  ['POST /stores', { name: 'X', zone: 'Mars/Base' }, 422, 'store-name'],
])('%s with %j is refused with %i %s', async (what, body, status, code) => {
  const told = await call(all, what, body);
  expect(told).toMatchObject({ status, body: { code } });
  expect(told.body.sentence).toMatch(/\S/);
  expect(told.body.remedy).toMatch(/\S/);
  expect(told.headers.get('cache-control')).toBe('no-store');
});

test('a body that is too large and an address that is not there are refused', async () => {
  const large = await shop.call(all, 'POST /check', { code: 'A'.repeat(300_000) });
  expect(large).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
  expect(await shop.call(all, 'GET /nothing')).toMatchObject({ status: 404, body: { code: 'address-unknown' } });
  const text = await shop.call(all, 'POST /check', 'code=1', { 'content-type': 'application/x-www-form-urlencoded' });
  expect(text).toMatchObject({ status: 400, body: { code: 'body-unreadable' } });
});

test('every refusal speaks the language of the caller, in a sentence and a remedy', async () => {
  const said = async (language: string) => {
    const told = await call(all, 'GET /campaigns/NOSUCH', undefined, { 'accept-language': language });
    return [told.headers.get('content-language'), told.body.sentence, told.body.remedy];
  };
  expect(await said('en-US')).toEqual([
    'en',
    'There is no such campaign.',
    'Take the ref or id from GET /api/v1/campaigns.',
  ]);
  expect(await said('fr, zh-TW;q=0.9')).toEqual([
    'zh-Hant',
    '沒有這個活動。',
    '請從 GET /api/v1/campaigns 取得 ref 或 id。',
  ]);
  expect(await said('zh-Hans-CN')).toEqual([
    'zh-Hans',
    '没有这个活动。',
    '请从 GET /api/v1/campaigns 获取 ref 或 id。',
  ]);
  expect((await said('fr'))[0]).toBe('en');
});

test('what does not fit is said in the language of the caller, of the form that was meant', async () => {
  const said = async (language: string, customer: unknown, more = {}) => {
    const order = { customer, source: 'pos', orderNo: '7', amountMinor: 100, ...more };
    const { body } = await call(all, 'POST /purchases', order, { 'accept-language': language });
    return [body.code, body.sentence];
  };
  expect(await said('en', 'line:U1')).toEqual([
    'body-invalid',
    '“customer” does not fit: Invalid input: expected object, received string.',
  ]);
  expect(await said('en', { id: 'Ken' })).toEqual(['body-invalid', '“customer.id” does not fit: Invalid UUID.']);
  expect((await said('zh-TW', { channel: 'terminal' }))[1]).toBe(
    '「customer.address」不符合規定：無效的輸入值：預期為 string，但收到 undefined。',
  );
  const at = new Date(shop.clock.now().getTime() + 2 * 86_400_000).toISOString();
  const who = { id: await shop.person('Ken') };
  expect((await said('zh-CN', who, { at }))[1]).toBe('“at”不符合规定：时间在未来。');
});

test('every schema of the document can be used, and each call has a name of its own', () => {
  const names: string[] = [];
  for (const [path, methods] of Object.entries<Record<string, Operation>>(document.paths)) {
    for (const { operationId, requestBody, parameters } of Object.values(methods)) {
      names.push(operationId);
      const blanks = parameters.filter((one) => one.in === 'path').map((one) => `{${one.name}}`);
      expect(blanks).toEqual(path.match(/\{\w+\}/g) ?? []);
      const { components } = document;
      for (const { schema } of parameters) ajv.compile({ ...schema, components });
      const sent = requestBody?.content['application/json'] ?? requestBody?.content['text/csv'];
      if (sent) ajv.compile({ ...sent.schema, components });
    }
  }
  expect(new Set(names).size).toBe(names.length);
});

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; schema: object }[];
  requestBody?: { content: Partial<Record<'application/json' | 'text/csv', { schema: object }>> };
}

// Some are answered beside what they belong to, where their address is written out, or its last word in a list.
const elsewhere = globSync('test/**/*.test.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const askedElsewhere = (path: string) => {
  const [, last] = /((?:[^/{}]+\/\{\w+\}|[^/{}]+))$/.exec(path)!;
  return new RegExp(`['"/]${last!.replace(/\{\w+\}/, '[^/\\s]+')}(?![\\w/-])`).test(elsewhere);
};

test('every endpoint of the document is answered in some test', () => {
  const offered = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => ({ path, asked: `${method} ${path}` })),
  );
  const silent = offered.filter(({ path, asked }) => !seen.has(asked) && !askedElsewhere(path));
  expect(silent.map(({ asked }) => asked)).toEqual([]);
});
