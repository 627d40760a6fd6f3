import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDueJobs } from '../../jobs/run-due-jobs.ts';
import { tellYesterday } from '../../jobs/tell-yesterday.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { dayFigures } from '../../src/feedback/day-figures.ts';
import { rateRedemption } from '../../src/feedback/rate-redemption.ts';
import { addDays, civilDate } from '../../src/lib/dates.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { recordRefund } from '../../src/purchases/refund.ts';
import { inTransaction } from '../../src/transaction.ts';
import { type House, openHouse } from '../outbox/house.ts';
import { openVisits } from './visits.ts';

const visits = await openVisits();
const { run, rows } = visits;
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => Promise.all([visits.close(), house.end()]));

interface Ledger {
  id: string;
  store_id: string | null;
  order_minor: string | null;
  discount_minor: string;
  points: string;
  at: Date;
  undone_at: Date | null;
}

test('The figures of each day equal the ledgers, in the zone of the shop and of a store', async () => {
  const tokyo = await visits.store('Tokyo', 'Asia/Tokyo');
  const { id: campaignId } = await visits.campaign({ terms: { kind: 'amount', amountMinor: 1_000 } });
  const used = async (store: string | null, orderMinor: number | undefined) => {
    const customerId = await visits.person('Mali');
    const { code } = await visits.claim(campaignId, customerId);
    const what = { code, ...(orderMinor ? { amountMinor: orderMinor } : {}), ...(store ? { storeId: store } : {}) };
    const { redemptionId } = await run((tx) => redeemCoupon(tx, visits.operator, what));
    return { id: redemptionId, customerId, storeId: store, campaignId };
  };
  // Two weeks with something every few hours, also around the midnights of both zones.
  const began = visits.clock.at;
  for (let n = 0; n < 42; n++) {
    visits.later(5 * 3_600_000 + n * 60_000);
    const use = await used(n % 3 === 0 ? tokyo.id : null, n % 4 === 0 ? undefined : 2_000 + n * 100);
    if (n % 5 === 0) await run((tx) => rateRedemption(tx, use, 1 + (n % 4)));
    if (n % 7 === 0) {
      visits.later(n * 600_000);
      await run((tx) => undoRedemption(tx, visits.operator, { redemptionId: use.id, reason: 'a test' }));
    }
    // What the till sells without a coupon, some of it given back in part or whole.
    const sale = { source: 'till', orderNo: `${n}`, amountMinor: 1_050 + n * 10 };
    const storeId = n % 2 ? { storeId: tokyo.id } : {};
    await run((tx) =>
      recordPurchase(tx, visits.operator, { ...sale, ...storeId, who: { customerId: use.customerId } }),
    );
    const refund = { source: 'till', orderNo: `${n}`, refundNo: `${n}` };
    if (n % 6 < 2)
      await run((tx) =>
        recordRefund(tx, visits.operator, { ...refund, amountMinor: n % 6 === 0 ? sale.amountMinor : 300 }),
      );
  }
  const ledger = await rows<Ledger>('select * from redemption');
  const sales = await rows<{
    at: Date;
    store_id: string | null;
    paid: number;
    back: number;
    void: boolean;
    points: number;
  }>(
    `select at, store_id, paid_minor::int as paid, refunded_minor::int as back, voided_at is not null as void,
       points::int - (select coalesce(sum(points), 0)::int from refund where purchase_id = p.id) as points from purchase p`,
  );
  const claimed = await rows<{ claimed_at: Date }>('select claimed_at from coupon');
  const joined = await rows<{ joined_at: Date }>('select joined_at from customer where joined_at is not null');
  const ratings = await rows<{ at: Date; store_id: string | null; rating: number }>('select * from feedback');
  const sum = (all: Ledger[], of: (one: Ledger) => unknown) => all.reduce((total, one) => total + Number(of(one)), 0);

  let seen = 0;
  let soldOn = 0;
  for (const [zone, storeId] of [
    ['Asia/Taipei', null],
    ['Asia/Tokyo', tokyo.id],
  ] as const) {
    for (let day = civilDate(began, zone); day <= civilDate(visits.clock.at, zone); day = addDays(day, 1)) {
      const on = (at: Date | null) => at !== null && civilDate(at, zone) === day;
      const here = (one: { store_id: string | null }) => storeId === null || one.store_id === storeId;
      const open = ledger.filter((one) => here(one) && on(one.at) && one.undone_at === null);
      const sold = sales.filter((one) => here(one) && on(one.at) && !one.void && one.back < one.paid);
      const rated = ratings.filter((one) => here(one) && on(one.at)).map(({ rating }) => rating);
      const figures = await run((tx) => dayFigures(tx, { day, zone, storeId }));
      expect(figures, `${day} ${zone}`).toEqual({
        claims: storeId ? null : claimed.filter((one) => on(one.claimed_at)).length,
        redemptions: open.length,
        orderMinor: sum(open, (one) => one.order_minor ?? 0),
        discountMinor: sum(open, (one) => one.discount_minor),
        purchases: sold.length,
        soldMinor: sold.reduce((total, { paid, back }) => total + paid - back, 0),
        points: sum(open, (one) => one.points) + sold.reduce((total, one) => total + one.points, 0),
        undos: ledger.filter((one) => here(one) && on(one.undone_at)).length,
        joined: storeId ? null : joined.filter((one) => on(one.joined_at)).length,
        ratings: rated.length,
        average:
          rated.length === 0
            ? null
            : Number((rated.reduce((all, one) => all + one, 0) / rated.length + 1e-9).toFixed(2)),
      });
      seen += figures.redemptions + figures.undos;
      soldOn += figures.purchases;
    }
  }
  expect(seen).toBeGreaterThan(45);
  expect(soldOn).toBeGreaterThan(60);
});

