import { afterAll, expect, it } from 'vitest';
import { openApiShop } from '../api/api-shop.ts';

const shop = await openApiShop();
afterAll(() => shop.close());
const key = await shop.key('customers');
const owner = await shop.key('campaigns');
const till = await shop.key('purchases');

const ladder = {
  by: 'spend',
  tiers: [
    { name: 'gold', names: { en: 'Gold', 'zh-hant': '金卡' }, threshold: 50_000, perks: { en: ['Free delivery'] } },
    { name: 'silver', names: { en: 'Silver' }, threshold: 10_000 },
  ],
};
const buy = (customerId: string, amountMinor: number, orderNo: string) =>
  shop.call(till, 'POST /purchases', { customer: { id: customerId }, source: 'pos', orderNo, amountMinor });

it('Tiers are set whole over the API, and tell first whom they would move', async () => {
  const mali = await shop.person('Mali');
  expect((await buy(mali, 12_000, 'a1')).status).toBe(201);
  const dry = await shop.call(owner, 'POST /tiers', { ...ladder, dryRun: true });
  expect(dry.status).toBe(200);
  expect(dry.body).toMatchObject({
    tiers: [
      { name: 'silver', people: 0, wouldBe: 1 },
      { name: 'gold', people: 0, wouldBe: 0 },
    ],
    none: { people: 1, wouldBe: 0 },
  });
  expect((await shop.call(owner, 'GET /tiers')).body.tiers).toEqual([]);
  expect((await shop.call(owner, 'POST /tiers', ladder)).status).toBe(200);
  const { body } = await shop.call(owner, 'GET /tiers');
  expect(body.tiers.map(({ name, threshold }: { name: string; threshold: number }) => [name, threshold])).toEqual([
    ['silver', 10_000],
    ['gold', 50_000],
  ]);
  expect(body.tiers[1].perks).toEqual({ en: ['Free delivery'] });
  const twice = { ...ladder, tiers: [ladder.tiers[0], { ...ladder.tiers[1], threshold: 50_000 }] };
  expect(await shop.call(owner, 'POST /tiers', twice)).toMatchObject({ status: 422, body: { code: 'tier-threshold' } });
  expect((await shop.call(key, 'POST /tiers', ladder)).status).toBe(403);
});

it('A dossier, its timeline and its coupons are read over the API, and each reading is noted', async () => {
  const mali = await shop.person('Mali');
  const { id } = await shop.campaign({ ref: 'OFFER', terms: { kind: 'amount', amountMinor: 1000 } });
  await shop.claim(id, mali);
  await buy(mali, 20_000, 'b1');
  const { status, body } = await shop.call(key, `GET /customers/${mali}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    id: mali,
    name: 'Mali',
    tier: 'silver',
    nextTier: { name: 'gold', missing: 30_000 },
    points: { balance: 200 },
    stats: { purchases: 1, spentMinor: 20_000, tier: 'silver' },
    coupons: { claimed: 1, used: 0, open: 1 },
  });
  const coupons = await shop.call(key, `GET /customers/${mali}/coupons`);
  expect(coupons.body).toMatchObject({
    total: 1,
    coupons: [{ ref: 'OFFER', name: { en: 'Latte' }, state: 'issued', used: null }],
  });
  const whole = (await shop.call(key, `GET /customers/${mali}/timeline`)).body;
  expect(whole.next).toBe(null);
  const paged: object[] = [];
  let before = '';
  do {
    const page = await shop.call(key, `GET /customers/${mali}/timeline?limit=2${before && `&before=${before}`}`);
    expect(page.status).toBe(200);
    paged.push(...page.body.entries);
    before = page.body.next;
  } while (before);
  expect(paged).toEqual(whole.entries);
  const some = await shop.call(key, `GET /customers/${mali}/timeline?kinds=tier,purchase`);
  expect(some.body.entries.map(({ kind }: { kind: string }) => kind)).toEqual(['tier', 'purchase']);
  expect((await shop.call(key, `GET /customers/${mali}/timeline?kinds=lunch`)).status).toBe(422);
  expect((await shop.call(key, `GET /customers/${mali}/timeline?before=x`)).body.code).toBe('cursor-unknown');
  expect((await shop.call(till, `GET /customers/${mali}`)).status).toBe(403);
  expect((await shop.call(key, 'GET /customers/00000000-0000-7000-8000-000000000000')).body.code).toBe(
    'customer-unknown',
  );
  const [{ count }] = await shop.query(`select count(*)::int from audit where subject = $1 and act = 'read-customer'`, [
    mali,
  ]);
  expect(count).toBe(4 + Math.ceil(paged.length / 2));
});

it('Tags are put on, listed and taken off over the API', async () => {
  const mali = await shop.person('Mali');
  const tag = (body: object) => shop.call(key, `POST /customers/${mali}/tags`, body);
  expect((await tag({ tag: ' VIP ' })).body).toEqual({ tag: 'vip' });
  expect((await tag({ tag: 'vip' })).status).toBe(200);
  expect((await shop.call(key, 'GET /tags')).body).toEqual({ tags: [{ tag: 'vip', people: 1 }] });
  expect((await tag({ tag: 'vip', off: true })).status).toBe(200);
  expect(await tag({ tag: 'vip', off: true })).toMatchObject({ status: 404, body: { code: 'tag-unknown' } });
  expect((await shop.call(key, `GET /customers/${mali}`)).body.tags).toEqual([]);
});

it('A store says in which city it is, from the start or later', async () => {
  const made = await shop.call(owner, 'POST /stores', { name: 'Harbour', city: ' Keelung ' });
  expect(made.body).toMatchObject({ name: 'Harbour', city: 'Keelung' });
  const moved = await shop.call(owner, `PATCH /stores/${made.body.id}`, { city: 'Taipei' });
  expect(moved).toMatchObject({ status: 200, body: { city: 'Taipei' } });
  const nowhere = await shop.call(owner, `PATCH /stores/${made.body.id}`, { city: '\u200b' });
  expect(nowhere).toMatchObject({ status: 422, body: { code: 'city-shape' } });
  const unknown = '00000000-0000-7000-8000-000000000000';
  expect((await shop.call(owner, `PATCH /stores/${unknown}`, { city: 'Taipei' })).body.code).toBe('store-unknown');
  expect((await shop.call(owner, 'GET /stores')).body.stores).toMatchObject([{ name: 'Harbour', city: 'Taipei' }]);
});
