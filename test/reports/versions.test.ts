import { afterAll, expect, it } from 'vitest';
import { changeTerms } from '../../src/campaigns/change-terms.ts';
import { checkCoupon } from '../../src/coupons/check.ts';
import { noteNo } from '../../src/coupons/note-no.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { recordRefund } from '../../src/purchases/refund.ts';
import { failures } from '../../src/reports/failures.ts';
import { funnel } from '../../src/reports/funnel.ts';
import { showFunnel } from '../../src/reports/shown/funnel.ts';
import { openCounter } from '../coupons/counter.ts';

const counter = await openCounter(4);
const { run, operator, clock, shop } = counter;
const boss = await counter.staff('Somchai', 'owner');
afterAll(() => counter.close());

const DAY = 86_400_000;
const GROUP = 32;
let orders = 0;

/** So many people, some of whom bought for 100 to 400 this many days ago. */
async function people(count: number, buyers: number, daysAgo: number, back = false): Promise<string[]> {
  const all: string[] = [];
  for (let n = 0; n < count; n++) {
    const customerId = await counter.person(`P${n}`);
    all.push(customerId);
    if (n >= buyers) continue;
    const order = { source: 'pos', orderNo: `${++orders}`, amountMinor: 10_000 + (n % 4) * 10_000 };
    const at = new Date(clock.at.getTime() - daysAgo * DAY);
    await run((tx) => recordPurchase(tx, operator, { ...order, who: { customerId }, at }));
    if (back) await run((tx) => recordRefund(tx, operator, { ...order, refundNo: `back ${orders}` }));
  }
  return all;
}

/** A campaign of two versions, each claimed by one group, the first of which uses more. */
async function twoVersions(before: string[], after: string[]) {
  const { id } = await counter.campaign({ terms: { kind: 'points', points: 5 } });
  const claim = async (group: string[], used: number) => {
    for (const [n, customerId] of group.entries()) {
      const { code } = await counter.claim(id, customerId);
      if (n < used) await run((tx) => redeemCoupon(tx, operator, { code }));
    }
  };
  await claim(before, before.length - 2);
  await run((tx) => changeTerms(tx, boss, id, { terms: { points: 6 } }));
  counter.later(1000);
  await claim(after, 4);
  return run((tx) => funnel(tx, boss, id));
}

it('Versions whose claimers were other people are compared with a warning that says how they differ', async () => {
  const found = await twoVersions(await people(GROUP, 30, 20), await people(GROUP, 6, 20));
  expect(found.claimers).toEqual({
    before: { version: 1, people: GROUP, known: 30, perHeadMinor: Math.round((8 * 100_000 - 30_000 - 40_000) / GROUP) },
    after: { version: 2, people: GROUP, known: 6, perHeadMinor: Math.round((100_000 + 10_000 + 20_000) / GROUP) },
    differs: ['known', 'spend'],
  });
  expect(found.change!.high).toBeLessThan(0);
  const reader = { t: shop.words('en'), language: 'en', shop, now: clock.at };
  const { lines } = await run((tx) => showFunnel(tx, boss, reader, undefined, found.campaignId));
  expect(lines.filter((line) => line.startsWith('Careful'))).toHaveLength(2);
  expect(lines.some((line) => line.startsWith(`${GROUP - 4} coupons of the newest version can still be used`))).toBe(
    true,
  );
});

it('Where the groups are alike nothing is warned of: old orders and those given back make nobody a regular', async () => {
  const [before, after] = [await people(12, 12, 91), await people(12, 12, 20, true)];
  expect((await twoVersions(before, after)).claimers).toMatchObject({
    before: { known: 0, perHeadMinor: 0 },
    after: { known: 0, perHeadMinor: 0 },
    differs: [],
  });
});

it('A coupon that the counter could not take counts once for each reason, in its store', async () => {
  const [station, market] = [(await counter.store('Station')).id, (await counter.store('Market')).id];
  const { id } = await counter.campaign({ terms: { kind: 'points', points: 1 } });
  const { code } = await counter.claim(id, await counter.person('Mali'));
  const look = (storeId: string) => run(async (tx) => noteNo(tx, await checkCoupon(tx, operator, { code, storeId })));
  await look(station);
  await run((tx) => redeemCoupon(tx, operator, { code, storeId: station }));
  await Promise.all([look(market), look(market), look(market)]);
  const sent = async (storeId: string | null) => {
    const som = await counter.staff('Som', 'manager', storeId);
    return (await run((tx) => failures(tx, som))).sentAway;
  };
  expect(await sent(null)).toEqual([{ code: 'coupon-used', count: 1 }]);
  expect(await sent(market)).toEqual([{ code: 'coupon-used', count: 1 }]);
  expect(await sent(station)).toEqual([]);
});
