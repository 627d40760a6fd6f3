import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { grantPoints } from '../../src/points/grant.ts';
import { spendPoints } from '../../src/points/spend.ts';
import { findTrigger } from '../../src/triggers/find-trigger.ts';
import { tryTrigger } from '../../src/triggers/try-trigger.ts';
import { DAY, type Ground, HOUR, openGround, operator } from './ground.ts';

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

test('a late import of an earlier coffee makes no second coupon of the same period', async () => {
  const mali = await ground.person();
  const rule = { when: { kind: 'purchases', count: 3, days: 30 }, give: { tag: 'x' }, class: 'notice' } as const;
  const { id } = await ground.on('third', rule);
  ground.pass(2 * DAY);
  for (let cup = 0; cup < 3; cup++) await ground.buy(mali);
  await ground.answer();
  await ground.buy(mali, { at: new Date(ground.clock.now().getTime() - DAY) });
  await ground.answer();
  expect(await states(id)).toEqual(['done']);
});

test('what is given back before the effect cancels it, and a use that comes back counts again', async () => {
  const mali = await ground.person();
  const { id } = await ground.on('later', { when: { kind: 'purchase' }, give: { points: 5 }, delayMinutes: 60 });
  ground.pass(1_000);
  const { orderNo } = await ground.buy(mali);
  await ground.answer();
  await ground.giveBack(orderNo, 10_000);
  ground.pass(2 * HOUR);
  await ground.answer();
  expect(await states(id)).toEqual(['taken-back']);

  const drop = await ground.campaign({ purpose: 'drop' });
  const rule = { when: { kind: 'coupon-used' }, give: { points: 7 }, delayMinutes: 24 * 60, class: 'notice' } as const;
  const used = await ground.on('used', rule);
  const couponId = await ground.claim(drop.id, mali);
  ground.pass(1_000);
  const first = await ground.redeem(couponId);
  await ground.answer();
  await ground.run((tx) => undoRedemption(tx, operator, { redemptionId: first, reason: 'wrong one' }));
  ground.pass(25 * HOUR);
  await ground.answer();
  expect(await states(used.id)).toEqual(['taken-back']);
  await ground.redeem(couponId);
  await ground.answer();
  expect(await states(used.id)).toEqual(['waiting']);
  ground.pass(25 * HOUR);
  await ground.answer();
  expect(await states(used.id)).toEqual(['done']);
});

test('who stays away is missed once, unless they come before they are told', async () => {
  const [mali, ken] = [await ground.person('Mali'), await ground.person('Ken')];
  for (const person of [mali, ken]) {
    for (const ago of [31, 21, 11, 1])
      await ground.buy(person, { at: new Date(ground.clock.now().getTime() - ago * DAY) });
  }
  const { id } = await ground.on('miss', { when: { kind: 'away', times: 1.5 }, give: { text: { en: 'We miss you' } } });
  await ground.answer();
  // Their patience ends at noon after 14 days; by night, when nobody is told.
  ground.at('2027-03-15T15:00:00Z');
  await ground.answer();
  expect(await states(id)).toEqual(['waiting', 'waiting']);
  await ground.buy(ken);
  ground.at('2027-03-16T01:00:00Z');
  await ground.answer();
  expect((await ground.effects(id)).map((one) => [one.customer_id, one.reason ?? one.state])).toEqual(
    expect.arrayContaining([
      [mali, 'done'],
      [ken, 'taken-back'],
    ]),
  );
  ground.pass(40 * DAY);
  await ground.answer();
  expect((await states(id)).sort()).toEqual(['done', 'done', 'taken-back']);
  expect(await ground.rows(`select class, count(*)::int as n from delivery group by class`)).toEqual([
    { class: 'marketing', n: 2 },
  ]);
});

test('a balance that rises again is answered again, or once for ever, as the rule says', async () => {
  const mali = await ground.person();
  const when = { kind: 'points', balance: 100 } as const;
  const each = await ground.on('each', { when, give: { tag: 'rich' } });
  const ever = await ground.on('ever', { when, give: { tag: 'rich' }, once: 'ever' });
  const move = async (points: number) => {
    ground.pass(HOUR);
    const what = { customerId: mali, points: Math.abs(points), source: String(ground.clock.now().getTime()) };
    await ground.run((tx) => (points > 0 ? grantPoints(tx, operator, what) : spendPoints(tx, operator, what)));
    await ground.answer();
  };
  for (const points of [99, 1, 50, -80, 40]) await move(points);
  expect([(await states(each.id)).length, (await states(ever.id)).length]).toEqual([2, 1]);
});

