import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatherRedemptions, type RedeemAsk, type Redemptions } from '../../src/coupons/gather-redemptions.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { openPool } from '../../src/database.ts';
import { pointsAccount } from '../../src/points/account.ts';
import { spendPoints } from '../../src/points/spend.ts';
import { verifyLedger } from '../../src/points/verify.ts';
import type { Actor } from '../../src/staff/actor.ts';
import { type Counter, openCounter, refusal, shop } from './counter.ts';

let counter: Counter;
let noi: Actor & { kind: 'staff' };
const pools: pg.Pool[] = [];
beforeAll(async () => {
  counter = await openCounter();
  noi = await counter.staff('Noi', 'manager');
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await counter.close();
});

/** A process of its own: it shares nothing but the database. `sizes` are those of the batches that it has written. */
function open(beforeWriting = async () => {}): Redemptions & { sizes: number[] } {
  const { host, port, username, password, database } = counter.database.options as never as Record<string, string>;
  const pool = openPool({ host, port: Number(port), user: username, password, database } as never, 4, () => undefined);
  pools.push(pool);
  const sizes: number[] = [];
  const query = (async (statement: pg.QueryConfig) => {
    if (statement.name === 'redeem_coupons') {
      sizes.push(JSON.parse(statement.values![3] as string).length);
      await beforeWriting();
    }
    return pool.query(statement);
  }) as typeof pool.query;
  return { ...gatherRedemptions({ shop, clock: counter.clock, pool: { query } }), sizes };
}

const points = { kind: 'points', points: 10 } as const;
const account = (id: string) => pointsAccount({ db: counter.database.manager, now: counter.clock.at }, id);
const ledger = async () => (await verifyLedger(counter.database)).differences;
const ask = (what: RedeemAsk['what']): RedeemAsk => ({ by: noi, what });
const count = async (sql: string, values: unknown[]): Promise<number> =>
  (await counter.database.query(`select count(*)::int as n from ${sql}`, values))[0].n;
const coupons = (campaignId: string, many: number) =>
  Promise.all(Array.from({ length: many }, async () => counter.claim(campaignId, await counter.person('Mali'))));
/** Several coupons of one person, from campaigns of their own. */
async function several(customerId: string, many: number) {
  const all = [];
  for (let n = 0; n < many; n++) {
    const { id } = await counter.campaign({ terms: points });
    all.push(await counter.claim(id, customerId));
  }
  return all;
}

test('fifty callers on one code redeem once, in one batch, and write nothing else', async () => {
  const { id } = await counter.campaign({ terms: points });
  for (let round = 0; round < 3; round++) {
    const mali = await counter.person('Mali');
    const { code, couponId } = await counter.claim(id, mali);
    const { redeem, sizes } = open();
    const event = () => ({ channel: 'line', id: randomUUID(), address: 'somewhere' });
    const events = Array.from({ length: 50 }, event);
    const told = await Promise.all(
      events.map((one) =>
        redeem({ ...ask({ code, amountMinor: 9000 }), event: one, answer: () => ({ messages: [] }) }),
      ),
    );
    expect(Math.max(...sizes)).toBeGreaterThan(1);
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(await count('redemption where coupon_id = $1', [couponId])).toBe(1);
    expect(await count('inbox_event where event_id = any($1)', [events.map((one) => one.id)])).toBe(1);
    expect(await account(mali)).toMatchObject({ balance: 100 });
  }
  expect(await ledger()).toEqual([]);
});

test('two processes on the same coupons, in opposite order, redeem each once and never wait in a circle', async () => {
  const { id } = await counter.campaign({ terms: points });
  const all = await coupons(id, 30);
  let looked = 0;
  let go = () => {};
  const bothLooked = new Promise<void>((done) => {
    go = done;
  });
  // Each looks before any writes, so that the statement itself has to tell them apart.
  const ready = async () => {
    if (++looked === 2) go();
    await bothLooked;
  };
  const sides = [open(ready), open(ready)];
  const orders = [all, [...all].reverse()];
  const told = await Promise.all(
    sides.flatMap((side, n) => orders[n]!.map(({ code }) => side.redeem(ask({ code, amountMinor: 1000 })))),
  );
  expect(told.filter(Boolean)).toHaveLength(30);
  expect(sides.flatMap(({ sizes }) => sizes)).toEqual([30, 30]);
  const again = await Promise.all(all.map(({ code }) => sides[0]!.redeem(ask({ code }))));
  expect(again.filter(Boolean)).toHaveLength(0);
  expect(await count('redemption where campaign_id = $1', [id])).toBe(30);
  expect(await count('pg_stat_database where datname = current_database() and deadlocks > $1', [0])).toBe(0);
});

