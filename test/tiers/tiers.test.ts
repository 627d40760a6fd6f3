import fc from 'fast-check';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { CustomerStats } from '../../entities/customer-stats.ts';
import { TierChange } from '../../entities/tier-change.ts';
import { correctStats } from '../../jobs/correct-stats.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { demoTiers } from '../../src/demo/history/demo-tiers.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { linkRef, partCustomers } from '../../src/links/part-customers.ts';
import { grantPoints } from '../../src/points/grant.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { recordRefund } from '../../src/purchases/refund.ts';
import { Refusal } from '../../src/refusal.ts';
import { applyTiers } from '../../src/tiers/apply-tiers.ts';
import { effectOf } from '../../src/tiers/effect.ts';
import { type Ladder, stepSchema } from '../../src/tiers/ladder.ts';
import { setTiers } from '../../src/tiers/set-tiers.ts';
import { standingOf } from '../../src/tiers/standing.ts';
import { languages } from '../../src/words/index.ts';
import { openCounter, refusal } from '../coupons/counter.ts';
import { measures } from './measures.ts';

const counter = await openCounter(6);
const { run, database, operator, clock } = counter;
afterAll(() => counter.close());

const DAY = 86_400_000;
const boss = await counter.staff('Somchai', 'owner');
const off = await counter.campaign({ terms: { kind: 'amount', amountMinor: 100 } });
const gives = await counter.campaign({ terms: { kind: 'points', points: 7 } });
let orders = 0;

const ladder = (by: Ladder['by'], ...thresholds: number[]): Ladder => ({
  by,
  tiers: thresholds.map((threshold, at) => ({ name: `t${at + 1}`, names: { en: `T${at + 1}` }, threshold })),
});
const bySpend = ladder('spend', 2000, 5000, 20_000);

beforeEach(async () => {
  await database.query('truncate tier, tier_change, setting, customer_stats, audit');
});

const buy = async (customerId: string, amountMinor: number, ago = 0) => {
  const orderNo = `${++orders}`;
  await run((tx) =>
    recordPurchase(tx, operator, {
      who: { customerId },
      source: 'pos',
      orderNo,
      amountMinor,
      at: new Date(clock.at.getTime() - ago * DAY),
    }),
  );
  return orderNo;
};
const refund = (orderNo: string, amountMinor: number) =>
  run((tx) => recordRefund(tx, operator, { source: 'pos', orderNo, refundNo: `${++orders}`, amountMinor }));

/** As the job does, three at a time. */
async function apply(): Promise<number> {
  counter.later(31_000);
  let batches = 1;
  while (await run((tx) => applyTiers(tx, 3))) batches++;
  return batches;
}
const job = () => correctStats.run({ app: counter as never, due: clock.at, last: undefined });
const tierOf = async (customerId: string) =>
  (await database.manager.findOneBy(CustomerStats, { customerId }))?.tier ?? null;
const changesOf = async (customerId: string) =>
  (await database.manager.find(TierChange, { where: { customerId }, order: { at: 'ASC', id: 'ASC' } })).map(
    ({ fromTier, toTier }) => [fromTier, toTier],
  );

it('A purchase lifts to the highest tier that it meets, and refunds and undoing bring back down', async () => {
  await run((tx) => setTiers(tx, boss, bySpend));
  const mali = await counter.person('Mali');
  const order = await buy(mali, 4999);
  expect(await tierOf(mali)).toBe('t1');
  const { code } = await counter.claim(off.id, mali);
  const { redemptionId } = await run((tx) => redeemCoupon(tx, boss, { code, amountMinor: 101 }));
  expect(await tierOf(mali)).toBe('t2');
  await run((tx) => undoRedemption(tx, boss, { redemptionId, reason: 'wrong' }));
  expect(await tierOf(mali)).toBe('t1');
  await refund(order, 3000);
  expect(await tierOf(mali)).toBe(null);
  expect(await changesOf(mali)).toEqual([
    [null, 't1'],
    ['t1', 't2'],
    ['t2', 't1'],
    ['t1', null],
  ]);
});

