import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Customer } from '../../entities/customer.ts';
import { campaignStats } from '../../src/campaigns/campaign-stats.ts';
import { claimCoupon } from '../../src/coupons/claim-coupon.ts';
import { findClaimable } from '../../src/coupons/claimable.ts';
import { issuePaper } from '../../src/coupons/issue-paper.ts';
import { readHolder } from '../../src/coupons/paper-holder.ts';
import { paperNumber } from '../../src/coupons/paper-number.ts';
import { keepPhone } from '../../src/customers/keep-phone.ts';
import { type ApiShop, openApiShop, operator } from '../api/api-shop.ts';
import { refusal } from './counter.ts';

let shop: ApiShop;
let key: string;
beforeAll(async () => {
  shop = await openApiShop();
  key = await shop.key('redeem', 'campaigns');
});
afterAll(() => shop?.close());

let numbers = 100_000;
const next = () => String(++numbers);
const drop = (more: object = {}) => shop.campaign({ ...more, terms: { kind: 'amount', amountMinor: 2000 } });
const issue = (campaign: string, number: string, holder = 'Mali', date?: string) =>
  shop.run((tx) => issuePaper(tx, operator, { campaign, number, holder: readHolder(holder, 'TWD'), date }));
const post = (body: object) => shop.call(key, 'POST /paper', body);
const one = async (sql: string, values: unknown[]) => Object.values((await shop.query(sql, values))[0])[0];

