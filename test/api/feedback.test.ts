import { afterAll, beforeAll, expect, test } from 'vitest';
import { askPerson } from '../../src/feedback/ask-person.ts';
import { findVisit } from '../../src/feedback/find-visit.ts';
import { rateRedemption } from '../../src/feedback/rate-redemption.ts';
import { sayMore } from '../../src/feedback/say-more.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
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

test('machines name who looks after a tier, and see whom a ticket goes to', async () => {
  const key = await shop.key('campaigns', 'feedback');
  await shop.call(key, 'POST /tiers', {
    by: 'spend',
    tiers: [{ name: 'gold', names: { en: 'Gold' }, threshold: 1_000 }],
  });
  const [noi, mali] = [await shop.person('Noi'), await shop.person('Mali')];
  const [staff] = await shop.app.database.query(
    `insert into staff (customer_id, role, created_at) values ($1, 'clerk', $2) returning id`,
    [noi, shop.clock.at],
  );
  const before = await shop.call(key, 'GET /tiers/advisers');
  expect(before.body).toMatchObject({ tiers: [{ tier: 'gold', adviser: null }] });
  expect(before.body.staff).toContainEqual({ id: staff.id, name: 'Noi', role: 'clerk' });
  const named = await shop.call(key, 'POST /tiers/gold/adviser', { staffId: staff.id });
  expect(named.body.tiers).toEqual([{ tier: 'gold', adviser: { staffId: staff.id, name: 'Noi' } }]);
  await shop.run((tx) =>
    recordPurchase(
      tx,
      { kind: 'operator' },
      { who: { customerId: mali }, source: 'pos', orderNo: '1', amountMinor: 1_000 },
    ),
  );
  await shop.run((tx) => askPerson(tx, mali, { text: 'A table, please' }));
  const { tickets } = (await shop.call(key, 'GET /tickets')).body;
  expect(tickets.at(-1)).toMatchObject({ customer: 'M***', adviser: 'Noi', words: 'A table, please' });
  expect((await shop.call(key, 'POST /tiers/gold/adviser', { staffId: mali })).body).toMatchObject({
    code: 'adviser-unknown',
  });
  expect((await shop.call(key, 'POST /tiers/brass/adviser', { staffId: null })).status).toBe(404);
  const none = await shop.call(key, 'POST /tiers/gold/adviser', { staffId: null });
  expect(none.body.tiers).toEqual([{ tier: 'gold', adviser: null }]);
  expect((await shop.call(await shop.key('redeem'), 'GET /tiers/advisers')).status).toBe(403);
});
