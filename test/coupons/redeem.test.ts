import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { checkCoupon } from '../../src/coupons/check.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { pointsAccount } from '../../src/points/account.ts';
import { verifyLedger } from '../../src/points/verify.ts';
import { openCounter, refusal } from './counter.ts';

const counter = await openCounter();
const { run } = counter;
afterAll(() => counter.close());
beforeEach(() => {
  counter.clock.at = new Date('2026-11-23T06:02:00Z');
});

const off20 = { kind: 'amount', amountMinor: 2000 } as const;

describe('Redeeming', () => {
  it('does everything at once: coupon, purchase, points, budget, receipt', async () => {
    const noi = await counter.staff('Noi');
    const mali = await counter.person('Mali');
    const { id } = await counter.campaign({ terms: { kind: 'percent', percentBasisPoints: 1250, capMinor: 3000 } });
    const { code, couponId } = await counter.claim(id, mali);
    const redeemed = await run((tx) => redeemCoupon(tx, noi, { code: code.toLowerCase(), amountMinor: 15_899 }));
    expect(redeemed).toMatchObject({ couponId, discountMinor: 1987, paidMinor: 13_912, earned: 139, points: 0 });
    const [purchase] = await counter.database.query('select * from purchase where order_no = $1', [
      redeemed.redemptionId,
    ]);
    expect(purchase).toMatchObject({ source: 'redemption', amount_minor: '15899', paid_minor: '13912', points: '139' });
    expect(await pointsAccount({ db: counter.database.manager, now: counter.clock.at }, mali)).toMatchObject({
      balance: 139,
    });
    expect(await counter.campaignNow(id)).toMatchObject({ committed: 1987 });
    expect(await counter.owedByCampaign(id)).toBe(1987);
    const [receipt] = await counter.database.query('select * from delivery where subject = $1', [
      `receipt:${redeemed.redemptionId}`,
    ]);
    expect(receipt).toMatchObject({ class: 'notice', customer_id: mali, state: 'waiting' });
    expect(receipt.messages[0].text).toContain('+139 points');
  });

  it('lets one of fifty callers with the same code win, and tells the others who did', async () => {
    const noi = await counter.staff('Noi');
    const mali = await counter.person('Mali');
    const { id } = await counter.campaign({ terms: { kind: 'points', points: 7 } });
    for (let round = 0; round < 5; round++) {
      const { code } = await counter.claim(id, mali);
      const tries = await Promise.allSettled(
        Array.from({ length: 50 }, () => run((tx) => redeemCoupon(tx, noi, { code, amountMinor: 10_000 }))),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const lost = tries.filter((one) => one.status === 'rejected').map((one) => one.reason);
      expect(lost.every(({ code }) => code === 'coupon-used')).toBe(true);
      expect(lost[0].facts[0]).toMatchObject({ at: counter.clock.at, staff: 'Noi', store: null });
    }
    expect(await pointsAccount({ db: counter.database.manager, now: counter.clock.at }, mali)).toMatchObject({
      balance: 5 * 107,
    });
    const [{ n }] = await counter.database.query('select count(*)::int as n from redemption where campaign_id = $1', [
      id,
    ]);
    expect(n).toBe(5);
    expect((await verifyLedger(counter.database)).differences).toEqual([]);
  });

  it('works without an amount when nothing hangs on it, and then records no purchase', async () => {
    const noi = await counter.staff('Noi');
    const { id } = await counter.campaign({ terms: off20 });
    const { token } = await counter.claim(id, await counter.person('Mali'));
    const redeemed = await run((tx) => redeemCoupon(tx, noi, { token }));
    expect(redeemed).toMatchObject({ discountMinor: 2000, orderMinor: null, paidMinor: null, earned: 0 });
    const found = await counter.database.query('select purchase_id from redemption where id = $1', [
      redeemed.redemptionId,
    ]);
    expect(found).toEqual([{ purchase_id: null }]);
  });

  it('gives an order that is smaller than the coupon for nothing, and frees the rest of the budget', async () => {
    const noi = await counter.staff('Noi');
    const { id } = await counter.campaign({ budgetMinor: 2000, terms: off20 });
    const { code } = await counter.claim(id, await counter.person('Mali'));
    const redeemed = await run((tx) => redeemCoupon(tx, noi, { code, amountMinor: 1500 }));
    expect(redeemed).toMatchObject({ discountMinor: 1500, paidMinor: 0 });
    expect(await counter.campaignNow(id)).toMatchObject({ committed: 1500, overrun: 0 });
  });

  it('gives away no more gifts than there are, whoever comes at once', async () => {
    const noi = await counter.staff('Noi');
    const { id } = await counter.campaign({ giftStock: 3, terms: { kind: 'gift', gift: { en: 'Cookie' } } });
    const coupons = [];
    for (let n = 0; n < 8; n++) coupons.push(await counter.claim(id, await counter.person('Mali')));
    const tries = await Promise.allSettled(coupons.map(({ code }) => run((tx) => redeemCoupon(tx, noi, { code }))));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(tries.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))).toEqual(
      Array(5).fill('gift-gone'),
    );
    expect(await counter.campaignNow(id)).toMatchObject({ gifts: 3 });
    const [{ n }] = await counter.database.query(
      `select count(*)::int as n from coupon where campaign_id = $1 and state = 'issued'`,
      [id],
    );
    expect(n).toBe(5);
  });

  it('leaves the coupon as it was when the last gift goes between the look and the writing', async () => {
    const { id } = await counter.campaign({ giftStock: 0, terms: { kind: 'gift', gift: { en: 'Cookie' } } });
    const { couponId } = await counter.claim(id, await counter.person('Mali'));
    const [row] = await counter.database.query(
      `select others, (select state from coupon where id = $1) as state
       from redeem_coupons($2, $2, 'TWD', jsonb_build_array(jsonb_build_object('n', 1, 'coupon', $1::uuid,
         'redemption', uuid7(), 'method', 'api', 'discount', 0, 'gift', 'Cookie', 'points', 0, 'earned', 0, 'receipt', '[]'::jsonb)))`,
      [couponId, counter.clock.at],
    );
    expect(row.others).toEqual([[1, 'gift-gone']]);
    expect(await counter.database.query('select state from coupon where id = $1', [couponId])).toEqual([
      { state: 'issued' },
    ]);
  });

  it('works at 23:59:59 of the last day and not one second later (A2.5)', async () => {
    const noi = await counter.staff('Noi');
    const { id } = await counter.campaign({ terms: { ...off20, validity: { until: '2027-01-31' } } });
    const [one, other] = [
      await counter.claim(id, await counter.person('Mali')),
      await counter.claim(id, await counter.person('Ken')),
    ];
    counter.clock.at = new Date('2027-01-31T23:59:59+08:00');
    await run((tx) => redeemCoupon(tx, noi, { code: one.code }));
    counter.clock.at = new Date('2027-02-01T00:00:00+08:00');
    const no = await refusal(run((tx) => redeemCoupon(tx, noi, { code: other.code })));
    expect(no).toMatchObject({ code: 'coupon-expired', facts: { until: new Date('2027-01-31T16:00:00Z') } });
  });

  it('says how much is missing under a minimum (A2.8)', async () => {
    const noi = await counter.staff('Noi');
    const { id } = await counter.campaign({ terms: { ...off20, minimumMinor: 10_000 } });
    const { code } = await counter.claim(id, await counter.person('Mali'));
    const no = await refusal(run((tx) => redeemCoupon(tx, noi, { code, amountMinor: 9900 })));
    expect(no).toEqual({ code: 'minimum-missing', facts: { minimum: 10_000, order: 9900, missing: 100 } });
    const sentence = counter.shop.words('en').refusals['minimum-missing'](no.facts as never);
    expect(sentence).toContain('$1 more to go');
    expect(await refusal(run((tx) => redeemCoupon(tx, noi, { code })))).toMatchObject({ code: 'amount-needed' });
    await run((tx) => redeemCoupon(tx, noi, { code, amountMinor: 10_000 }));
  });

  it('refuses on the wrong day and at the wrong hour of the store’s own zone', async () => {
    const noi = await counter.staff('Noi');
    const store = await counter.store('Shibuya', 'Asia/Tokyo');
    const by = { ...noi, staff: { ...noi.staff, atStoreId: store.id } };
    // 23 November 2026 is a Monday; 14:02 in Taipei, 15:02 in Tokyo.
    const { id } = await counter.campaign({
      terms: { ...off20, weekdays: [1], hours: { from: '15:00', until: '16:00' } },
    });
    const { code } = await counter.claim(id, await counter.person('Mali'));
    const checked = await run((tx) => checkCoupon(tx, by, { code }));
    expect(checked.conditions.map(({ name, ok }) => [name, ok])).toEqual([
      ['state', true],
      ['expiry', true],
      ['weekday', true],
      ['hours', true],
    ]);
    counter.clock.at = new Date('2026-11-23T07:00:00Z');
    expect(await refusal(run((tx) => redeemCoupon(tx, by, { code })))).toEqual({
      code: 'coupon-wrong-hour',
      facts: { from: '15:00', until: '16:00' },
    });
    counter.clock.at = new Date('2026-11-23T15:30:00Z');
    expect(await refusal(run((tx) => redeemCoupon(tx, by, { code })))).toMatchObject({ code: 'coupon-wrong-day' });
    await counter.database.query('update store set closed_at = now()');
  });

  it('refuses what was withdrawn, mistyped, or no code at all', async () => {
    const noi = await counter.staff('Noi');
    const { id } = await counter.campaign({ terms: off20 });
    const { code, couponId } = await counter.claim(id, await counter.person('Mali'));
    await counter.database.query(`update coupon set state = 'revoked' where id = $1`, [couponId]);
    expect(await refusal(run((tx) => redeemCoupon(tx, noi, { code })))).toMatchObject({ code: 'coupon-revoked' });
    const typo = (code[0] === '2' ? '3' : '2') + code.slice(1);
    expect(await refusal(run((tx) => redeemCoupon(tx, noi, { code: typo })))).toMatchObject({ code: 'code-typo' });
    expect(await refusal(run((tx) => redeemCoupon(tx, noi, { code: 'HELLO' })))).toMatchObject({ code: 'code-shape' });
    expect(await refusal(run((tx) => redeemCoupon(tx, noi, { token: 'x'.repeat(36) })))).toMatchObject({
      code: 'code-shape',
    });
  });

  it('is for those who may redeem', async () => {
    const { id } = await counter.campaign({ terms: off20 });
    const { code } = await counter.claim(id, await counter.person('Mali'));
    const ploy = await counter.staff('Ploy', 'marketer');
    expect(await refusal(run((tx) => redeemCoupon(tx, ploy, { code })))).toMatchObject({ code: 'not-allowed' });
    const noi = await counter.staff('Noi');
    noi.staff.endedAt = counter.clock.at;
    expect(await refusal(run((tx) => redeemCoupon(tx, noi, { code })))).toMatchObject({ code: 'not-allowed' });
    const key = { kind: 'api', keyId: '00000000-0000-7000-8000-000000000000', scopes: ['purchases'] } as const;
    expect(await refusal(run((tx) => redeemCoupon(tx, key, { code })))).toMatchObject({ code: 'not-allowed' });
    for (const amountMinor of [-1, 1.5, Number.NaN, 1e13]) {
      const no = await refusal(run((tx) => redeemCoupon(tx, counter.operator, { code, amountMinor })));
      expect(no.code).toBe('amount-invalid');
    }
  });
});

