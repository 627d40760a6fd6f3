import fc from 'fast-check';
import type { Role } from '../../entities/staff.ts';
import { changeTerms } from '../../src/campaigns/change-terms.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { linkRef, partCustomers } from '../../src/links/part-customers.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { recordRefund } from '../../src/purchases/refund.ts';
import { Refusal } from '../../src/refusal.ts';
import { openCounter } from '../coupons/counter.ts';
import { type Outcome, tellPeople } from './told.ts';

const OPENING = new Date('2026-10-20T02:00:00Z');
const OUTCOMES = ['sent', 'sent', 'unreachable', 'holdout'] as const;
const pick = fc.nat({ max: 99 });
const product = fc.constantFrom('latte', 'mocha', '=cake');
const line = fc.record({ product, share: fc.nat({ max: 45 }), quantity: fc.integer({ min: 1, max: 3 }) });

/** One thing that happens in a shop; what makes no sense just then is refused and has not happened. */
export const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      buy: pick,
      minor: fc.nat({ max: 9999 }),
      hoursAgo: fc.oneof(fc.nat({ max: 45 * 24 }), fc.nat({ max: 9 })),
      lines: fc.array(line, { maxLength: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      refund: pick,
      share: fc.oneof(fc.integer({ min: 1, max: 120 }), fc.constant(100)),
      product: fc.option(product, { nil: undefined }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ redeem: pick, minor: fc.option(fc.integer({ min: 700, max: 9999 })) }) },
  { weight: 3, arbitrary: fc.record({ claim: pick, of: pick }) },
  { weight: 2, arbitrary: fc.record({ undo: pick }) },
  { weight: 2, arbitrary: fc.record({ change: pick }) },
  fc.record({ tell: pick, who: fc.array(fc.constantFrom(...OUTCOMES), { minLength: 4, maxLength: 4 }) }),
  fc.record({ hear: pick }),
  fc.record({ mistype: pick }),
  fc.record({ link: pick, with: pick }),
  fc.record({ part: pick }),
  { weight: 5, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 9 * 24 }) }) },
);
type Step = Partial<
  Record<
    | 'buy'
    | 'hoursAgo'
    | 'refund'
    | 'share'
    | 'redeem'
    | 'claim'
    | 'of'
    | 'undo'
    | 'change'
    | 'link'
    | 'with'
    | 'part'
    | 'tell'
    | 'hear'
    | 'mistype',
    number
  >
> & {
  who?: Outcome[];
  wait?: number;
  minor?: number | null;
  product?: string;
  lines?: { product: string; share: number; quantity: number }[];
};

