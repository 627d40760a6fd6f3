import { afterAll, beforeAll, expect, test } from 'vitest';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { createStore } from '../../src/stores/create-store.ts';
import { type ApiShop, openApiShop, operator } from './api-shop.ts';

let shop: ApiShop;
let key: string;
beforeAll(async () => {
  shop = await openApiShop();
  key = await shop.key('campaigns');
});
afterAll(() => shop?.close());

/** Somebody who looks: `next` is the event after the one before, however long that takes. */
async function look(query = '', by = key) {
  const gone = new AbortController();
  const response = await fetch(`${shop.url}/api/v1/live${query}`, {
    headers: { authorization: `Bearer ${by}` },
    signal: gone.signal,
  });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async next() {
      for (;;) {
        const [, event, data, rest] = /^event: (\w+)\ndata: (.*)\n\n([\s\S]*)$/.exec(text) ?? [];
        if (event) {
          text = rest!;
          return { event, ...JSON.parse(data!) };
        }
        const { value, done } = await reader.read();
        if (done) throw new Error('the stream ended');
        text += value;
      }
    },
    leave: () => gone.abort(),
  };
}

test('a claim, its redemption, the undo and a rating show in the live view, masked, each once (A11.8)', async () => {
  const [station, market] = [
    await shop.run((tx) => createStore(tx, operator, { name: 'Station' })),
    await shop.run((tx) => createStore(tx, operator, { name: 'Market' })),
  ];
  const { id, ref } = await shop.campaign({ perCustomer: 3, terms: { kind: 'amount', amountMinor: 2000 } });
  const [mali, ken] = [await shop.person('Mali'), await shop.person('Ken')];
  // What was before is no news.
  await shop.claim(id, ken);
  const [all, here] = [await look(), await look('?store=Station&language=zh-hant')];
  expect([(await all.next()).event, (await here.next()).event]).toEqual(['begun', 'begun']);
  const { couponId, code } = await shop.claim(id, mali);
  expect(await all.next()).toEqual({
    ...{ event: 'claim', id: couponId, at: '2026-11-23T06:02:00.000Z', campaign: ref, name: 'Latte', customer: 'M***' },
    ...{ channel: 'terminal', storeId: null, store: null, orderMinor: null, discountMinor: null, stars: null },
    ...{ sentence: 'M*** claimed “Latte” on the terminal', when: '14:02' },
  });
  const what = { code, amountMinor: 9900, storeId: station.id };
  const later = () => {
    shop.clock.at = new Date(shop.clock.at.getTime() + 1000);
  };
  const rate = (storeId: string, stars: number) =>
    shop.query('insert into feedback (customer_id, store_id, rating, at) values ($1, $2, $3, $4)', [
      ...[mali, storeId, stars, shop.clock.at],
    ]);
  const { redemptionId } = await shop.run((tx) => redeemCoupon(tx, operator, what));
  later();
  await shop.run((tx) => undoRedemption(tx, operator, { redemptionId, reason: 'test' }));
  later();
  await rate(market.id, 2);
  later();
  await rate(station.id, 5);
  const used = { event: 'redemption', id: redemptionId, store: 'Station', orderMinor: 9900, discountMinor: 2000 };
  const undone = { event: 'undo', id: redemptionId, store: 'Station' };
  const rated = { event: 'rating', stars: 5, store: 'Station', campaign: null };
  // Nothing comes twice, and nothing of the other store.
  for (const one of [used, undone, { event: 'rating', stars: 2, store: 'Market' }, rated]) {
    expect(await all.next()).toMatchObject({ ...one });
  }
  const spoken = [
    'M*** 在 Station 核銷了「Latte」，消費 NT$99，折抵 NT$20',
    '取消核銷：M*** 的「Latte」（Station）',
    'M*** 在 Station 評了 ★★★★★',
  ];
  for (const [n, one] of [used, undone, rated].entries()) {
    expect(await here.next()).toMatchObject({ ...one, sentence: spoken[n] });
  }
  for (const one of [all, here]) one.leave();
});

test('who comes later is told what happened in the last day, the newest first, as the live view told it', async () => {
  const { body } = await shop.call(key, 'GET /live/latest?limit=4', undefined, { 'accept-language': 'zh-CN' });
  expect(body.news.map(({ kind, sentence }: Record<string, string>) => [kind, sentence])).toEqual([
    ['rating', 'M*** 在 Station 评了 ★★★★★'],
    ['rating', 'M*** 在 Market 评了 ★★☆☆☆'],
    ['undo', '撤销核销：M*** 的“Latte”（Station）'],
    ['redemption', 'M*** 在 Station 核销了“Latte”，消费 NT$99，减 NT$20'],
  ]);
  const here = await shop.call(key, 'GET /live/latest?store=market');
  expect(here.body.news).toMatchObject([{ kind: 'rating', sentence: 'M*** gave ★★☆☆☆ at Market', when: '14:02' }]);
  const before = shop.clock.at;
  shop.clock.at = new Date(before.getTime() + 20 * 3_600_000);
  const [first] = (await shop.call(key, 'GET /live/latest')).body.news;
  expect(first.when).toBe('23 November 14:02');
  shop.clock.at = new Date(before.getTime() + 25 * 3_600_000);
  expect((await shop.call(key, 'GET /live/latest')).body).toEqual({ news: [] });
  shop.clock.at = before;
});

test('ends when its key is revoked', async () => {
  const own = await shop.key('feedback');
  const one = await look('', own);
  expect((await one.next()).event).toBe('begun');
  await shop.query('update api_key set revoked_at = $1 where revoked_at is null and scopes = $2', [
    ...[shop.clock.at, ['feedback']],
  ]);
  await expect(one.next()).rejects.toThrow('the stream ended');
});

test('is for keys that may read figures, and of a store that there is', async () => {
  expect(await shop.call(await shop.key('redeem'), 'GET /live')).toMatchObject({ status: 403 });
  expect(await shop.call(undefined, 'GET /live')).toMatchObject({ status: 401 });
  expect(await shop.call(key, 'GET /live?store=Nowhere')).toMatchObject({ status: 404 });
  expect(await shop.call(key, 'GET /live?since=1')).toMatchObject({ status: 422, body: { code: 'body-invalid' } });
});
