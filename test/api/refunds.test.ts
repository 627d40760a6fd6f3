import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiShop, openApiShop } from './api-shop.ts';

let shop: ApiShop;
let key: string;
beforeAll(async () => {
  shop = await openApiShop();
  key = await shop.key('campaigns', 'redeem', 'purchases', 'points');
});
afterAll(() => shop?.close());

const post = (path: string, body: object) => shop.call(key, `POST /${path}`, body);
const stats = async (id: string) => (await shop.call(key, `GET /customers/${id}/stats`)).body;
const points = async (id: string) => {
  const { balance, owed } = (await shop.call(key, `GET /customers/${id}/points`)).body;
  return { balance, owed };
};
const lines = [
  { product: 'latte', category: 'coffee', quantity: 2, amountMinor: 12_000 },
  { product: 'cake', category: 'food', quantity: 1, amountMinor: 8000 },
];

test('an order has lines and a channel, and its lines may not come to more than itself', async () => {
  const id = await shop.person('Mali');
  const order = { customer: { id }, source: 'pos', orderNo: 'A1', amountMinor: 20_000, channel: 'counter', lines };
  const told = await post('purchases', { ...order, amountMinor: 19_999 });
  expect(told).toMatchObject({ status: 422, body: { code: 'lines-too-much' } });
  expect((await post('purchases', order)).body).toMatchObject({ points: 200, again: false });
  expect(await stats(id)).toMatchObject({ purchases: 1, spent365Minor: 20_000, categories: ['coffee', 'food'] });
  expect(await shop.query(`select channel from purchase where order_no = 'A1'`)).toEqual([{ channel: 'counter' }]);
  expect((await stats(await shop.person('Ken'))).purchases).toBe(0);
});

test('a refund lowers the order once, in part and whole, and never by more than is left', async () => {
  const id = await shop.person('Mali');
  await post('purchases', { customer: { id }, source: 'pos', orderNo: 'B1', amountMinor: 20_050, lines });
  const cake = { product: 'cake', amountMinor: 8000 };
  const part = { source: 'pos', refundNo: 'R1', orderNo: 'B1', amountMinor: 8000, lines: [cake] };
  const first = await post('refunds', part);
  expect(first).toMatchObject({ status: 201, body: { countedMinor: 8000, points: 80, owed: 0, again: false } });
  expect((await post('refunds', part)).body).toEqual({ ...first.body, again: true });
  expect(await stats(id)).toMatchObject({ purchases: 1, spentMinor: 12_050, categories: ['coffee'] });
  expect(await points(id)).toEqual({ balance: 120, owed: 0 });

  const rest = { source: 'pos', refundNo: 'R2', orderNo: 'B1' };
  const more = await post('refunds', { ...rest, amountMinor: 12_051 });
  expect(more).toMatchObject({ status: 409, body: { code: 'refund-too-much' } });
  expect(more.body.sentence).toContain('120.50');
  await shop.call(key, `POST /customers/${id}/points`, { delta: -100, reason: 'cake' });
  expect((await post('refunds', { ...rest, amountMinor: 12_050 })).body).toMatchObject({ points: 120, owed: 100 });
  expect(await points(id)).toEqual({ balance: 0, owed: 100 });
  expect(await stats(id)).toMatchObject({ purchases: 0, spentMinor: 0, lastAt: null });
});

test('a refund that comes before its order waits for it, and counts as far as it goes', async () => {
  const id = await shop.person('Mali');
  const early = { source: 'web', refundNo: 'R1', orderNo: 'C1', amountMinor: 30_000 };
  expect((await post('refunds', early)).body).toMatchObject({ purchaseId: null, countedMinor: 0 });
  await post('purchases', { customer: { id }, source: 'web', orderNo: 'C1', amountMinor: 20_000 });
  expect(await points(id)).toEqual({ balance: 0, owed: 0 });
  expect(await stats(id)).toMatchObject({ purchases: 0 });
  expect((await post('refunds', early)).body).toMatchObject({ countedMinor: 20_000, points: 200, again: true });
});

test('a coupon comes back when its order is given back whole, and stays used when in part', async () => {
  const id = await shop.person('Mali');
  const campaign = await shop.campaign({ terms: { kind: 'amount', amountMinor: 5000 } });
  const { code, couponId } = await shop.claim(campaign.id, id);
  const { redemptionId } = (await post('redeem', { code, amountMinor: 20_000 })).body;
  const state = async () => (await shop.query('select state from coupon where id = $1', [couponId]))[0].state;
  const refund = (refundNo: string, amountMinor: number) =>
    post('refunds', { source: 'redemption', refundNo, orderNo: redemptionId, amountMinor });
  expect((await refund('R1', 5000)).body).toMatchObject({ points: 50 });
  expect([await state(), await points(id)]).toEqual(['redeemed', { balance: 100, owed: 0 }]);
  await refund('R2', 10_000);
  expect([await state(), await points(id)]).toEqual(['issued', { balance: 0, owed: 0 }]);
  expect(await stats(id)).toMatchObject({ purchases: 0, couponsClaimed: 1, couponsUsed: 0 });
  expect(await refund('R3', 1)).toMatchObject({ status: 409, body: { code: 'refund-too-much' } });
  const unknown = { source: 'redemption', refundNo: 'R4', orderNo: 'none', amountMinor: 1 };
  expect(await post('refunds', unknown)).toMatchObject({ status: 404, body: { code: 'undo-unknown' } });
});
