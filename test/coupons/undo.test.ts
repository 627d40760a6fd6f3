import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { revokeIssued } from '../../src/campaigns/revoke-issued.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { pointsAccount } from '../../src/points/account.ts';
import { spendPoints } from '../../src/points/spend.ts';
import { verifyLedger } from '../../src/points/verify.ts';
import { openCounter, refusal } from './counter.ts';

const counter = await openCounter();
const { run, database, operator } = counter;
afterAll(() => counter.close());
beforeEach(() => {
  counter.clock.at = new Date('2026-11-23T06:02:00Z');
});

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const account = (id: string) => pointsAccount({ db: database.manager, now: counter.clock.at }, id);
const spend = (customerId: string, points: number, source: string) =>
  run((tx) => spendPoints(tx, operator, { customerId, points, source }));
const one = async (sql: string, values: unknown[]) => (await database.query(sql, values))[0];

describe('Undo', () => {
  it('gives back everything, and the coupon can be redeemed again', async () => {
    const noi = await counter.staff('Noi');
    const mali = await counter.person('Mali');
    const { id } = await counter.campaign({
      budgetMinor: 5000,
      terms: { kind: 'percent', percentBasisPoints: 2000, capMinor: 5000 },
    });
    const { code, couponId } = await counter.claim(id, mali);
    const { redemptionId } = await run((tx) => redeemCoupon(tx, noi, { code, amountMinor: 10_000 }));
    expect(await account(mali)).toMatchObject({ balance: 80 });
    counter.later(9 * MINUTE);
    const undone = await run((tx) => undoRedemption(tx, noi, {}));
    expect(undone).toMatchObject({ couponState: 'issued', taken: 80, owed: 0 });
    expect(await account(mali)).toEqual({ balance: 0, owed: 0, next: null });
    expect(await counter.campaignNow(id)).toMatchObject({ committed: 5000, overrun: 0 });
    expect(await one('select state from coupon where id = $1', [couponId])).toEqual({ state: 'issued' });
    expect(await one('select voided_at from purchase where order_no = $1', [redemptionId])).toEqual({
      voided_at: counter.clock.at,
    });
    const notice = await one('select class, customer_id from delivery where subject = $1', [`undone:${redemptionId}`]);
    expect(notice).toEqual({ class: 'notice', customer_id: mali });
    await run((tx) => redeemCoupon(tx, noi, { code, amountMinor: 10_000 }));
    expect(await account(mali)).toMatchObject({ balance: 80 });
    expect(await counter.campaignNow(id)).toMatchObject({ committed: 2000 });
    expect(await counter.owedByCampaign(id)).toBe(2000);
  });

  it('happens once, also when twenty ask at once', async () => {
    const somchai = await counter.staff('Somchai', 'owner');
    const mali = await counter.person('Mali');
    await counter.campaign({ terms: { kind: 'amount', amountMinor: 100 } });
    const { id } = await counter.campaign({ giftStock: 5, terms: { kind: 'gift', gift: { en: 'Cookie' } } });
    const { code } = await counter.claim(id, mali);
    const { redemptionId } = await run((tx) => redeemCoupon(tx, somchai, { code, amountMinor: 5000 }));
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => run((tx) => undoRedemption(tx, somchai, { redemptionId }))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(tries.flatMap((t) => (t.status === 'rejected' ? [t.reason.code] : []))).toEqual(Array(19).fill('undo-done'));
    expect(await counter.campaignNow(id)).toMatchObject({ gifts: 0 });
    expect(await account(mali)).toMatchObject({ balance: 0, owed: 0 });
  });

  it('of a coupon whose campaign was taken back meanwhile gives it back as revoked', async () => {
    const somchai = await counter.staff('Somchai', 'manager');
    const [mali, ken] = [await counter.person('Mali'), await counter.person('Ken')];
    const { id } = await counter.campaign({ budgetMinor: 9000, terms: { kind: 'amount', amountMinor: 2000 } });
    const { code, couponId } = await counter.claim(id, mali);
    const { redemptionId } = await run((tx) => redeemCoupon(tx, somchai, { code, amountMinor: 10_000 }));
    counter.later(MINUTE);
    expect(await run((tx) => revokeIssued(tx, operator, id, 'misprint')), 'it was used already').toBe(0);
    counter.later(MINUTE);
    const undone = await run((tx) => undoRedemption(tx, somchai, { redemptionId, reason: 'wrong guest' }));
    expect(undone.couponState).toBe('revoked');
    expect(await one('select state from coupon where id = $1', [couponId])).toEqual({ state: 'revoked' });
    expect(await counter.campaignNow(id)).toMatchObject({ committed: 0 });
    const [{ text }] = (await one('select messages from delivery where subject = $1', [`undone:${redemptionId}`]))
      .messages;
    expect(text).toContain('withdrawn');
    // Claiming goes on; what is claimed after the revoking is a coupon like any other.
    const later = await counter.claim(id, ken);
    const again = await run((tx) => redeemCoupon(tx, somchai, { code: later.code, amountMinor: 10_000 }));
    const back = await run((tx) => undoRedemption(tx, somchai, { ...again, reason: 'wrong guest' }));
    expect(back.couponState).toBe('issued');
    expect((await counter.campaignNow(id)).committed).toBe(await counter.owedByCampaign(id));
  });

  it('while the campaign is taken back leaves no coupon behind', async () => {
    const somchai = await counter.staff('Somchai', 'manager');
    for (let round = 0; round < 10; round++) {
      const { id } = await counter.campaign({ terms: { kind: 'amount', amountMinor: 2000 } });
      const redeemed: string[] = [];
      for (let n = 0; n < 4; n++) {
        const { code } = await counter.claim(id, await counter.person('Mali'));
        redeemed.push((await run((tx) => redeemCoupon(tx, somchai, { code, amountMinor: 10_000 }))).redemptionId);
      }
      await Promise.all([
        ...redeemed.map((redemptionId) =>
          run((tx) => undoRedemption(tx, somchai, { redemptionId, reason: 'wrong guest' })),
        ),
        run((tx) => revokeIssued(tx, operator, id, 'misprint')),
      ]);
      const states = await database.query('select distinct state from coupon where campaign_id = $1', [id]);
      expect(states).toEqual([{ state: 'revoked' }]);
      expect(await counter.campaignNow(id)).toMatchObject({ committed: 0 });
    }
  });

  it('of a coupon whose time is over gives it back as expired', async () => {
    const somchai = await counter.staff('Somchai', 'manager');
    const mali = await counter.person('Mali');
    const { id } = await counter.campaign({ budgetMinor: 2000, terms: { kind: 'amount', amountMinor: 2000 } });
    const { code, couponId } = await counter.claim(id, mali);
    const { redemptionId } = await run((tx) => redeemCoupon(tx, somchai, { code, amountMinor: 10_000 }));
    counter.later(40 * DAY);
    const undone = await run((tx) => undoRedemption(tx, somchai, { redemptionId, reason: 'wrong guest' }));
    expect(undone.couponState).toBe('expired');
    expect(await one('select state from coupon where id = $1', [couponId])).toEqual({ state: 'expired' });
    expect(await counter.campaignNow(id)).toMatchObject({ committed: 0 });
    const row = await one('select undone_by, undo_reason from redemption where id = $1', [redemptionId]);
    expect(row).toEqual({ undone_by: somchai.staff.id, undo_reason: 'wrong guest' });
    const audit = await one('select actor, facts from audit where subject = $1', [redemptionId]);
    expect(audit).toMatchObject({ actor: `staff:${somchai.staff.id}`, facts: { taken: 80, coupon: 'expired' } });
  });

  it('takes spent points from the next earning, and never makes a balance negative', async () => {
    const noi = await counter.staff('Noi');
    const mali = await counter.person('Mali');
    const { id } = await counter.campaign({ terms: { kind: 'points', points: 10 } });
    const buy = async (amountMinor: number) => {
      const { code } = await counter.claim(id, mali);
      return run((tx) => redeemCoupon(tx, noi, { code, amountMinor }));
    };
    await buy(9000); // 10 + 90
    await spend(mali, 70, 'mug');
    expect(await run((tx) => undoRedemption(tx, noi, {}))).toMatchObject({ taken: 30, owed: 70 });
    expect(await account(mali)).toEqual({ balance: 0, owed: 70, next: null });
    expect(await refusal(spend(mali, 1, 'gum'))).toEqual({ code: 'points-short', facts: { balance: 0, missing: 1 } });
    const second = await buy(4000); // 10 + 40: all of it settles
    expect(await account(mali)).toEqual({ balance: 0, owed: 20, next: null });
    await run((tx) => undoRedemption(tx, noi, { redemptionId: second.redemptionId }));
    expect(await account(mali), 'the debt comes back').toEqual({ balance: 0, owed: 70, next: null });
    await buy(10_000); // 10 + 100
    expect(await account(mali)).toMatchObject({ balance: 40, owed: 0 });
    const settled = await one(
      `select sum(delta)::int as n from points_entry where customer_id = $1 and reason = 'settle'`,
      [mali],
    );
    expect(settled).toEqual({ n: -120 });
    expect((await verifyLedger(database)).differences).toEqual([]);
  });

  it('takes back the very points it gave before others, and those that expired not again', async () => {
    const somchai = await counter.staff('Somchai', 'manager');
    const mali = await counter.person('Mali');
    const { id } = await counter.campaign({ terms: { kind: 'points', points: 50, validity: { days: 800 } } });
    const redeem = async () => {
      const { code } = await counter.claim(id, mali);
      return run((tx) => redeemCoupon(tx, somchai, { code }));
    };
    const first = await redeem();
    counter.later(200 * DAY);
    const second = await redeem();
    await run((tx) => undoRedemption(tx, somchai, { redemptionId: second.redemptionId }));
    const left = await account(mali);
    expect(left).toMatchObject({ balance: 50, next: { points: 50 } });
    expect(left.next!.at.getTime() - counter.clock.at.getTime(), 'the older ones stay').toBeLessThan(170 * DAY);
    counter.later(200 * DAY); // the first 50 expire
    await redeem();
    const undone = await run((tx) => undoRedemption(tx, somchai, { redemptionId: first.redemptionId, reason: 'late' }));
    expect(undone).toMatchObject({ taken: 0, owed: 0 });
    expect(await account(mali)).toMatchObject({ balance: 50, owed: 0 });
    expect((await verifyLedger(database)).differences).toEqual([]);
  });

  it('goes through when others have claimed the budget meanwhile, and stops claims until there is room', async () => {
    const noi = await counter.staff('Noi');
    const { id } = await counter.campaign({
      budgetMinor: 5000,
      terms: { kind: 'percent', percentBasisPoints: 1000, capMinor: 5000 },
    });
    const mali = await counter.claim(id, await counter.person('Mali'));
    const ken = await counter.person('Ken');
    await expect(counter.claim(id, ken)).rejects.toThrow('gone');
    await run((tx) => redeemCoupon(tx, noi, { code: mali.code, amountMinor: 0 }));
    const kens = await counter.claim(id, ken);
    await run((tx) => undoRedemption(tx, noi, {}));
    expect(await counter.campaignNow(id)).toMatchObject({ committed: 10_000, overrun: 5000 });
    await expect(counter.claim(id, await counter.person('Ploy'))).rejects.toThrow('gone');
    await run((tx) => redeemCoupon(tx, noi, { code: mali.code, amountMinor: 10_000 }));
    await run((tx) => redeemCoupon(tx, noi, { code: kens.code, amountMinor: 10_000 }));
    expect(await counter.campaignNow(id)).toMatchObject({ committed: 2000, overrun: 0 });
    expect(await counter.owedByCampaign(id)).toBe(2000);
  });

  it('is for one’s own redemptions of the last ten minutes, and for managers with a reason', async () => {
    const [station, harbour] = [await counter.store('Station'), await counter.store('Harbour')];
    const noi = await counter.staff('Noi', 'clerk', station.id);
    const nan = await counter.staff('Nan', 'clerk', station.id);
    const there = await counter.staff('Boss', 'manager', harbour.id);
    const here = await counter.staff('Chef', 'manager', station.id);
    const { id } = await counter.campaign({ terms: { kind: 'amount', amountMinor: 100 } });
    const { code, couponId } = await counter.claim(id, await counter.person('Mali'));
    const undo = (by: typeof noi, what: { redemptionId?: string; reason?: string } = {}) =>
      refusal(run((tx) => undoRedemption(tx, by, what)));
    expect(await undo(noi)).toMatchObject({ code: 'undo-nothing' });
    const { redemptionId } = await run((tx) => redeemCoupon(tx, noi, { code }));
    expect(await undo(nan, { redemptionId, reason: 'x' })).toMatchObject({ code: 'undo-not-yours' });
    expect(await undo(noi, { redemptionId: couponId })).toMatchObject({ code: 'undo-unknown' });
    counter.later(10 * MINUTE);
    expect(await undo(noi, { reason: 'x' })).toMatchObject({ code: 'undo-too-late' });
    expect(await undo(there, { redemptionId, reason: 'x' })).toEqual({
      code: 'store-out-of-scope',
      facts: { store: 'Harbour' },
    });
    expect(await undo(here, { redemptionId, reason: ' ' })).toMatchObject({ code: 'undo-reason-needed' });
    const ploy = await counter.staff('Ploy', 'marketer');
    expect(await undo(ploy, { redemptionId, reason: 'x' })).toMatchObject({ code: 'not-allowed' });
    await run((tx) => undoRedemption(tx, here, { redemptionId, reason: 'guest left' }));
    expect(await undo(here, { redemptionId, reason: 'x' })).toMatchObject({ code: 'undo-done' });
  });

  it('finds whoever the customer has become by linking', async () => {
    const noi = await counter.staff('Noi', 'owner');
    await database.query('update store set closed_at = now()');
    const [mali, kept] = [await counter.person('Mali'), await counter.person('Mali')];
    const { id } = await counter.campaign({ terms: { kind: 'points', points: 10 } });
    const { code } = await counter.claim(id, mali);
    await database.query('update customer set merged_into = $2 where id = $1', [mali, kept]);
    await run((tx) => redeemCoupon(tx, noi, { code }));
    expect(await account(kept)).toMatchObject({ balance: 10 });
    await run((tx) => undoRedemption(tx, noi, {}));
    expect(await account(kept)).toMatchObject({ balance: 0 });
    expect(await account(mali)).toMatchObject({ balance: 0 });
  });
});
