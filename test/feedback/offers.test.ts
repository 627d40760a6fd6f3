import { afterAll, expect, it } from 'vitest';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { compensate } from '../../src/feedback/compensate.ts';
import { spentThisMonth } from '../../src/feedback/offer-now.ts';
import { rateRedemption } from '../../src/feedback/rate-redemption.ts';
import { changeFeedbackSettings } from '../../src/feedback/settings.ts';
import { giveBackTicket } from '../../src/feedback/take-ticket.ts';
import { refusal } from '../coupons/counter.ts';
import { type Member, openVisits } from './visits.ts';

const visits = await openVisits(12);
const { run, rows, visit, person, clock } = visits;
afterAll(() => visits.close());

const boss = await visits.staff('Boss', 'owner');
const som = await visits.staff('Som', 'manager');

/** A campaign of NT$30 off that makes up for something, with so much for a month. */
async function offer(budgetMinor: number) {
  const { id } = await visits.campaign({ purpose: 'drop', terms: { kind: 'amount', amountMinor: 3000 } });
  await run((tx) => changeFeedbackSettings(tx, boss, { offer: { campaign: id, budgetMinor } }));
  return id;
}

/** Somebody with a ticket. */
async function complaint(name = 'Mali') {
  const customerId = await person(name);
  const what = await visit(customerId);
  const { id } = await run((tx) => rateRedemption(tx, what, 1));
  const [ticket] = await rows<{ id: string; ref: string }>('select id, ref from ticket where feedback_id = $1', [id]);
  return { customerId, ...ticket! };
}

const give = (by: Member, ref: string) => run((tx) => compensate(tx, by, { ref, language: 'en' }));
const spent = () => run((tx) => spentThisMonth(tx));
const given = (campaignId: string) =>
  rows<{ id: string; customer_id: string }>('select id, customer_id from coupon where campaign_id = $1', [campaignId]);

it('Two who offer at once give one coupon', async () => {
  const campaignId = await offer(100_000);
  const { ref, customerId, id } = await complaint();
  const done = await Promise.allSettled([boss, som, boss, som].map((by) => give(by, ref)));
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const [coupon, ...more] = await given(campaignId);
  expect(more).toEqual([]);
  expect(coupon!.customer_id).toBe(customerId);
  expect(await rows('select coupon_id from ticket where id = $1', [id])).toEqual([{ coupon_id: coupon!.id }]);
  expect(await rows('select subject from delivery where subject = $1', [`compensation:${id}`])).toHaveLength(1);
  expect(await rows(`select 1 from audit where act = 'compensate' and subject = $1`, [id])).toHaveLength(1);
  // Nor another one when that is used up.
  const code = visits.shop.codes.codeOf(coupon!.id);
  await run((tx) => redeemCoupon(tx, visits.operator, { code, amountMinor: 9_000 }));
  const by = (await rows<{ taken_by: string }>('select taken_by from ticket where id = $1', [id]))[0]!.taken_by;
  expect((await refusal(give(by === boss.staff.id ? boss : som, ref))).code).toBe('offer-done');
});

it('However many are offered at once, no month costs more than its budget', async () => {
  clock.at = new Date('2026-12-10T04:00:00Z');
  const campaignId = await offer(10_000);
  const tickets = [];
  for (let n = 0; n < 8; n++) tickets.push(await complaint(`Mali ${n}`));
  const done = await Promise.allSettled(tickets.map(({ ref }) => give(boss, ref)));
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  const codes = done.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
  expect(new Set(codes)).toEqual(new Set(['offer-budget']));
  expect(await given(campaignId)).toHaveLength(3);
  expect(await spent()).toBe(9_000);
  // What was refused has left nothing behind.
  expect(
    await rows(`select 1 from delivery where subject like 'compensation:%' and created_at = $1`, [clock.at]),
  ).toHaveLength(3);
});

it('A new month has its own budget, and the old one is left as it was', async () => {
  clock.at = new Date('2026-12-31T15:59:59Z');
  await offer(3_000);
  expect((await refusal(give(boss, (await complaint()).ref))).code).toBe('offer-budget');
  clock.at = new Date('2026-12-31T16:00:00Z');
  await give(boss, (await complaint()).ref);
  expect(await spent()).toBe(3_000);
});