/** A shop of three stores on three clocks, one of which is changed on 1 November 2026. */
export async function openHistory() {
  const counter = await openCounter(6);
  const { run, operator, clock, database } = counter;
  clock.at = OPENING;
  const boss = await counter.staff('Somchai', 'owner');
  const stores = [
    (await counter.store('Station')).id,
    (await counter.store('Broadway', 'America/New_York')).id,
    (await counter.store('Harbour', 'Europe/London')).id,
  ];
  const campaigns = [
    await counter.campaign({ terms: { kind: 'amount', amountMinor: 700 } }),
    await counter.campaign({ terms: { kind: 'gift', gift: { en: 'a cookie' }, validity: { days: 5 } } }),
    await counter.campaign({ terms: { kind: 'points', points: 5 } }),
  ];
  const clerks = [await counter.staff('Noi', 'clerk', stores[0]!), await counter.staff('Mok', 'clerk', stores[1]!)];
  let orders = 0;

  /** Four people live through the steps, from 20 October 2026 on. */
  async function live(steps: Step[]): Promise<void> {
    await database.query(
      `truncate customer_stats, refund, purchase_line, purchase, redemption, coupon, points_entry, points_lot,
         points_account, customer_link, wrong_code, delivery, broadcast cascade`,
    );
    clock.at = OPENING;
    const people: string[] = [];
    for (const name of ['Mali', 'Ken', 'Ploy', 'Noi']) people.push(await counter.person(name));
    const one = (n: number) => people[n % people.length]!;
    const kept = async (n: number) => (await database.query('select kept_customer($1) as id', [one(n)]))[0].id;
    const bought: { source: string; orderNo: string; minor: number }[] = [];
    const redemptions: string[] = [];
    const links: string[] = [];
    const acts: { [name in keyof Step]?: (each: Step) => Promise<unknown> } = {
      async buy(each) {
        const minor = each.minor!;
        const order = { source: 'pos', orderNo: `${++orders}`, minor };
        await run((tx) =>
          recordPurchase(tx, operator, {
            ...order,
            who: { customerId: one(each.buy!) },
            amountMinor: minor,
            at: new Date(clock.at.getTime() - each.hoursAgo! * 3_600_000),
            ...(each.buy! % 4 && { storeId: stores[each.buy! % 3]! }),
            lines: each.lines!.map(({ share, ...rest }) => ({
              ...rest,
              amountMinor: Math.floor((minor * share) / 140),
            })),
          }),
        );
        bought.push(order);
      },
      async refund(each) {
        const order = bought[each.refund! % (bought.length || 1)];
        if (!order) return;
        const amountMinor = Math.max(1, Math.floor((order.minor * Math.min(each.share!, 100)) / 100));
        const refundNo = `${++orders}`;
        const lines = each.product ? [{ product: each.product, amountMinor }] : undefined;
        const { source, orderNo } = order;
        await run((tx) =>
          recordRefund(tx, operator, { source, orderNo, refundNo, amountMinor, ...(lines && { lines }) }),
        );
      },
      async redeem(each) {
        const campaign = campaigns[each.redeem! % 3]!;
        const { code } = await counter.claim(campaign.id, await kept(each.redeem!));
        const storeId = each.redeem! % 5 ? stores[each.redeem! % 3]! : undefined;
        const amountMinor = each.minor ?? (campaign === campaigns[0] ? 900 : undefined);
        const { redemptionId } = await run((tx) =>
          redeemCoupon(tx, storeId ? boss : operator, { code, amountMinor, storeId }),
        );
        redemptions.push(redemptionId);
        if (amountMinor) bought.push({ source: 'redemption', orderNo: redemptionId, minor: amountMinor - 700 });
      },
      claim: async (each) => counter.claim(campaigns[each.of! % 3]!.id, await kept(each.claim!)),
      async undo(each) {
        const redemptionId = redemptions[each.undo! % (redemptions.length || 1)];
        if (redemptionId) await run((tx) => undoRedemption(tx, boss, { redemptionId, reason: 'entered twice' }));
      },
      change: (each) =>
        run((tx) => changeTerms(tx, boss, campaigns[0]!.id, { terms: { amountMinor: 600 + each.change! } })),
      async tell(each) {
        const to = new Map<string, Outcome>();
        for (const [n, outcome] of each.who!.entries()) to.set(await kept(n), outcome);
        const told = [...to].map(([customerId, outcome]) => ({ customerId, outcome }));
        await tellPeople(database, campaigns[each.tell! % 3]!.id, clock.at, told);
      },
      hear: async (each) =>
        database.query('update identity set heard_at = $2 where customer_id = $1', [await kept(each.hear!), clock.at]),
      async mistype(each) {
        const { id } = clerks[each.mistype! % 2]!.staff;
        await database.query('insert into wrong_code (staff_id, at) values ($1, $2)', [id, clock.at]);
      },
      async link(each) {
        links.push((await run((tx) => joinCustomers(tx, one(each.link!), one(each.with!)))).linkId);
      },
      async part(each) {
        const link = links[each.part! % (links.length || 1)];
        if (link) await run((tx) => partCustomers(tx, operator, linkRef(link)));
      },
    };
    for (const each of steps) {
      counter.later(1000 + (each.wait ?? 0) * 3_600_000);
      const act = Object.keys(acts).find((name) => each[name as keyof Step] !== undefined);
      await acts[act as keyof Step]?.(each).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
      });
    }
  }

  return {
    ...counter,
    stores,
    campaigns,
    live,
    reader: (role: Role, storeId: string | null) => counter.staff('Reader', role, storeId),
  };
}

export type History = Awaited<ReturnType<typeof openHistory>>;
