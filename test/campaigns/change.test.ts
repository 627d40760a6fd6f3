import { afterAll, describe, expect, it } from 'vitest';
import { changeTerms } from '../../src/campaigns/change-terms.ts';
import { resumeClaiming } from '../../src/campaigns/resume-claiming.ts';
import { revokeIssued } from '../../src/campaigns/revoke-issued.ts';
import { stopClaiming } from '../../src/campaigns/stop-claiming.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { readCode } from '../../src/lib/codes.ts';
import { refusal } from '../coupons/counter.ts';
import { openDesk, operator } from './desk.ts';

const desk = await openDesk();
afterAll(() => desk.end());

const plain = (code: string) => (readCode(code) as { code: string }).code;
const redeem = (code: string, amountMinor: number) =>
  desk.run((tx) => redeemCoupon(tx, operator, { code: plain(code), amountMinor, method: 'api' }));
const now = async (id: string) =>
  (await desk.rows('select * from campaign where id = $1', [id]))[0] as Record<string, unknown>;
const change = (id: string, what: Parameters<typeof changeTerms>[3]) =>
  desk.run((tx) => changeTerms(tx, operator, id, what));

describe('Changing a live campaign', () => {
  it('leaves coupons that are out their terms, and both versions stay visible (A2.4)', async () => {
    const [mali, ken] = [await desk.customer('Mali'), await desk.customer('Ken')];
    const { id, ref } = await desk.campaign({ stock: 10 });
    const old = await desk.claim(mali, ref);
    const after = await change(id, { terms: { amountMinor: 2500, minimumMinor: 10_000 } });
    expect([after.version, after.termsVersion]).toEqual([2, 2]);
    const young = await desk.claim(ken, ref);

    expect((await redeem(old, 5_000)).discountMinor).toBe(2000);
    expect((await refusal(redeem(young, 9_900))).code).toBe('minimum-missing');
    expect((await redeem(young, 10_000)).discountMinor).toBe(2500);
    const versions = await desk.rows(
      'select version, terms from campaign_terms where campaign_id = $1 order by version',
      [id],
    );
    expect(versions).toMatchObject([
      { version: 1, terms: { amountMinor: 2000 } },
      { version: 2, terms: { amountMinor: 2500, minimumMinor: 10_000 } },
    ]);
    const audits = await desk.rows('select act, facts from audit where subject = $1 order by at, id', [id]);
    expect(audits).toMatchObject([{ act: 'create-campaign' }, { act: 'change-campaign', facts: { termsVersion: 2 } }]);
  });

  it('of limits keeps the terms, and of nothing makes no version', async () => {
    const { id } = await desk.campaign({ stock: 10 });
    const more = await change(id, { stock: 20, claimUntil: '2027-12-31T16:00:00Z', perDay: 5 });
    expect([more.version, more.termsVersion, more.stock, more.perDay]).toEqual([2, 1, 20, 5]);
    const same = await change(id, { stock: 20, terms: { amountMinor: 2000 } });
    expect(same.version).toBe(2);
    const none = await change(id, { stock: null, claimUntil: null, perDay: null });
    expect([none.stock, none.claimUntil, none.perDay, none.version]).toEqual([null, null, null, 3]);
  });

  it('never puts a limit below what is used of it', async () => {
    const { id, ref } = await desk.campaign({ stock: 10, perDay: 9, budgetMinor: 20_000 });
    for (const name of ['Ann', 'Bo', 'Cy']) await desk.claim(await desk.customer(name), ref);
    for (const [what, used] of [
      ['stock', 3],
      ['perDay', 3],
      ['budgetMinor', 6000],
    ] as const) {
      expect(await refusal(change(id, { [what]: used - 1 }))).toEqual({
        code: 'limit-too-low',
        facts: { what, least: used },
      });
      await change(id, { [what]: used });
    }
    expect(await now(id)).toMatchObject({ stock: 3, per_day: 3, budget_minor: '6000', version: 4 });
    const [gone] = await (await desk.customer('Di')).say(`/claim ${ref}`);
    expect(gone!.code).toBeUndefined();
    // A sell-out is remembered for a second.
    await new Promise((done) => setTimeout(done, 1_100));
    // What was claimed on another day does not stand against a new limit per day.
    desk.pass(86_400_000);
    expect((await change(id, { perDay: 1, stock: 9, budgetMinor: 90_000 })).perDay).toBe(1);
    await desk.claim(await desk.customer('Di'), ref);
  });

  it('forgets an overrun of the budget once there is room', async () => {
    const [ann, bo] = [await desk.customer('Ann'), await desk.customer('Bo')];
    const { id, ref } = await desk.campaign({ budgetMinor: 2000 });
    const { redemptionId } = await redeem(await desk.claim(ann, ref), 1000);
    await change(id, { terms: { amountMinor: 1000 } });
    await desk.claim(bo, ref);
    await desk.run((tx) => undoRedemption(tx, operator, { redemptionId, reason: 'wrong table' }));
    expect(await now(id)).toMatchObject({ committed_minor: '3000', overrun_minor: '1000' });
    expect((await change(id, { terms: { minimumMinor: 500 } })).overrunMinor).toBe(1000);
    expect((await refusal(change(id, { budgetMinor: 2999 }))).facts).toEqual({ what: 'budgetMinor', least: 3000 });
    expect((await change(id, { budgetMinor: 3000 })).overrunMinor).toBe(0);
  });

  it('is refused where the whole would not fit, and where a day has passed', async () => {
    const { id } = await desk.campaign({
      budgetMinor: 9000,
      terms: { kind: 'percent', percentBasisPoints: 2000, capMinor: 1000 },
    });
    expect((await refusal(change(id, { terms: { capMinor: null } }))).code).toBe('terms-invalid');
    expect((await refusal(change(id, { terms: { validity: { until: '2027-02-28' } } }))).code).toBe('time-past');
    expect((await refusal(change(id, { claimUntil: '2027-02-28T00:00:00Z' }))).code).toBe('terms-invalid');
    desk.pass(3_600_000);
    const passed = new Date(desk.clock.now().getTime() - 1000).toISOString();
    expect((await refusal(change(id, { claimUntil: passed }))).code).toBe('time-past');
    expect((await now(id)).version).toBe(1);
    const clerk = await desk.staff('Noi', 'clerk');
    expect((await refusal(desk.run((tx) => changeTerms(tx, clerk.by, id, { stock: 1 })))).code).toBe('not-allowed');
  });

  it('by two at once and under claims counts every version and every coupon', async () => {
    const { id, ref } = await desk.campaign({ stock: 40 });
    const people = await Promise.all(Array.from({ length: 12 }, (_, n) => desk.customer(`P${n}`)));
    await Promise.all([
      ...people.map((one) => desk.claim(one, ref)),
      ...[41, 42, 43].map((stock) => change(id, { stock })),
      ...[2100, 2200].map((amountMinor) => change(id, { terms: { amountMinor } })),
    ]);
    const [sums] = await desk.rows(
      `select count(*)::int as n, sum(worst_minor)::int as worst,
         bool_and(c.worst_minor = (t.terms->>'amountMinor')::int) as frozen
       from coupon c join campaign_terms t on t.campaign_id = c.campaign_id and t.version = c.terms_version where c.campaign_id = $1`,
      [id],
    );
    expect(sums).toMatchObject({ n: 12, frozen: true });
    expect(await now(id)).toMatchObject({
      claimed: 12,
      version: 6,
      terms_version: 3,
      committed_minor: String(sums!.worst),
    });
  });
});