it('Money comes back when a coupon expires, and counts as what it gave when it was used', async () => {
  clock.at = new Date('2027-02-10T04:00:00Z');
  await offer(100_000);
  const { ref, customerId, id } = await complaint();
  await give(boss, ref);
  const [{ coupon_id }] = (await rows<{ coupon_id: string }>('select coupon_id from ticket where id = $1', [id])) as [
    { coupon_id: string },
  ];
  expect(await spent()).toBe(3_000);
  const code = visits.shop.codes.codeOf(coupon_id);
  const { redemptionId } = await run((tx) => redeemCoupon(tx, visits.noi, { code, amountMinor: 2_000 }));
  expect(await spent()).toBe(2_000);
  await run((tx) => undoRedemption(tx, som, { redemptionId, reason: 'a test' }));
  expect(await spent()).toBe(3_000);
  await rows(`update coupon set state = 'expired' where id = $1`, [coupon_id]);
  expect(await spent()).toBe(0);
  expect(customerId).toBeTruthy();
});

it('An undo takes its room again, as the coupon can be used again; what is beyond the budget stops offers and takes nothing away', async () => {
  clock.at = new Date('2027-04-10T04:00:00Z');
  const campaignId = await offer(5_000);
  const [first, second, third] = [await complaint(), await complaint(), await complaint()];
  await give(boss, first.ref);
  const couponOf = async ({ id }: { id: string }) =>
    (await rows<{ coupon_id: string }>('select coupon_id from ticket where id = $1', [id]))[0]!.coupon_id;
  const code = visits.shop.codes.codeOf(await couponOf(first));
  const use = () => run((tx) => redeemCoupon(tx, visits.noi, { code, amountMinor: 2_000 }));
  const { redemptionId } = await use();
  await give(boss, second.ref);
  expect(await spent()).toBe(5_000);
  await run((tx) => undoRedemption(tx, som, { redemptionId, reason: 'a test' }));
  expect(await spent()).toBe(6_000);
  const no = await refusal(give(boss, third.ref));
  expect(no).toMatchObject({ code: 'offer-budget', facts: { worstMinor: 3_000, leftMinor: -1_000 } });
  for (const language of ['en', 'zh-hant', 'zh-hans'])
    expect(visits.shop.words(language).refusals['offer-budget'](no.facts as never)).toMatch(/NT\$30.*NT\$0/);
  // Used again it is what it was, and nobody has lost a coupon.
  await use();
  expect([await spent(), (await given(campaignId)).length]).toEqual([5_000, 2]);
  // A later month is not touched by what an earlier one gave.
  clock.at = new Date('2027-05-02T04:00:00Z');
  expect(await spent()).toBe(0);
});

it('Who cannot be told gets nothing, and nothing is written', async () => {
  clock.at = new Date('2027-06-10T04:00:00Z');
  const campaignId = await offer(100_000);
  const { ref, customerId, id } = await complaint();
  await rows('update identity set reachable = false where customer_id = $1', [customerId]);
  expect((await refusal(give(boss, ref))).code).toBe('ticket-unreachable');
  expect(await given(campaignId)).toEqual([]);
  expect(await rows('select coupon_id, taken_by from ticket where id = $1', [id])).toEqual([
    { coupon_id: null, taken_by: null },
  ]);
});

it('Nobody makes up for their own visit, and no clerk for any', async () => {
  await offer(100_000);
  const what = await visit(som.staff.customerId);
  const { id } = await run((tx) => rateRedemption(tx, what, 1));
  const [own] = await rows<{ ref: string }>('select ref from ticket where feedback_id = $1', [id]);
  expect((await refusal(give(som, own!.ref))).code).toBe('ticket-own');
  expect((await refusal(give(visits.noi, own!.ref))).code).toBe('not-allowed');
  await give(boss, own!.ref);
  await run((tx) => giveBackTicket(tx, boss, own!.ref));
});
