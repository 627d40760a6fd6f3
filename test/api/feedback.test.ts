import { afterAll, beforeAll, expect, test } from 'vitest';
import { findVisit } from '../../src/feedback/find-visit.ts';
import { rateRedemption } from '../../src/feedback/rate-redemption.ts';
import { sayMore } from '../../src/feedback/say-more.ts';
import { type ApiShop, openApiShop } from './api-shop.ts';

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
});
afterAll(() => shop?.close());

test('machines read what people said, what it comes to, and who waits for an answer', async () => {
  const [key, sales] = [await shop.key('feedback'), await shop.key('redeem')];
  const { id, ref } = await shop.campaign({ terms: { kind: 'points', points: 5 } });
  for (const [name, stars] of [
    ['Mali', 5],
    ['Ken', 1],
  ] as const) {
    const customerId = await shop.person(name);
    const { code } = await shop.claim(id, customerId);
    expect((await shop.call(sales, 'POST /redeem', { code })).status).toBe(201);
    await shop.run(async (tx) => rateRedemption(tx, await findVisit(tx, customerId, undefined), stars));
    if (stars === 1)
      await shop.run(async (tx) => sayMore(tx, await findVisit(tx, customerId, undefined), 'It was cold.'));
    shop.clock.at = new Date(shop.clock.at.getTime() + 60_000);
  }
  const read = await shop.call(key, 'GET /feedback?limit=1');
  expect(read.body.feedback).toMatchObject([{ customer: 'K***', campaign: ref, rating: 1, words: 'It was cold.' }]);
  const rest = await shop.call(key, `GET /feedback?before=${read.body.next}`);
  expect(rest.body).toMatchObject({ feedback: [{ customer: 'M***', rating: 5, words: null }], next: null });
  const figures = await shop.call(key, 'GET /feedback/figures');
  expect(figures.body).toMatchObject({ count: 2, average: 3, stars: [1, 0, 0, 0, 1], campaigns: [{ campaign: ref }] });
  const waiting = await shop.call(key, 'GET /tickets');
  expect(waiting.body).toMatchObject({ total: 1, tickets: [{ customer: 'K***', rating: 1, compensated: false }] });
});
