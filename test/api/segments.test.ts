import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordPurchase } from '../../src/purchases/record.ts';
import { type ApiShop, openApiShop, operator } from './api-shop.ts';

let shop: ApiShop;
let key: string;
let mali: string;
let ken: string;

beforeAll(async () => {
  shop = await openApiShop();
  key = await shop.key('campaigns');
  mali = await shop.person('Mali');
  ken = await shop.person('Ken');
  await shop.run((tx) =>
    recordPurchase(tx, operator, {
      ...{ who: { customerId: mali }, source: 'pos', orderNo: '1', amountMinor: 32_000 },
      lines: [{ product: 'Latte', category: 'coffee', quantity: 3, amountMinor: 32_000 }],
    }),
  );
});
afterAll(() => shop?.close());

test('a segment is tried, made, looked at, changed and retired', async () => {
  const rule = encodeURIComponent('咖啡 >= 1 或 coffee >= 3 in 60 days');
  const tried = await shop.call(key, `GET /segments/preview?rule=${rule}`);
  expect(tried).toMatchObject({
    status: 200,
    body: {
      rule: { any: [{ field: 'bought', name: '咖啡', op: '>=', value: 1 }, { days: 60 }] },
      texts: { en: '咖啡 >= 1 or coffee >= 3 in 60 days', 'zh-hant': '「咖啡」>= 1 或 60 天內 coffee >= 3' },
      count: 1,
      samples: [{ masked: 'M***', because: ['3 × coffee in 60 days'] }],
      doubts: [{ kind: 'bought', name: '咖啡', near: [] }],
    },
  });
  const made = await shop.call(key, 'POST /segments', { name: 'Coffee lovers', rule: 'coffee >= 3 in 60 days' });
  expect(made).toMatchObject({ status: 201, body: { name: 'Coffee lovers', count: 1, doubts: [] } });
  expect((await shop.call(key, 'GET /segments/coffee%20lovers')).body).toEqual(made.body);
  const json = { all: [made.body.rule, { field: 'spend', op: '>=', value: 32_001 }] };
  const changed = await shop.call(key, `PATCH /segments/${made.body.id}`, { rule: json });
  expect(changed.body).toMatchObject({
    rule: json,
    count: 0,
    texts: { en: 'coffee >= 3 in 60 days and spend >= 320.01' },
  });
  const all = await shop.call(key, 'GET /segments');
  expect(all.body).toMatchObject({ total: 1, segments: [{ id: made.body.id, rule: json }] });
  expect((await shop.call(key, 'POST /segments/Coffee%20lovers/retire', {})).status).toBe(200);
  expect(await shop.call(key, 'GET /segments/Coffee%20lovers')).toMatchObject({
    status: 404,
    body: { code: 'segment-unknown' },
  });
});

test('a list is made of customers, and more come on it', async () => {
  const made = await shop.call(key, 'POST /segments', { name: 'Guests', customers: [mali] });
  expect(made).toMatchObject({
    status: 201,
    body: { rule: null, texts: null, count: 1, samples: [{ masked: 'M***', because: [] }] },
  });
  const more = await shop.call(key, 'POST /segments/guests/customers', { customers: [mali, ken, crypto.randomUUID()] });
  expect(more).toMatchObject({ status: 200, body: { added: 1 } });
  expect((await shop.call(key, 'GET /segments/Guests')).body.count).toBe(2);
});

test('what cannot be read is explained at the word, in the language asked for', async () => {
  const post = (body: object, language = 'en') =>
    shop.call(key, 'POST /segments', body, { 'accept-language': language });
  expect(await post({ name: 'X', rule: 'coffee >= 3 adn slipping' }, 'zh-TW')).toMatchObject({
    status: 422,
    body: {
      code: 'rule-unreadable',
      sentence: expect.stringContaining('第 4 個詞「adn」'),
      remedy: '您是不是要寫「and」？',
    },
  });
  expect(await post({ name: 'X', rule: 'tier platinum' })).toMatchObject({
    status: 422,
    body: { code: 'rule-name-unknown' },
  });
  expect(await post({ name: 'X', rule: { field: 'visits', op: '>=', value: -1 } })).toMatchObject({
    status: 422,
    body: { code: 'body-invalid' },
  });
  expect(await post({ name: 'X', rule: 'lost', customers: [mali] })).toMatchObject({
    status: 422,
    body: { code: 'body-invalid' },
  });
  let deep: object = { field: 'tier', in: ['gold'] };
  for (let n = 0; n < 3_000; n++) deep = { not: deep };
  expect(await post({ name: 'X', rule: deep })).toMatchObject({ status: 422, body: { code: 'body-invalid' } });
  const other = await shop.key('purchases');
  expect(await shop.call(other, 'GET /segments')).toMatchObject({ status: 403, body: { code: 'key-scope' } });
});

test('the document says what a rule is', async () => {
  const { body } = await shop.call(undefined, 'GET /openapi.json');
  expect(Object.keys(body.components.schemas)).toContain('Rule');
  expect(JSON.stringify(body.paths['/api/v1/segments'].post.requestBody)).toContain('#/components/schemas/Rule');
});

test('a name that nothing has is pointed at where it stands in the sentence, with what may be meant', async () => {
  await shop.call(key, 'POST /segments', { name: 'Slow friends', rule: 'visits >= 3' });
  const at = async (rule: string) => {
    const { body } = await shop.call(key, `GET /segments/preview?rule=${encodeURIComponent(rule)}`);
    const { from, to, instead } = body.place ?? {};
    return { code: body.code, word: rule.slice(from ?? 0, to ?? 0), instead };
  };
  const unknown = 'rule-name-unknown';
  expect(await at('visits >= 3 and tier in (“gloss”, silver)')).toEqual({ code: unknown, word: '“gloss”' });
  expect(await at('21天內沒有來訪且門市是台東或台北')).toEqual({ code: unknown, word: '台東' });
  expect(await at('language Klingon')).toEqual({ code: unknown, word: 'Klingon' });
  expect(await at('visits >= 3 and segment "Slow frends"')).toEqual({
    ...{ code: 'segment-unknown', word: '"Slow frends"', instead: '"Slow friends"' },
  });
  // Which of two is meant nobody can tell.
  expect(await at('tag gloss and tier gloss')).toEqual({ code: unknown, word: '' });
  const refused = { name: 'None', rule: 'visits >= 3 and tier gloss' };
  expect(await shop.call(key, 'POST /segments', refused)).toMatchObject({ body: { place: { from: 21, to: 26 } } });
});
