import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { CustomerStats } from '../../entities/customer-stats.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { linkRef, partCustomers } from '../../src/links/part-customers.ts';
import { spendPoints } from '../../src/points/spend.ts';
import { verifyLedger } from '../../src/points/verify.ts';
import { correctStats } from '../../src/purchases/correct-stats.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { recordRefund } from '../../src/purchases/refund.ts';
import { Refusal } from '../../src/refusal.ts';
import { openCounter } from '../coupons/counter.ts';
import { recompute } from './recompute.ts';

const counter = await openCounter(8);
const { run, database, operator, clock } = counter;
afterAll(() => counter.close());

const DAY = 86_400_000;
const boss = await counter.staff('Somchai', 'owner');
const stores = [(await counter.store('Station', 'Asia/Taipei')).id, (await counter.store('Harbour')).id];
const campaign = await counter.campaign({ terms: { kind: 'amount', amountMinor: 700 } });
let orders = 0;

const pick = fc.nat({ max: 99 });
const line = fc.record({
  product: fc.constantFrom('latte', 'mocha', 'cake'),
  category: fc.constantFrom('coffee', 'food', undefined),
  share: fc.nat({ max: 40 }),
});
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      buy: pick,
      of: pick,
      minor: fc.nat({ max: 9999 }),
      ago: fc.nat({ max: 450 }),
      lines: fc.array(line, { maxLength: 2 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      refund: pick,
      no: pick,
      share: fc.integer({ min: 1, max: 130 }),
      product: fc.constantFrom('latte', 'mocha', 'cake', undefined),
    }),
  },
  { weight: 3, arbitrary: fc.record({ redeem: pick, minor: fc.integer({ min: 700, max: 9999 }) }) },
  fc.record({ claim: pick }),
  fc.record({ undo: pick }),
  fc.record({ spend: pick, points: fc.integer({ min: 1, max: 80 }) }),
  fc.record({ link: pick, with: pick }),
  fc.record({ part: pick }),
  fc.record({ wait: fc.nat({ max: 10 * 24 }) }),
);
type Step = Partial<
  Record<
    | 'buy'
    | 'of'
    | 'minor'
    | 'ago'
    | 'refund'
    | 'no'
    | 'share'
    | 'redeem'
    | 'claim'
    | 'undo'
    | 'spend'
    | 'points'
    | 'link'
    | 'with'
    | 'part'
    | 'wait',
    number
  >
> & { lines?: { product: string; category?: string | undefined; share: number }[]; product?: string | undefined };

/** Four people, and twelve orders that they buy and give back, in whatever order. */
async function live(steps: Step[]) {
  const people: string[] = [];
  for (const name of ['Mali', 'Ken', 'Ploy', 'Noi']) people.push(await counter.person(name));
  const one = (n: number) => people[n % people.length]!;
  const kept = async (n: number) => (await database.query('select kept_customer($1) as id', [one(n)]))[0].id;
  const first = orders;
  orders += 12;
  const redemptions: { id: string; paid: number }[] = [];
  const links: string[] = [];
  let spent = 0;
  let done = 0;
  const act = async (each: Step) => {
    if (each.buy !== undefined) {
      const amountMinor = each.minor!;
      const lines = each.lines!.map(({ share, category, product }) => ({
        product,
        quantity: 1,
        amountMinor: Math.floor((amountMinor * share) / 100),
        ...(category && { category }),
      }));
      await run((tx) =>
        recordPurchase(tx, operator, {
          who: { customerId: one(each.buy!) },
          source: 'pos',
          orderNo: `${first + (each.of! % 12)}`,
          amountMinor,
          lines,
          at: new Date(clock.at.getTime() - each.ago! * DAY),
          ...(each.of! % 3 && { storeId: stores[each.of! % 2]! }),
        }),
      );
    } else if (each.refund !== undefined) {
      const ours = each.refund % 3 === 0 ? redemptions[each.no! % (redemptions.length || 1)] : undefined;
      const orderNo = ours ? ours.id : `${first + (each.refund % 12)}`;
      const [order] = await database.query('select paid_minor::int as paid from purchase where order_no = $1', [
        orderNo,
      ]);
      const amountMinor = Math.max(
        1,
        Math.floor(((order?.paid ?? 5000) * (each.share! > 100 ? 100 : each.share!)) / 100) +
          (each.share! > 120 ? 1 : 0),
      );
      const lines = each.product ? [{ product: each.product, amountMinor }] : undefined;
      await run((tx) =>
        recordRefund(tx, operator, {
          source: ours ? 'redemption' : 'pos',
          orderNo,
          refundNo: `${first}-${orderNo}-${each.no! % 5}`,
          amountMinor,
          ...(lines && { lines }),
        }),
      );
    } else if (each.redeem !== undefined) {
      const { code } = await counter.claim(campaign.id, await kept(each.redeem));
      const { redemptionId } = await run((tx) =>
        redeemCoupon(tx, boss, { code, amountMinor: each.minor!, storeId: stores[each.redeem! % 2]! }),
      );
      redemptions.push({ id: redemptionId, paid: each.minor! - 700 });
    } else if (each.claim !== undefined) await counter.claim(campaign.id, await kept(each.claim));
    else if (each.undo !== undefined && redemptions.length > 0)
      await run((tx) =>
        undoRedemption(tx, boss, { redemptionId: redemptions[each.undo! % redemptions.length]!.id, reason: 'test' }),
      );
    else if (each.spend !== undefined) {
      await run((tx) =>
        spendPoints(tx, operator, {
          customerId: one(each.spend!),
          points: each.points!,
          source: `test:${crypto.randomUUID()}`,
        }),
      );
      spent += each.points!;
    } else if (each.link !== undefined) {
      const { linkId } = await run((tx) => joinCustomers(tx, one(each.link!), one(each.with!)));
      links.push(linkId);
    } else if (each.part !== undefined && links.length > 0)
      await run((tx) => partCustomers(tx, operator, linkRef(links[each.part! % links.length]!)));
  };
  for (const each of steps) {
    counter.later(1000 + (each.wait ?? 0) * 3_600_000);
    await act(each).then(
      () => done++,
      (error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
      },
    );
  }
  return { people, spent };
}

