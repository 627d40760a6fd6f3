import { afterAll, expect, it } from 'vitest';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { linkRef, partCustomers } from '../../src/links/part-customers.ts';
import { pointsAccount } from '../../src/points/account.ts';
import { earnPoints } from '../../src/points/earn.ts';
import { spendPoints } from '../../src/points/spend.ts';
import { verifyLedger } from '../../src/points/verify.ts';
import { openCounter } from '../coupons/counter.ts';

const counter = await openCounter();
const { run, database, operator } = counter;
afterAll(() => counter.close());

const owed = async (id: string) => (await pointsAccount({ db: database.manager, now: counter.clock.at }, id)).owed;
const spend = (customerId: string, points: number) =>
  run((tx) => spendPoints(tx, operator, { customerId, points, source: `test:${crypto.randomUUID()}` }));

/** Two people, the first of whom joined first. */
async function two() {
  const kept = await counter.person('Mali');
  counter.later(1000);
  return { kept, joined: await counter.person('Mali too'), boss: await counter.staff('Somchai', 'manager') };
}

/** Redeems a coupon for so many points; its undo is given back. */
async function redeem(boss: Awaited<ReturnType<typeof two>>['boss'], customerId: string, points: number) {
  const { id } = await counter.campaign({ terms: { kind: 'points', points } });
  const { code } = await counter.claim(id, customerId);
  const { redemptionId } = await run((tx) => redeemCoupon(tx, boss, { code }));
  return () => run((tx) => undoRedemption(tx, boss, { redemptionId, reason: 'test' }));
}

/** Makes a person owe so many points: earned, spent, and taken back. */
async function indebt(boss: Awaited<ReturnType<typeof two>>['boss'], customerId: string, points: number) {
  const undo = await redeem(boss, customerId, points);
  await spend(customerId, points);
  await undo();
}

const link = async (kept: string, joined: string) => {
  const made = await run((tx) => joinCustomers(tx, kept, joined));
  expect(made.keptId).toBe(kept);
  counter.later(1000);
  return () => run((tx) => partCustomers(tx, operator, linkRef(made.linkId)));
};

it('A debt that came with a link goes back when it is undone', async () => {
  const { kept, joined, boss } = await two();
  await indebt(boss, joined, 30);
  const part = await link(kept, joined);
  expect(await owed(kept)).toBe(30);
  await part();
  expect([await owed(kept), await owed(joined)]).toEqual([0, 30]);
});

it('What was settled while they were one is shared in the ratio of the debts', async () => {
  const { kept, joined, boss } = await two();
  await indebt(boss, kept, 10);
  await indebt(boss, joined, 30);
  const part = await link(kept, joined);
  await run((tx) => earnPoints(tx, { customerId: kept, points: 21, reason: 'purchase', source: 'test:21' }));
  expect(await owed(kept)).toBe(19);
  await part();
  // 19 × 30 / 40 is 14.25; the odd part stays with the person who was kept.
  expect([await owed(kept), await owed(joined)]).toEqual([5, 14]);
});

it('A debt made while they were one goes to whoever had the coupon', async () => {
  const { kept, joined, boss } = await two();
  const undoTheirs = await redeem(boss, joined, 40);
  await spend(joined, 40);
  const part = await link(kept, joined);
  const undoOurs = await redeem(boss, kept, 7);
  await spend(kept, 7);
  await undoTheirs();
  await undoOurs();
  expect(await owed(kept)).toBe(47);
  await part();
  expect([await owed(kept), await owed(joined)]).toEqual([7, 40]);
  expect((await verifyLedger(database)).differences).toEqual([]);
});

it('Who owes nothing gets no debt from parting', async () => {
  const { kept, joined, boss } = await two();
  await indebt(boss, kept, 12);
  await (await link(kept, joined))();
  expect([await owed(kept), await owed(joined)]).toEqual([12, 0]);
});