/** Somebody who works there and can be reached. */
async function hire(name: string, role: string, storeId: string | null = null): Promise<string> {
  const [person] = await house.rows<{ id: string }>(
    `insert into customer (name, language, created_at) values ($1, 'en', now()) returning id`,
    [name],
  );
  await house.pool.query(
    `insert into identity (customer_id, channel, address, heard_at, created_at) values ($1, 'tape', $2, now(), now())`,
    [person!.id, name],
  );
  const [staff] = await house.rows<{ id: string }>(
    'insert into staff (customer_id, role, store_id, created_at) values ($1, $2, $3, now()) returning id',
    [person!.id, role, storeId],
  );
  return staff!.id;
}

const told = async () =>
  (
    await house.rows<{ address: string; subject: string }>(
      `select address, subject from delivery order by address, subject`,
    )
  ).map(({ address, subject }) => `${address} ${subject.split(':')[1]}`);

test('Each is told once a day, at nine of their store, however many processes there are; nothing when nothing happened', async () => {
  const [store] = await house.rows<{ id: string }>(
    `insert into store (name, zone, created_at) values ('London', 'Europe/London', now()) returning id`,
  );
  const boss = await hire('boss', 'owner');
  await hire('som', 'manager', store!.id);
  await hire('noi', 'clerk');
  const other = await house.other();
  const morning = (iso: string) => {
    house.at(iso);
    return Promise.all([runDueJobs(house, [tellYesterday]), runDueJobs(other, [tellYesterday])]);
  };
  await morning('2027-03-01T01:00:00Z');
  expect(await told()).toEqual([]);

  // Somebody joined on Monday in Taipei, and a London ticket waits since then.
  await house.pool.query(
    `insert into customer (name, language, joined_at, agreed_version, created_at) values ('Mali', 'en', '2027-03-01T05:00:00Z', 'x', '2027-03-01T05:00:00Z')`,
  );
  await house.pool.query(
    `insert into ticket (ref, customer_id, store_id, state, opened_at)
     select 'ABC123', id, $1, 'open', '2027-03-01T12:00:00Z' from customer where name = 'Mali'`,
    [store!.id],
  );
  await morning('2027-03-02T00:55:00Z');
  expect(await told()).toEqual([]);
  await morning('2027-03-02T01:00:00Z');
  expect(await told()).toEqual(['boss 2027-03-01']);
  await morning('2027-03-02T09:00:00Z');
  await morning('2027-03-02T09:05:00Z');
  expect(await told()).toEqual(['boss 2027-03-01', 'som 2027-03-01']);

  // Down over the morning of the 3rd: told late on the same day, and not for the 2nd after the 3rd is over.
  await morning('2027-03-03T07:00:00Z');
  expect(await told()).toEqual(['boss 2027-03-01', 'boss 2027-03-02', 'som 2027-03-01']);
  await house.pool.query('insert into summary_stop (staff_id, at) values ($1, now())', [boss]);
  await house.pool.query(`update ticket set state = 'closed', closed_at = '2027-03-03T08:00:00Z'`);
  await morning('2027-03-05T10:00:00Z');
  expect(await told()).toEqual(['boss 2027-03-01', 'boss 2027-03-02', 'som 2027-03-01']);
  expect(await house.rows(`select distinct state from job_run where job = 'tell-yesterday'`)).toEqual([
    { state: 'done' },
  ]);
  await other.end();
});