test('gifts of a batch are given in its order until there are none, and the budget is that of those who won', async () => {
  const { id } = await counter.campaign({ giftStock: 3, terms: { kind: 'gift', gift: { en: 'Cookie' } } });
  const all = await coupons(id, 8);
  const { redeem, sizes } = open();
  const told = await Promise.all(all.map(({ code }) => redeem(ask({ code }))));
  expect(sizes).toEqual([8]);
  expect(told.map(Boolean)).toEqual([true, true, true, false, false, false, false, false]);
  expect(await counter.campaignNow(id)).toMatchObject({ gifts: 3 });
  expect(await count(`coupon where campaign_id = $1 and state = 'issued'`, [id])).toBe(5);
});

test('what is left of the budgets of several campaigns is worked out for each', async () => {
  const terms = { kind: 'percent', percentBasisPoints: 1000, capMinor: 500 } as const;
  const all = await Promise.all(
    [1, 2, 3].map(async (size) => {
      const { id } = await counter.campaign({ budgetMinor: 5000, terms });
      return { id, size, held: await coupons(id, 4) };
    }),
  );
  const { redeem, sizes } = open();
  const told = await Promise.all(
    all.flatMap(({ held, size }) => held.slice(1).map(({ code }) => redeem(ask({ code, amountMinor: size * 1000 })))),
  );
  expect(told.every(Boolean)).toBe(true);
  expect(sizes).toEqual([9]);
  for (const { id, size } of all) {
    expect(await counter.campaignNow(id)).toMatchObject({ committed: 500 + 3 * size * 100, overrun: 0 });
    expect(await counter.owedByCampaign(id)).toBe(500 + 3 * size * 100);
  }
});

test('several coupons of one person add up in one account, and a debt is settled from the first', async () => {
  const [mali, ken] = [await counter.person('Mali'), await counter.person('Ken')];
  const [first] = await several(ken, 1);
  await counter.run((tx) => redeemCoupon(tx, noi, { code: first!.code, amountMinor: 2000 })); // 10 + 20
  await counter.run((tx) => spendPoints(tx, counter.operator, { customerId: ken, points: 25, source: randomUUID() }));
  await counter.run((tx) => undoRedemption(tx, noi, {}));
  expect(await account(ken)).toMatchObject({ balance: 0, owed: 25 });
  const held = [...(await several(mali, 3)), ...(await several(ken, 2))];
  const { redeem, sizes } = open();
  const told = await Promise.all(held.map(({ code }) => redeem(ask({ code, amountMinor: 1000 }))));
  expect(told.every(Boolean)).toBe(true);
  expect(sizes).toEqual([5]);
  expect(await account(mali)).toMatchObject({ balance: 60, owed: 0 });
  expect(await account(ken)).toMatchObject({ balance: 15, owed: 0 });
  expect(await ledger()).toEqual([]);
});

test('whoever a customer has become by linking gets what is theirs', async () => {
  const [mali, kept] = [await counter.person('Mali'), await counter.person('Mali')];
  const [held] = await several(mali, 1);
  const [other] = await several(kept, 1);
  await counter.database.query('update customer set merged_into = $2 where id = $1', [mali, kept]);
  const { redeem } = open();
  const told = await Promise.all([held!, other!].map(({ code }) => redeem(ask({ code, amountMinor: 1000 }))));
  expect(told.every(Boolean)).toBe(true);
  expect(await account(kept)).toMatchObject({ balance: 40 });
  expect(await account(mali)).toMatchObject({ balance: 0 });
  expect(await count('redemption where customer_id = $1', [kept])).toBe(2);
  expect(await count('delivery where customer_id = $1', [kept])).toBe(2);
});

test('an event has its effect once, whoever hears it at the same moment, and its answer is kept with it', async () => {
  const { id } = await counter.campaign({ terms: points });
  const [one, other] = await coupons(id, 2);
  const event = { channel: 'line', id: randomUUID(), address: 'noi' };
  const answer = ({ redemptionId }: { redemptionId: string }) => ({ messages: [{ text: redemptionId }] });
  const sides = [open(), open()];
  const told = await Promise.all(
    [one!, other!, one!, other!].map(({ code }, n) => sides[n % 2]!.redeem({ ...ask({ code }), event, answer })),
  );
  const [won] = told.filter((each) => each !== undefined);
  expect(told.filter(Boolean)).toHaveLength(1);
  const [kept] = await counter.database.query(
    'select answer, retry_key, answered_at from inbox_event where event_id = $1',
    [event.id],
  );
  expect(kept).toEqual({ answer: answer(won!.redeemed), retry_key: won!.key, answered_at: null });
  expect(await sides[0]!.redeem({ ...ask({ code: other!.code }), event, answer })).toBeUndefined();
  expect(await count('redemption where campaign_id = $1', [id])).toBe(1);
});