describe('A coupon on paper (A3.10)', () => {
  test('is checked, redeemed, undone and counted like any other, by its number', async () => {
    const { id, ref } = await drop({ stock: 5 });
    const made = await post({ campaign: ref, number: 'tea-000777', holder: '王小明 0912-345-678', date: '2026-11-20' });
    expect(made).toMatchObject({ status: 201, body: { number: 'TEA000777', holder: '王***', campaignId: id } });
    // Thirty days after the day on which it was handed out, not after today.
    expect(made.body.validUntil).toBe('2026-12-20T16:00:00.000Z');
    const checked = await shop.call(key, 'POST /check', { code: 'TEA 000777', amountMinor: 9900 });
    expect(checked.body).toMatchObject({
      ok: true,
      holder: '王***',
      couponId: made.body.couponId,
      discountMinor: 2000,
    });
    const used = await shop.call(key, 'POST /redeem', { code: 'ｔｅａ－０００７７７', amountMinor: 9900 });
    expect(used).toMatchObject({ status: 201, body: { couponId: made.body.couponId, discountMinor: 2000 } });
    expect((await shop.call(key, 'POST /redeem', { code: 'TEA000777', amountMinor: 9900 })).body.code).toBe(
      'coupon-used',
    );
    const stats = () => shop.run((tx) => campaignStats(tx, operator, id));
    expect((await stats()).channels).toMatchObject([{ channel: 'paper', claimed: 1, redeemed: 1 }]);
    const { redemptionId } = used.body;
    await shop.call(key, 'POST /undo', { redemptionId, reason: 'test' });
    expect((await stats()).total).toMatchObject({ claimed: 1, redeemed: 0 });
    expect(await one('select claimed from campaign where id = $1', [id])).toBe(1);
  });

  test('its holder agreed to the service alone, is sent nothing, and is who later proves the number', async () => {
    const { id, ref } = await drop({ perCustomer: 3 });
    const { couponId } = await issue(ref, next(), 'Ken +886 912 000 111');
    const again = await issue(ref, next(), '0912-000-111');
    const [holder] = await shop.query(
      'select * from customer where id = (select customer_id from coupon where id = $1)',
      [couponId],
    );
    expect(holder).toMatchObject({ name: 'Ken', joined_at: null, marketing: false });
    expect(await shop.query('select purpose, channel from consent where customer_id = $1', [holder.id])).toEqual([
      { purpose: 'service', channel: 'paper' },
    ]);
    await shop.call(key, 'POST /redeem', { code: String(numbers), amountMinor: 5000 });
    expect(await shop.query('select 1 from delivery where customer_id = $1', [holder.id])).toEqual([]);
    const mali = await shop.person('Mali');
    await shop.claim(id, mali);
    await shop.run(async (tx) => keepPhone(tx, await tx.db.findOneByOrFail(Customer, { id: mali }), '+886912000111'));
    const owners = await shop.query('select distinct customer_id as id from coupon where id = any($1)', [
      [couponId, again.couponId],
    ]);
    expect(owners).toEqual([{ id: mali }]);
    // Three is what one person may have, on paper and in the chat together.
    expect(await refusal(issue(ref, next(), '0912000111'))).toMatchObject({ code: 'paper-limit', facts: { limit: 3 } });
    expect(await one('select count(*)::int from paper_coupon where number = $1', [String(numbers)])).toBe(0);
  });

  test('of many at once never more are issued than there are, and a number means one coupon', async () => {
    const { id, ref } = await drop({ stock: 4 });
    const people = await Promise.all(['A', 'B', 'C', 'D'].map((name) => shop.person(name)));
    const claims = people.map((person) =>
      shop.run(async (tx) => claimCoupon(tx, person, (await findClaimable(tx.db, id))!, 'terminal', 'en')),
    );
    const number = next();
    const papers = [issue(ref, number), issue(ref, number), issue(ref, next()), issue(ref, next()), issue(ref, next())];
    const done = await Promise.allSettled([...claims, ...papers]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    expect(await one('select count(*)::int from coupon where campaign_id = $1', [id])).toBe(4);
    expect(await one('select claimed from campaign where id = $1', [id])).toBe(4);
    const kept =
      'select count(*)::int from paper_coupon p join coupon c on c.id = p.coupon_id where c.campaign_id = $1';
    const lost =
      'select count(*)::int from paper_coupon p where not exists (select from coupon c where c.id = p.coupon_id)';
    expect(await one(kept, [id])).toBe(
      await one(`select count(*)::int from coupon where campaign_id = $1 and channel = 'paper'`, [id]),
    );
    expect(await one(lost, [])).toBe(0);
    // Budget and the day count as well.
    const dear = await drop({ budgetMinor: 3999 });
    await issue(dear.ref, next());
    expect(await refusal(issue(dear.ref, next()))).toMatchObject({ code: 'paper-gone' });
    const daily = await drop({ perDay: 1 });
    await issue(daily.ref, next());
    expect(await refusal(issue(daily.ref, next()))).toMatchObject({ code: 'claim-gone-today' });
  });

  test('wrong input is explained, and nothing is kept of it', async () => {
    const { ref } = await drop();
    const code = shop.app.shop.codes.codeOf(crypto.randomUUID());
    for (const number of ['1234', 'ABCDE', '', '１２３４', "1'; drop table", 'x'.repeat(21), code]) {
      expect(await refusal(issue(ref, number)), number).toMatchObject({ code: 'paper-number' });
    }
    for (const holder of ['', '12', '0912', '+886 1', '???', '091234567890123456']) {
      expect(await refusal(Promise.resolve().then(() => readHolder(holder, 'TWD'))), holder).toMatchObject({
        code: 'paper-holder',
      });
    }
    for (const date of ['2026-11-24', '2025-11-21', '2026-02-30', '26-11-01']) {
      expect(await refusal(issue(ref, next(), 'Mali', date)), date).toMatchObject({ code: 'paper-date' });
    }
    expect(await refusal(issue(ref, next(), 'Mali', '2026-09-01'))).toMatchObject({ code: 'paper-over' });
    const birthday = await drop({ purpose: 'birthday' });
    expect(await post({ campaign: birthday.ref, number: next(), holder: 'Mali' })).toMatchObject({ status: 404 });
    const given = await drop({ purpose: 'given' });
    expect(await post({ campaign: given.ref, number: next(), holder: 'Mali' })).toMatchObject({ status: 403 });
    expect(await post({ campaign: ref, number: '12', holder: 'Mali' })).toMatchObject({ status: 422 });
    expect(
      await one('select count(*)::int from customer where name = $1 and joined_at is null', ["1'; drop table"]),
    ).toBe(0);
  });

  test('a number is read the same however it is written, and is never a code of ours', () => {
    for (const typed of ['tea-000123', 'ＴＥＡ 000123', 'TEA_000.123', 'Tea—000123']) {
      expect(paperNumber(typed)).toBe('TEA000123');
    }
  });
});