test('climbing to a tier is answered once a year for each tier, a fall before the effect cancels it', async () => {
  await ground.pool.query(
    `insert into tier (name, rank, names, spend_365_minor) values ('silver', 1, '{"en":"Silver"}', 10000), ('gold', 2, '{"en":"Gold"}', 50000)`,
  );
  const mali = await ground.person();
  const { id } = await ground.on('up', { when: { kind: 'tier' }, give: { points: 1 }, class: 'notice' });
  ground.pass(1_000);
  const first = await ground.buy(mali, { minor: 10_000 });
  await ground.giveBack(first.orderNo, 1);
  await ground.answer();
  expect(await states(id)).toEqual([]);
  await ground.buy(mali, { minor: 1 });
  await ground.answer();
  // Within the same year Silver again is no climb; Gold is.
  expect(await states(id)).toEqual([]);
  await ground.buy(mali, { minor: 60_000 });
  await ground.answer();
  expect(await states(id)).toEqual(['done']);
});

test('who has an interval of their own is reminded at the last purchase and that interval, as the living and a dry run say', async () => {
  const [mali, ken, noi] = [await ground.person('Mali'), await ground.person('Ken'), await ground.person('Noi')];
  const ago = (days: number) => new Date(ground.clock.now().getTime() - days * DAY);
  const bought: [string, number[]][] = [
    // Gaps of 12, 10 and 9 days; every other day; and only twice.
    [mali, [32, 20, 10, 1]],
    [ken, [7, 5, 3, 1]],
    [noi, [11, 1]],
  ];
  for (const [person, days] of bought) for (const day of days) await ground.buy(person, { at: ago(day) });
  const rule = { when: { kind: 'away', times: 1, own: true }, give: { text: { en: 'Time for beans?' } } } as const;
  const began = ground.clock.now();
  const { id } = await ground.on('due', rule);
  for (let day = 0; day < 70; day += 5) {
    await ground.answer();
    ground.pass(5 * DAY);
  }
  const due = new Date(ago(0).getTime() - 70 * DAY + 9 * DAY);
  expect(await ground.effects(id)).toMatchObject([{ customer_id: mali, state: 'done', at: due }]);
  const trigger = await ground.run((tx) => findTrigger(tx, 'due'));
  const days = (ground.clock.now().getTime() - began.getTime()) / DAY;
  expect(await ground.run((tx) => tryTrigger(tx, operator, trigger, days))).toMatchObject({
    given: 1,
    samples: [{ customer: 'M***', at: due }],
  });
});

test('a look back gives nobody more coupons than each may have, as the living does', async () => {
  const mali = await ground.person();
  const { id: campaign } = await ground.campaign({ perCustomer: 1 });
  const { id } = await ground.on('each', { when: { kind: 'purchase' }, give: {}, class: 'notice' }, { campaign });
  for (let order = 0; order < 3; order++) {
    ground.pass(HOUR);
    await ground.buy(mali);
    await ground.answer();
    await ground.pool.query(`update coupon set state = 'redeemed'`);
  }
  expect(await states(id)).toEqual(['done', 'had', 'had']);
  const trigger = await ground.run((tx) => findTrigger(tx, 'each'));
  expect(await ground.run((tx) => tryTrigger(tx, operator, trigger, 1))).toMatchObject({
    given: 1,
    worstMinor: 1_000,
    notGiven: [{ reason: 'had', count: 2 }],
  });
});

test('days are days of the shop also where nobody lives in a zone of their own: two visits by the calendar there are two', async () => {
  const mali = await ground.person();
  const { id } = await ground.on('miss', { when: { kind: 'away', times: 1.5 }, give: { tag: 'missed' } });
  ground.pass(1_000);
  // Noon of the 10th, noon of the 23rd, and three in the morning of the 24th: in London that is still the 23rd.
  for (const at of ['2027-03-10T04:00:00Z', '2027-03-23T04:00:00Z', '2027-03-23T19:00:00Z']) {
    ground.at(at);
    await ground.buy(mali);
    await ground.answer();
  }
  // Gaps of 13 days and of one: half as much again as seven days after the last visit.
  ground.at('2027-04-03T06:59:59Z');
  await ground.answer();
  expect(await states(id)).toEqual([]);
  ground.at('2027-04-03T07:00:00Z');
  await ground.answer();
  expect(await states(id)).toEqual(['done']);
});