test('what is no plain success is left alone: wrong codes, refusals, a missing amount, a pause, no right', async () => {
  const { id } = await counter.campaign({ terms: { kind: 'percent', percentBasisPoints: 1000, minimumMinor: 5000 } });
  const { code } = (await coupons(id, 1))[0]!;
  const { redeem, sizes } = open();
  const paused = { ...noi, staff: { ...noi.staff, pausedUntil: new Date(counter.clock.at.getTime() + 1) } };
  const ended = { ...noi, staff: { ...noi.staff, endedAt: counter.clock.at } };
  const what = { code, amountMinor: 9000 };
  const told = await Promise.all([
    redeem(ask({ code: shop.codes.codeOf(randomUUID()) })),
    redeem(ask({ code: 'HELLO' })),
    redeem(ask({ code })),
    redeem(ask({ code, amountMinor: 4999 })),
    redeem({ by: paused, what }),
    redeem({ by: ended, what }),
    redeem({ ...ask(what), event: { channel: 'line', id: 'x', address: 'x' }, answer: () => undefined }),
  ]);
  expect(told.filter(Boolean)).toEqual([]);
  expect(sizes).toEqual([]);
  expect(await redeem(ask(what))).toMatchObject({ redeemed: { discountMinor: 900 } });
});

test('two processes and the ordinary way, redeeming and undoing at random, agree with a simple model', async () => {
  const sides = [open(), open()];
  const campaign = () =>
    counter.campaign({ budgetMinor: 40_000, terms: { kind: 'percent', percentBasisPoints: 2000, capMinor: 1000 } });
  const campaigns = [await campaign(), await campaign()];
  const people = await Promise.all(['Mali', 'Ken', 'Ploy', 'Nan'].map((name) => counter.person(name)));
  type Held = Awaited<ReturnType<typeof counter.claim>>;
  const held: Held[] = [];
  for (const who of people) for (const { id } of campaigns) held.push(await counter.claim(id, who));
  const standing = new Map<string, string[]>();
  const step = fc.record({
    act: fc.constantFrom('redeem', 'redeem', 'alone', 'undo'),
    which: fc.nat(held.length - 1),
    side: fc.nat(1),
    amountMinor: fc.integer({ min: 0, max: 90 }).map((n) => n * 100),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 }),
      async (rounds) => {
        for (const round of rounds) {
          const done = await Promise.all(
            round.map(async ({ act, which, side, amountMinor }) => {
              const { code, couponId } = held[which]!;
              if (act === 'undo') {
                const [redemptionId] = standing.get(couponId) ?? [];
                if (!redemptionId) return undefined;
                const undo = counter.run((tx) => undoRedemption(tx, noi, { redemptionId, reason: 'any' }));
                return undo.then(() => ({ couponId, undone: redemptionId }), no);
              }
              if (act === 'redeem') {
                const told = await sides[side]!.redeem(ask({ code, amountMinor }));
                return told && { couponId, redeemed: told.redeemed.redemptionId };
              }
              const alone = counter.run((tx) => redeemCoupon(tx, noi, { code, amountMinor }));
              return alone.then(({ redemptionId }) => ({ couponId, redeemed: redemptionId }), no);
            }),
          );
          for (const one of done)
            if (one && 'redeemed' in one)
              standing.set(one.couponId, [...(standing.get(one.couponId) ?? []), one.redeemed]);
          for (const one of done)
            if (one && 'undone' in one)
              standing.set(
                one.couponId,
                standing.get(one.couponId)!.filter((each) => each !== one.undone),
              );
          for (const { couponId } of held) {
            const model = standing.get(couponId) ?? [];
            expect(model.length).toBeLessThan(2);
            const rows = await counter.database.query(
              'select id from redemption where coupon_id = $1 and undone_at is null',
              [couponId],
            );
            expect(rows.map(({ id }: { id: string }) => id)).toEqual(model);
          }
          for (const { id } of campaigns)
            expect((await counter.campaignNow(id)).committed).toBe(await counter.owedByCampaign(id));
          expect(await ledger()).toEqual([]);
        }
      },
    ),
    { numRuns: 12 },
  );
}, 60_000);

const no = async (error: unknown) => {
  await refusal(Promise.reject(error));
  return undefined;
};
