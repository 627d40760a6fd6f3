import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { pointsAccount } from '../../src/points/account.ts';
import { expirePoints } from '../../src/points/expire.ts';
import { grantPoints } from '../../src/points/grant.ts';
import { pointsHistory } from '../../src/points/history.ts';
import { spendPoints } from '../../src/points/spend.ts';
import { verifyLedger } from '../../src/points/verify.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { Refusal } from '../../src/refusal.ts';
import { openCounter, refusal } from '../coupons/counter.ts';

const counter = await openCounter(8);
const { run, database, operator } = counter;
afterAll(() => counter.close());

const DAY = 86_400_000;
const account = (id: string) => pointsAccount({ db: database.manager, now: counter.clock.at }, id);
const grant = (customerId: string, points: number, source: string) =>
  run((tx) => grantPoints(tx, operator, { customerId, points, source }));
const spend = (customerId: string, points: number, source: string) =>
  run((tx) => spendPoints(tx, operator, { customerId, points, source }));
const expectSums = async () => expect((await verifyLedger(database)).differences).toEqual([]);

describe('Points', () => {
  it('are earned and spent once for each source', async () => {
    const mali = await counter.person('Mali');
    await Promise.all([1, 2, 3, 4].map(() => grant(mali, 100, 'birthday:2026')));
    expect(await account(mali)).toMatchObject({ balance: 100 });
    await Promise.all([1, 2, 3, 4].map(() => spend(mali, 30, 'order:1')));
    expect(await account(mali)).toMatchObject({ balance: 70 });
    const history = await pointsHistory({ db: database.manager }, mali);
    expect(history.map(({ delta, reason }) => [reason, delta])).toContainEqual(['spend', -30]);
    await expectSums();
  });

  it('refuse an exchange for 100 with 99, and two at once never go below zero (A5.3)', async () => {
    const mali = await counter.person('Mali');
    await grant(mali, 99, 'a');
    expect(await refusal(spend(mali, 100, 'x'))).toEqual({ code: 'points-short', facts: { balance: 99, missing: 1 } });
    const tries = await Promise.allSettled([1, 2, 3].map((n) => spend(mali, 60, `at-once:${n}`)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await account(mali)).toMatchObject({ balance: 39 });
    await expectSums();
  });

  it('that expire soonest are spent first, and what is past its time cannot be spent', async () => {
    const mali = await counter.person('Mali');
    await grant(mali, 50, 'old');
    counter.later(100 * DAY);
    await grant(mali, 50, 'new');
    await spend(mali, 20, 'tea');
    expect((await account(mali)).next).toMatchObject({ points: 30 });
    counter.later(266 * DAY);
    expect(await account(mali), 'also before the job has come').toMatchObject({ balance: 50 });
    expect(await refusal(spend(mali, 51, 'mug'))).toEqual({ code: 'points-short', facts: { balance: 50, missing: 1 } });
    const swept = await Promise.all([1, 2, 3].map(() => run((tx) => expirePoints(tx))));
    expect(swept.reduce((sum, { points }) => sum + points, 0)).toBeGreaterThanOrEqual(30);
    expect((await run((tx) => expirePoints(tx))).points).toBe(0);
    expect(await account(mali)).toMatchObject({ balance: 50 });
    await expectSums();
  });

  it('stay in an append-only ledger', async () => {
    await expect(database.query('update points_entry set delta = 1')).rejects.toThrow('append-only');
    await expect(database.query('delete from points_entry')).rejects.toThrow('append-only');
  });

  it('are refused to strangers and without authority', async () => {
    const mali = await counter.person('Mali');
    const nobody = '018f0000-0000-7000-8000-000000000000';
    expect(await refusal(grant(nobody, 1, 'n'))).toMatchObject({ code: 'customer-unknown' });
    const manager = await counter.staff('Boss', 'manager');
    const no = refusal(run((tx) => grantPoints(tx, manager, { customerId: mali, points: 1, source: 'm' })));
    expect(await no).toMatchObject({ code: 'not-allowed', facts: { roles: ['owner'] } });
  });

  it('come once for each order that is recorded', async () => {
    const mali = await counter.person('Mali');
    const order = { who: { customerId: mali }, source: 'pos', orderNo: '1001', amountMinor: 15_899 };
    const told = await Promise.all([1, 2, 3].map(() => run((tx) => recordPurchase(tx, operator, order))));
    expect(told.filter(({ again }) => !again)).toHaveLength(1);
    expect(told.every(({ purchase }) => purchase.points === 158)).toBe(true);
    expect(await account(mali)).toMatchObject({ balance: 158 });
    const bad = { ...order, who: { channel: 'line', address: 'Unobody' }, orderNo: '2' };
    expect(await refusal(run((tx) => recordPurchase(tx, operator, bad)))).toMatchObject({ code: 'customer-unknown' });
    const ours = { ...order, source: 'redemption' };
    expect(await refusal(run((tx) => recordPurchase(tx, operator, ours)))).toMatchObject({ code: 'source-reserved' });
    await expectSums();
  });
});

describe('The ledger', () => {
  it('names the account that does not add up', async () => {
    const mali = await counter.person('Mali');
    await grant(mali, 10, 'planted');
    await database.query('update points_account set balance = 11 where customer_id = $1', [mali]);
    expect((await verifyLedger(database)).differences).toEqual([
      { customerId: mali, balance: 11, entries: 10, lots: 10 },
    ]);
    await database.query('update points_account set balance = 10 where customer_id = $1', [mali]);
  });

  it('adds up whatever several clients do at once', async () => {
    const noi = await counter.staff('Noi', 'owner');
    const people = [await counter.person('Mali'), await counter.person('Ken')];
    const { id } = await counter.campaign({
      budgetMinor: 50_000,
      terms: { kind: 'percent', percentBasisPoints: 1000, capMinor: 500, validity: { days: 300 } },
    });
    let source = 0;
    const step = fc.record({
      act: fc.constantFrom('grant', 'spend', 'redeem', 'redeem', 'undo', 'undo', 'expire', 'later'),
      who: fc.nat(1),
      size: fc.integer({ min: 1, max: 60 }),
    });
    type Step = { act: string; who: number; size: number };
    const take = async ({ act, who, size }: Step) => {
      const customer = people[who]!;
      if (act === 'grant') return grant(customer, size, `any:${++source}`);
      if (act === 'spend') return spend(customer, size, `any:${++source}`);
      if (act === 'expire') return run((tx) => expirePoints(tx));
      if (act === 'later') return counter.later(size * DAY);
      if (act === 'undo') {
        const [open] = await database.query(
          'select id from redemption where undone_at is null and customer_id = $1 order by id desc limit 1',
          [customer],
        );
        return open && run((tx) => undoRedemption(tx, noi, { redemptionId: open.id, reason: 'any' }));
      }
      const [held] = await database.query(`select id from coupon where state = 'issued' and customer_id = $1 limit 1`, [
        customer,
      ]);
      const couponId = held?.id ?? (await counter.claim(id, customer).catch(() => undefined))?.couponId;
      return couponId && run((tx) => redeemCoupon(tx, noi, { couponId, amountMinor: size * 100 }));
    };
    const clients = fc.array(fc.array(step, { maxLength: 12 }), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(clients, async (scripts) => {
        await Promise.all(
          scripts.map(async (script) => {
            for (const one of script) {
              await take(one).catch((error: unknown) => {
                if (!(error instanceof Refusal)) throw error;
              });
            }
          }),
        );
        await expectSums();
        expect((await counter.campaignNow(id)).committed).toBe(await counter.owedByCampaign(id));
      }),
      { numRuns: 25 },
    );
    const [{ n }] = await database.query('select count(*)::int as n from points_entry');
    expect(n).toBeGreaterThan(50);
  });
});