/** As the job does, a few at a time. */
async function correctAll(): Promise<number> {
  let after: string | undefined;
  let all = 0;
  do {
    const { corrected, next } = await run((tx) => correctStats(tx, after, 150));
    all += corrected;
    after = next;
  } while (after);
  return all;
}

const figures = async (people: string[]) =>
  (await database.manager.find(CustomerStats)).filter(({ customerId }) => people.includes(customerId));
const plain = (all: CustomerStats[]) => all.map((one) => ({ ...one, categories: [...one.categories].sort() }));

it('The figures of each customer equal a plain recomputation, whatever happened in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      await database.query(
        'truncate customer_stats, refund, purchase_line, purchase, redemption, coupon, points_entry, points_lot, points_account, customer_link, wrong_code, delivery cascade',
      );
      const { people, spent } = await live(steps as Step[]);
      const kept = await figures(people);
      const plainly = await recompute(
        database,
        new Map(kept.map(({ customerId, updatedAt }) => [customerId, updatedAt])),
      );
      expect(plain(kept)).toEqual(plainly.stats);

      expect((await verifyLedger(database)).differences).toEqual([]);
      const [{ points }] = await database.query(
        'select coalesce(sum(balance - owed), 0)::int as points from points_account',
      );
      expect(points).toBe(plainly.left.reduce((sum, minor) => sum + Math.floor(minor / 100), 0) - spent);

      counter.later(1000 + 80 * DAY);
      await correctAll();
      expect(await correctAll()).toBe(0);
      const nightly = await figures(people);
      const asOfNow = new Map(nightly.map(({ customerId }) => [customerId, clock.at]));
      const at = (all: { updatedAt: Date }[]) => all.map((one) => ({ ...one, updatedAt: clock.at }));
      expect(at(plain(nightly))).toEqual((await recompute(database, asOfNow)).stats);
    }),
    { numRuns: 40 },
  );
}, 120_000);

it('Purchases and refunds that come at once are all counted', async () => {
  const mali = await counter.person('Mali');
  const buy = (orderNo: string) =>
    run((tx) =>
      recordPurchase(tx, operator, { who: { customerId: mali }, source: 'till', orderNo, amountMinor: 1000 }),
    );
  const refund = (orderNo: string) =>
    run((tx) => recordRefund(tx, operator, { source: 'till', orderNo, refundNo: orderNo, amountMinor: 400 }));
  await Promise.all(Array.from({ length: 12 }, (_, n) => [refund(`${n}`), buy(`${n}`), refund(`${n}`)]).flat());
  const [stats] = await figures([mali]);
  expect(stats).toMatchObject({ purchases: 12, spentMinor: 7200 });
  const [{ balance }] = await database.query('select balance::int from points_account where customer_id = $1', [mali]);
  expect(balance).toBe(72);
});