test('A day on which the till sold and no coupon was used is told: all of it to owners, to a store what it sold', async () => {
  const store = async (name: string) =>
    (
      await house.rows<{ id: string }>(
        `insert into store (name, zone, created_at) values ($1, 'Asia/Taipei', now()) returning id`,
        [name],
      )
    )[0]!.id;
  const [harbour, market, quiet] = [await store('Harbour'), await store('Market'), await store('Quiet')];
  await hire('lena', 'owner');
  await hire('harbour', 'manager', harbour);
  await hire('quiet', 'manager', quiet);
  const sell = (iso: string, storeId: string | null, minor: number) =>
    house.pool.query(
      `insert into purchase (customer_id, store_id, source, order_no, amount_minor, paid_minor, currency, at)
       select id, $2, 'till', gen_random_uuid(), $3, $3, 'TWD', $1 from customer where name = 'Mali'`,
      [iso, storeId, minor],
    );
  for (const [iso, at, minor] of [
    ['2027-04-05T02:00:00Z', harbour, 10_000],
    ['2027-04-12T02:00:00Z', harbour, 15_850],
    ['2027-04-12T03:00:00Z', harbour, 4_150],
    ['2027-04-12T04:00:00Z', market, 1_000],
    ['2027-04-12T16:00:00Z', harbour, 99_900],
  ] as const)
    await sell(iso, at, minor);
  house.at('2027-04-13T01:00:00Z');
  await runDueJobs(house, [tellYesterday]);
  const read = async (name: string) =>
    (
      await house.rows<{ text: string }>(
        `select messages -> 0 ->> 'text' as text from delivery where address = $1 and subject like 'summary:2027-04-12%'`,
        [name],
      )
    ).map(({ text }) => text);
  const [all] = await read('lena');
  expect(all).toMatch(/^Sold: NT\$210 \(3 orders\)\n/);
  expect(all).toContain('The Mon before: sold NT$100 (1 order); redeemed 0');
  expect(await read('harbour')).toEqual([
    'Sold: NT$200 (2 orders)\nRedeemed: 0\nThe Mon before: sold NT$100 (1 order); redeemed 0',
  ]);
  // Nothing happened there, so nothing is said.
  expect(await read('quiet')).toEqual([]);
});

test('A day before there was a shop is empty', async () => {
  const of = { day: '2020-01-01', zone: 'Asia/Taipei', storeId: null };
  expect(await inTransaction(house, (tx) => dayFigures(tx, of))).toMatchObject({
    claims: 0,
    redemptions: 0,
    joined: 0,
  });
});