describe('Ending a campaign', () => {
  it('stopping claiming leaves coupons good; resuming lets people claim again', async () => {
    const [mali, ken] = [await desk.customer('Mali'), await desk.customer('Ken')];
    const { id, ref } = await desk.campaign();
    const code = await desk.claim(mali, ref);
    await desk.run((tx) => stopClaiming(tx, operator, id));
    expect((await desk.run((tx) => stopClaiming(tx, operator, id))).version).toBe(2);
    expect((await ken.say(`/claim ${ref}`))[0]!.text).toContain('This campaign has ended');
    expect((await redeem(code, 5_000)).discountMinor).toBe(2000);
    await desk.run((tx) => resumeClaiming(tx, operator, id));
    await desk.claim(ken, ref);
  });

  it('revoking takes back what is out, gives the budget back and tells the holders once, in their language', async () => {
    const mali = await desk.customer('Mali', { language: 'zh-hant' });
    const [ken, used, late] = [await desk.customer('Ken'), await desk.customer('Used'), await desk.customer('Late')];
    const { id, ref } = await desk.campaign({
      budgetMinor: 50_000,
      terms: { name: { en: 'Latte', 'zh-hant': '拿鐵' } },
    });
    const codes = [await desk.claim(mali, ref), await desk.claim(ken, ref)];
    await redeem(await desk.claim(used, ref), 5_000);
    await desk.claim(late, ref);
    await desk.rows(`update coupon set valid_until = $2, valid_from = '2020-01-01' where customer_id = $1`, [
      late.id,
      desk.clock.now(),
    ]);

    expect((await refusal(desk.run((tx) => revokeIssued(tx, operator, id, ' ')))).code).toBe('revoke-reason-needed');
    expect(await desk.run((tx) => revokeIssued(tx, operator, id, 'misprint'))).toBe(2);
    expect(await desk.run((tx) => revokeIssued(tx, operator, id, 'misprint'))).toBe(0);

    expect((await refusal(redeem(codes[0]!, 5_000))).code).toBe('coupon-revoked');
    const states = await desk.rows(
      'select state, count(*)::int as n from coupon where campaign_id = $1 group by state order by state',
      [id],
    );
    expect(states).toEqual([
      { state: 'issued', n: 1 },
      { state: 'redeemed', n: 1 },
      { state: 'revoked', n: 2 },
    ]);
    // What is left: one discount given, and the one that is past its time but not yet written off.
    expect(await now(id)).toMatchObject({ committed_minor: '4000', state: 'live' });
    const told = await desk.rows<{ customer_id: string; text: string; subject: string }>(
      `select customer_id, subject, class, messages->0->>'text' as text from delivery where subject like 'revoked:%' order by text`,
    );
    expect(told.map((one) => [one.customer_id, one.text])).toEqual([
      [
        ken.id,
        'We had to withdraw your coupon “Latte”; it cannot be used any more. We are sorry. See /drops for what you can claim.',
      ],
      [mali.id, '很抱歉，您的優惠券「拿鐵」已由店家收回，不能再使用。其他可以領的優惠請看 /drops。'],
    ]);
    const coupons = await desk.rows<{ id: string }>(
      `select id from coupon where campaign_id = $1 and state = 'revoked'`,
      [id],
    );
    expect(told.map((one) => one.subject).sort()).toEqual(coupons.map((one) => `revoked:${one.id}`).sort());
    const [audit] = await desk.rows(`select facts from audit where act = 'revoke-issued' and subject = $1`, [id]);
    expect(audit).toEqual({ facts: { reason: 'misprint', revoked: 2 } });
  });

  it('revoking while people redeem ends every coupon one way, and the money adds up', async () => {
    const { id, ref } = await desk.campaign({ budgetMinor: 500_000 });
    const codes: string[] = [];
    for (let n = 0; n < 20; n++) codes.push(await desk.claim(await desk.customer(`P${n}`), ref));
    const [revoked, ...redeemed] = await Promise.allSettled([
      desk.run((tx) => revokeIssued(tx, operator, id, 'fire')),
      ...codes.map((code, n) => redeem(code, n % 2 ? 1_500 : 9_000)),
    ]);
    const used = redeemed.filter((one) => one.status === 'fulfilled').length;
    expect(revoked).toEqual({ status: 'fulfilled', value: 20 - used });
    const [due] = await desk.rows(
      'select coalesce(sum(discount_minor), 0)::text as minor from redemption where campaign_id = $1',
      [id],
    );
    expect((await now(id)).committed_minor).toBe(due!.minor);
  });
});
