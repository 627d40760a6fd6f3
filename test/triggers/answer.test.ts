import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DAY, type Ground, HOUR, openGround } from './ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
beforeEach(async () => {
  await ground.empty();
  ground.at('2027-03-01T04:00:00Z');
});
afterAll(() => ground?.end());

const coffee = [{ product: 'latte', category: 'Coffee', quantity: 1, amountMinor: 5_000 }];
const states = async (id: string) => (await ground.effects(id)).map(({ state, reason }) => reason ?? state);

test('the third coffee within the period gives one coupon, the fourth none until the period is over', async () => {
  const mali = await ground.person();
  const { id: campaign } = await ground.campaign();
  const rule = {
    when: { kind: 'purchases', count: 3, days: 30, category: 'coffee' },
    give: {},
    class: 'notice',
  } as const;
  const { id } = await ground.on('third', rule, { campaign });
  const given: number[] = [];
  for (let cup = 0; cup < 8; cup++) {
    ground.pass(6 * DAY);
    await ground.buy(mali, { lines: coffee });
    await ground.buy(mali);
    await ground.answer();
    await ground.answer();
    await ground.pool.query(`update coupon set state = 'redeemed'`);
    given.push((await ground.effects(id)).length);
  }
  // Days 6, 12, 18 give; the period from day 6 ends at day 36, where the next one begins: 36, 42, 48.
  expect(given).toEqual([0, 0, 1, 1, 1, 1, 1, 2]);
  expect(await states(id)).toEqual(['done', 'done']);
  expect(await ground.rows('select count(*)::int as n from coupon')).toEqual([{ n: 2 }]);
});

test('the order that passes an amount gives one coupon; what was there before it was switched on gives none', async () => {
  const [mali, ken] = [await ground.person('Mali'), await ground.person('Ken')];
  await ground.buy(ken, { minor: 90_000 });
  ground.pass(HOUR);
  const { id } = await ground.on('big', { when: { kind: 'spend', amountMinor: 50_000 }, give: { points: 5 } });
  ground.pass(HOUR);
  for (const minor of [30_000, 19_999, 1, 60_000]) await ground.buy(mali, { minor });
  await ground.buy(ken, { minor: 90_000 });
  await ground.answer();
  expect(await ground.effects(id)).toMatchObject([{ customer_id: mali, occurrence: `spend:${mali}:1`, state: 'done' }]);
  expect(
    await ground.rows(`select delta::int from points_entry where source like 'grant%' or reason = 'grant'`),
  ).toEqual([{ delta: 5 }]);
});
