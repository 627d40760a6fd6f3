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

test('what cannot have happened is refused: of tomorrow after next, or of a clock that was never set', async () => {
  const order = { customer: { id: await shop.person('Mali') }, source: 'till', amountMinor: 100 };
  for (const [n, at] of [
    '0000-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '1989-12-31T23:59:59Z',
    '2026-11-25T00:00:00Z',
  ].entries()) {
    expect(await post('purchases', { ...order, orderNo: `K${n}`, at })).toMatchObject({
      status: 422,
      body: { code: 'body-invalid' },
    });
    const refund = { source: 'till', refundNo: `K${n}`, orderNo: 'K', amountMinor: 1, at };
    expect((await post('refunds', refund)).body.sentence).toContain('“at” does not fit: it lies');
  }
  expect((await post('purchases', { ...order, orderNo: 'K', at: '1990-01-01T00:00:00Z' })).status).toBe(201);
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

test('the same order again is answered the same; another one under its number is refused with what differs', async () => {
  const [mali, ken] = [await shop.person('Mali'), await shop.person('Ken')];
  const at = '2026-11-23T05:00:00.000Z';
  const order = { customer: { id: mali }, source: 'till', orderNo: 'D1', amountMinor: 20_000, at, lines };
  const first = await post('purchases', order);
  expect(first).toMatchObject({ status: 201, body: { again: false } });
  const answers = await Promise.all([
    post('purchases', order),
    post('purchases', { ...order, lines: lines.toReversed() }),
    post('purchases', { customer: { id: mali }, source: 'till', orderNo: 'D1', amountMinor: 20_000 }),
  ]);
  for (const { status, body } of answers) expect([status, body]).toEqual([201, { ...first.body, again: true }]);
  const [latte, cake] = lines as [(typeof lines)[0], (typeof lines)[0]];
  const others: [object, string][] = [
    [{ amountMinor: 20_001 }, 'with a different amount'],
    [{ at: '2026-11-23T05:00:01Z' }, 'with a different time'],
    [{ lines: [latte, { ...cake, product: 'pie' }] }, 'with different products'],
    [{ lines: [latte, { ...cake, category: 'cake' }] }, 'with different products'],
    [{ lines: [] }, 'with different products'],
    [{ channel: 'web' }, 'with a different channel'],
    [{ amountMinor: 25_000, at: '2026-11-22T05:00:00Z' }, 'with a different amount and a different time'],
    // Of somebody else's order nothing more is told, not even whether the amount would be right.
    [{ customer: { id: ken }, amountMinor: 1, lines: [] }, 'with a different customer'],
  ];
  for (const [other, what] of others) {
    const { status, body } = await post('purchases', { ...order, ...other });
    expect([status, body]).toEqual([
      409,
      {
        code: 'order-differs',
        sentence: `This order number is here already, ${what}; nothing was changed.`,
        remedy: 'Correct the order with a refund, or send this one under its own number.',
      },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/Mali|200|2026/);
  }
  expect([await points(mali), await points(ken)]).toEqual([
    { balance: 200, owed: 0 },
    { balance: 0, owed: 0 },
  ]);
});

test('of two different orders under one number that come at once one is recorded and the other is told so', async () => {
  const people = [await shop.person('Mali'), await shop.person('Ken')];
  const answers = await Promise.all(
    people.map((id, at) =>
      post('purchases', { customer: { id }, source: 'till', orderNo: 'E1', amountMinor: 100 * (at + 1) }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(await shop.query(`select count(*)::int as n from purchase where order_no = 'E1'`)).toEqual([{ n: 1 }]);
});

test('the same refund again is answered the same; another one under its number is refused, also when both come at once', async () => {
  const id = await shop.person('Mali');
  for (const orderNo of ['F1', 'F2'])
    await post('purchases', { customer: { id }, source: 'till', orderNo, amountMinor: 20_000, lines });
  const cake = { product: 'cake', amountMinor: 8000 };
  const refund = { source: 'till', refundNo: 'G1', orderNo: 'F1', amountMinor: 8000, lines: [cake] };
  const first = await post('refunds', refund);
  expect((await post('refunds', { ...refund, reason: 'cold' })).body).toEqual({ ...first.body, again: true });
  for (const [other, what] of [
    [{ amountMinor: 9000 }, 'with a different amount'],
    [{ orderNo: 'F2' }, 'with a different order'],
    [{ lines: [{ ...cake, product: 'latte' }] }, 'with different products'],
    [{ at: '2026-11-22T05:00:00Z' }, 'with a different time'],
  ] as const) {
    const { status, body } = await post('refunds', { ...refund, ...other });
    expect([status, body.code, body.sentence, body.remedy]).toEqual([
      409,
      'order-differs',
      `This refund number is here already, ${what}; nothing was changed.`,
      'Send this refund under its own number.',
    ]);
  }
  const two = ['F1', 'F2'].map((orderNo) => ({ source: 'till', refundNo: 'G2', orderNo, amountMinor: 1000 }));
  const answers = await Promise.all(two.map((one) => post('refunds', one)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(await stats(id)).toMatchObject({ spentMinor: 31_000 });
});

test('of two refunds that come at once and would give back more than the order, one is refused', async () => {
  const id = await shop.person('Mali');
  await post('purchases', { customer: { id }, source: 'till', orderNo: 'H1', amountMinor: 10_000 });
  const part = (refundNo: string) => post('refunds', { source: 'till', refundNo, orderNo: 'H1', amountMinor: 6000 });
  const answers = await Promise.all(['I1', 'I2', 'I3'].map(part));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  expect(await stats(id)).toMatchObject({ spentMinor: 4000 });
  expect(await points(id)).toEqual({ balance: 40, owed: 0 });
});

test.each([
  ['en', 'This order number is here already, with a different amount', 'Correct the order with a refund'],
  ['zh-TW', '這個訂單編號已經有了，金額不一樣；沒有更動。', '請用退款更正訂單，或換成這筆訂單自己的編號。'],
  ['zh-CN', '这个订单号已经有了，金额不一样；没有改动。', '请用退款更正订单，或换成这笔订单自己的编号。'],
])('an order that differs is explained in %s', async (language, sentence, remedy) => {
  const id = await shop.person('Mali');
  const order = { customer: { id }, source: 'till', orderNo: `J-${language}`, amountMinor: 100 };
  await post('purchases', order);
  const told = await shop.call(key, 'POST /purchases', { ...order, amountMinor: 1 }, { 'accept-language': language });
  expect(told.body.sentence).toContain(sentence);
  expect(told.body.remedy).toContain(remedy);
});