it('Where tiers go by points, purchases, coupons and granted points count, and what was taken back does not', async () => {
  await run((tx) => setTiers(tx, boss, ladder('points', 10, 20, 27)));
  const mali = await counter.person('Mali');
  const order = await buy(mali, 1000);
  expect(await tierOf(mali)).toBe('t1');
  await run((tx) => grantPoints(tx, operator, { customerId: mali, points: 10, source: 'test' }));
  expect(await tierOf(mali)).toBe('t2');
  const { code } = await counter.claim(gives.id, mali);
  const { redemptionId } = await run((tx) => redeemCoupon(tx, boss, { code }));
  expect(await tierOf(mali)).toBe('t3');
  expect(await run((tx) => standingOf(tx, mali))).toMatchObject({ by: 'points', measure: 27 });
  await run((tx) => undoRedemption(tx, boss, { redemptionId, reason: 'wrong' }));
  expect(await tierOf(mali)).toBe('t2');
  await refund(order, 101);
  expect(await tierOf(mali)).toBe('t1');
  expect(await run((tx) => standingOf(tx, mali))).toMatchObject({ measure: 18, next: { missing: 2 } });
});

it('Time takes a tier back: on the day that /tier has named, and not before', async () => {
  await run((tx) => setTiers(tx, boss, bySpend));
  const mali = await counter.person('Mali');
  await buy(mali, 4000, 300);
  await buy(mali, 1500, 100);
  await buy(mali, 500, 10);
  const standing = await run((tx) => standingOf(tx, mali));
  // 5,000 rests on the oldest: it leaves in 65 days. Then 2,000 is left, which is the first tier, until day 265.
  expect(standing).toMatchObject({ measure: 6000, tier: { name: 't2' }, next: { missing: 14_000 } });
  expect(standing?.keptUntil).toEqual(new Date(clock.at.getTime() + 65 * DAY));
  counter.later(65 * DAY - 1000);
  await job();
  expect(await tierOf(mali)).toBe('t2');
  counter.later(1000);
  expect(await run((tx) => standingOf(tx, mali))).toMatchObject({ measure: 2000, tier: { name: 't1' } });
  await job();
  expect(await tierOf(mali)).toBe('t1');
  expect((await run((tx) => standingOf(tx, mali)))?.keptUntil).toEqual(new Date(clock.at.getTime() + 200 * DAY));
});

it('New thresholds measure everybody, in batches, and as many move as was told before', async () => {
  const people: string[] = [];
  for (let n = 1; n <= 10; n++) {
    people.push(await counter.person(`P${n}`));
    await buy(people.at(-1)!, n * 1000);
  }
  const told = await run((tx) => effectOf(tx, bySpend));
  const counts = Object.fromEntries(told.map(({ name, would }) => [name, would]));
  expect(counts).toMatchObject({ t1: 3, t2: 6, t3: 0 });
  await run((tx) => setTiers(tx, boss, bySpend));
  // Somebody who worked out figures by the old ones may not have committed yet.
  expect(await run((tx) => applyTiers(tx))).toBe(false);
  expect(await tierOf(people[9]!)).toBe(null);
  expect(await apply()).toBeGreaterThan(3);
  expect(await Promise.all(people.map(tierOf))).toEqual([null, ...Array(3).fill('t1'), ...Array(6).fill('t2')]);
  expect(Object.fromEntries((await run((tx) => effectOf(tx, bySpend))).map(({ name, now }) => [name, now]))).toEqual(
    counts,
  );
  await run((tx) => setTiers(tx, boss, { by: 'spend', tiers: [] }));
  await apply();
  expect(await Promise.all(people.map(tierOf))).toEqual(Array(10).fill(null));
  expect(await changesOf(people[9]!)).toEqual([
    [null, 't2'],
    ['t2', null],
  ]);
});

it('Measuring everybody goes on where it stopped, and nobody is moved twice by two processes', async () => {
  const people: string[] = [];
  for (let n = 0; n < 9; n++) {
    people.push(await counter.person(`Q${n}`));
    await buy(people.at(-1)!, 3000);
  }
  await run((tx) => setTiers(tx, boss, bySpend));
  counter.later(31_000);
  expect(await run((tx) => applyTiers(tx, 4))).toBe(true);
  await Promise.all(
    [0, 1, 2].map(async () => {
      while (await run((tx) => applyTiers(tx, 4)));
    }),
  );
  while (await run((tx) => applyTiers(tx, 4)));
  for (const one of people) expect(await changesOf(one)).toEqual([[null, 't1']]);
});

