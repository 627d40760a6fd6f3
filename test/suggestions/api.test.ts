import { afterAll, beforeAll, expect, it } from 'vitest';
import { countPairs } from '../../src/suggestions/count-pairs.ts';
import { type ApiShop, openApiShop } from '../api/api-shop.ts';

let shop: ApiShop;
let key: string;
let mali: string;
beforeAll(async () => {
  shop = await openApiShop();
  key = await shop.key('purchases', 'campaigns');
  mali = await shop.person('Mali');
});
afterAll(() => shop?.close());

it('A machine names products, and reads what may suit whom and when they come again', async () => {
  const named = await shop.call(key, 'POST /product-names', {
    products: { latte: { en: 'latte', 'zh-hant': '拿鐵' } },
    categories: { coffee: { en: 'coffee' } },
  });
  expect(named).toMatchObject({ status: 201, body: { named: 2 } });
  await shop.call(key, 'POST /product-names', { products: { latte: { en: 'caffè latte' } } });
  expect((await shop.call(key, 'GET /product-names')).body).toEqual({
    products: { latte: { en: 'caffè latte' } },
    categories: { coffee: { en: 'coffee' } },
  });

  expect((await shop.call(key, `GET /customers/${mali}/stats`)).body.next).toBeNull();
  for (let n = 1; n <= 5; n++) {
    const at = new Date(shop.clock.at.getTime() - n * 7 * 86_400_000).toISOString();
    const lines = [{ product: 'latte', category: 'coffee', quantity: 1, amountMinor: 12_000 }];
    const order = { customer: { id: mali }, source: 'till', orderNo: `${n}`, amountMinor: 12_000, at, lines };
    expect((await shop.call(key, 'POST /purchases', order)).status).toBe(201);
  }
  await shop.campaign({ ref: 'LATTE', terms: { kind: 'amount', amountMinor: 100, products: ['latte'] } });
  await shop.campaign({ ref: 'OTHER', terms: { kind: 'amount', amountMinor: 100 } });
  await shop.run((tx) => countPairs(tx));

  const { next } = (await shop.call(key, `GET /customers/${mali}/stats`)).body;
  const day = (at: string) => (Date.parse(at) - shop.clock.at.getTime()) / 86_400_000;
  // A week after a week ago, drawn a little towards the fortnight of shops in general.
  expect(day(next.dueAt)).toBeGreaterThan(0);
  expect(day(next.dueAt)).toBeLessThan(1.5);
  expect(day(next.expectedAt)).toBeGreaterThan(day(next.dueAt));
  expect(next.leaving).toBeGreaterThan(0.05);
  expect(next.leaving).toBeLessThan(0.2);

  const told = await shop.call(key, `GET /customers/${mali}/suggestions`);
  expect(told).toMatchObject({
    status: 200,
    body: {
      noPersonal: false,
      drops: [
        { ref: 'LATTE', reason: { why: 'habit', kind: 'product', name: 'latte' } },
        { ref: 'OTHER', reason: null },
      ],
      products: [{ product: 'latte', orders: 5, reason: { why: 'habit' } }],
    },
  });
});

it('A machine sees who wants no suggestions, and gets none for them', async () => {
  await shop.query('update customer set no_personal = true where id = $1', [mali]);
  expect((await shop.call(key, `GET /customers/${mali}/suggestions`)).body).toMatchObject({
    noPersonal: true,
    drops: [
      { ref: 'OTHER', reason: null },
      { ref: 'LATTE', reason: null },
    ],
    products: [],
  });
  const [{ address }] = await shop.query('select address from identity where customer_id = $1', [mali]);
  const found = await shop.call(key, `GET /customers?channel=terminal&address=${encodeURIComponent(address)}`);
  expect(found.body).toMatchObject({ id: mali, noPersonal: true });
});

it('A machine is told what terms may be about', async () => {
  const terms = { kind: 'amount', amountMinor: 100, name: { en: 'Latte' }, validity: { days: 3 }, products: [] };
  const refused = await shop.call(key, 'POST /campaigns', { terms });
  expect(refused.status).toBe(422);
  expect(JSON.stringify(refused.body)).toContain('products');
  expect((await shop.call(key, 'POST /campaigns', { terms: { ...terms, products: ['latte'] } })).status).toBe(201);
});

it('Whoever may not is refused', async () => {
  const other = await shop.key('redeem');
  expect((await shop.call(other, `GET /customers/${mali}/suggestions`)).status).toBe(403);
  expect((await shop.call(other, 'POST /product-names', { products: {} })).status).toBe(403);
  const unknown = await shop.call(key, 'GET /customers/0190a7b0-0000-7000-8000-000000000000/suggestions');
  expect(unknown).toMatchObject({ status: 404, body: { code: 'customer-unknown' } });
});