describe('Stores', () => {
  it('are asked for where there are several, and keep staff and coupons in their scope', async () => {
    const [station, harbour] = [await counter.store('Station'), await counter.store('Harbour')];
    const noi = await counter.staff('Noi');
    const { id } = await counter.campaign({ terms: { ...off20, stores: [station.id] } });
    const { code } = await counter.claim(id, await counter.person('Mali'));
    const redeem = (by = noi, storeId?: string) => run((tx) => redeemCoupon(tx, by, { code, storeId }));
    expect(await refusal(redeem())).toEqual({ code: 'store-needed', facts: { stores: ['Harbour', 'Station'] } });
    const atHarbour = await counter.staff('Nan', 'clerk', harbour.id);
    expect(await refusal(redeem(atHarbour))).toEqual({ code: 'coupon-wrong-store', facts: { stores: ['Station'] } });
    expect(await refusal(redeem(atHarbour, station.id))).toEqual({
      code: 'store-out-of-scope',
      facts: { store: 'Harbour' },
    });
    expect(await refusal(redeem(noi, noi.staff.id))).toMatchObject({ code: 'store-unknown' });
    const redeemed = await redeem({ ...noi, staff: { ...noi.staff, atStoreId: station.id } });
    expect(redeemed.store).toMatchObject({ name: 'Station' });
    expect(await refusal(redeem())).toMatchObject({ code: 'coupon-used', facts: { store: 'Station', staff: 'Noi' } });
  });
});