it('Only an owner sets tiers, and two of one name or threshold are refused', async () => {
  const manager = await counter.staff('Ploy', 'manager');
  const set = (by: typeof boss, wanted: Ladder) => refusal(run((tx) => setTiers(tx, by, wanted)));
  expect(await set(manager, bySpend)).toEqual({ code: 'not-allowed', facts: { roles: ['owner'] } });
  expect(await set(boss, ladder('spend', 100, 100))).toMatchObject({ code: 'tier-threshold' });
  const twice = { ...bySpend, tiers: [bySpend.tiers[0]!, { ...bySpend.tiers[1]!, name: 't1' }] };
  expect(await set(boss, twice)).toMatchObject({ code: 'tier-taken', facts: { name: 't1' } });
  expect(await set(boss, ladder('spend', ...Array.from({ length: 7 }, (_, n) => n + 1)))).toMatchObject({
    code: 'tiers-many',
  });
});

const step = fc.record({
  act: fc.constantFrom(
    'buy',
    'buy',
    'buy',
    'refund',
    'redeem',
    'points',
    'undo',
    'grant',
    'link',
    'part',
    'set',
    'wait',
  ),
  who: fc.nat({ max: 2 }),
  minor: fc.integer({ min: 100, max: 6000 }),
  ago: fc.nat({ max: 400 }),
  which: fc.nat({ max: 30 }),
  by: fc.constantFrom<Ladder['by']>('spend', 'points'),
});

it('The tier of everybody is what their purchases, refunds and points plainly come to, and its changes make a chain', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (steps) => {
      await database.query(
        'truncate tier, tier_change, setting, customer_stats, audit, refund, purchase_line, purchase, redemption, coupon, points_entry, points_lot, points_account, customer_link, delivery cascade',
      );
      let now = bySpend;
      await run((tx) => setTiers(tx, boss, now));
      const people = [await counter.person('A'), await counter.person('B'), await counter.person('C')];
      const bought: { orderNo: string; minor: number }[] = [];
      const redeemed: string[] = [];
      const links: string[] = [];
      for (const { act, who, minor, ago, which, by } of steps) {
        counter.later(1000);
        const one = people[who]!;
        const [{ kept }] = await database.query('select kept_customer($1) as kept', [one]);
        const redeem = async (campaign: string, amountMinor?: number) => {
          const { code } = await counter.claim(campaign, kept);
          redeemed.push((await run((tx) => redeemCoupon(tx, boss, { code, amountMinor }))).redemptionId);
        };
        const acts: Record<string, () => Promise<unknown>> = {
          buy: async () => bought.push({ orderNo: await buy(one, minor, ago), minor }),
          refund: async () => {
            const order = bought[which % (bought.length || 1)];
            if (order) await refund(order.orderNo, Math.min(minor, order.minor));
          },
          redeem: () => redeem(off.id, minor),
          points: () => redeem(gives.id),
          undo: async () => {
            const redemptionId = redeemed[which % (redeemed.length || 1)];
            if (redemptionId) await run((tx) => undoRedemption(tx, boss, { redemptionId, reason: 'test' }));
          },
          grant: () =>
            run((tx) => grantPoints(tx, operator, { customerId: one, points: which + 1, source: `${++orders}` })),
          link: async () => links.push((await run((tx) => joinCustomers(tx, one, people[which % 3]!))).linkId),
          part: async () => {
            const link = links[which % (links.length || 1)];
            if (link) await run((tx) => partCustomers(tx, operator, linkRef(link)));
          },
          set: async () => {
            now = ladder(by, ...(by === 'spend' ? [minor, minor * 2] : [which + 1, which * 2 + 2]));
            await run((tx) => setTiers(tx, boss, now));
            await apply();
          },
          wait: async () => counter.later(ago * DAY),
        };
        await acts[act]!().catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
        });
      }
      await job();
      const plain = await measures(database, people, now.by, clock.at);
      for (const one of people) {
        const wanted = now.tiers.findLast(({ threshold }) => threshold <= plain.get(one)!)?.name ?? null;
        expect(await tierOf(one)).toBe(wanted);
        const standing = await run((tx) => standingOf(tx, one));
        expect([standing!.tier?.name ?? null, standing!.measure]).toEqual([wanted, plain.get(one)]);
        const chain = await changesOf(one);
        expect(chain.map(([from]) => from)).toEqual([null, ...chain.map(([, to]) => to)].slice(0, chain.length));
        expect(chain.at(-1)?.[1] ?? null).toBe(wanted);
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);

it('The demo shop tells in every language what each tier gives, and the higher one gives all of the lower', async () => {
  const [silver, gold] = demoTiers((units) => units * 100).map((step) => stepSchema.parse(step));
  for (const language of languages) {
    const lower = silver!.perks![language]!;
    expect(gold!.perks![language]!.slice(0, lower.length)).toEqual(lower);
    expect(gold!.perks![language]!.length).toBeGreaterThan(lower.length);
  }
});
