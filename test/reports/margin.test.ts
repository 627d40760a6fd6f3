import { afterAll, describe, expect, it } from 'vitest';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { meanDifference } from '../../src/lib/statistics.ts';
import { cost } from '../../src/reports/cost.ts';
import { lift } from '../../src/reports/lift.ts';
import { marginOf } from '../../src/reports/margin.ts';
import { showCost } from '../../src/reports/shown/cost.ts';
import { showLift } from '../../src/reports/shown/lift.ts';
import { inTransaction, type Tx } from '../../src/transaction.ts';
import { type Language, languages } from '../../src/words/index.ts';
import { openCounter } from '../coupons/counter.ts';
import { tellPeople } from './told.ts';

const counter = await openCounter();
const { database, clock } = counter;
afterAll(() => counter.close());
/** The same shop with another margin, and a message at so many coins a thousand. */
const inShop = (marginBasisPoints: number | undefined, perThousand: number) => {
  const shop = { ...counter.shop, marginBasisPoints, perThousandMinor: new Map([['terminal', perThousand]]) };
  return { shop, run: <T>(work: (tx: Tx) => Promise<T>) => inTransaction({ database, clock, shop }, work) };
};

const DAY = 86_400_000;
const boss = await counter.staff('Somchai', 'owner');
const station = await counter.store('Station');
let orders = 0;

const buy = (customerIds: string[], minor: number, at: Date) =>
  database.query(
    `insert into purchase (customer_id, source, order_no, amount_minor, paid_minor, currency, at)
     select id, 'pos', $2 || '-' || n, $3, $3, 'TWD', $4 from unnest($1::uuid[]) with ordinality as one (id, n)`,
    [customerIds, `${++orders}`, minor, at],
  );

const numbers = (all: number[]) => {
  const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
  return { of: all.length, mean, variance: all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (all.length - 1) };
};

/** Half of them told, of whom so many buy for 100; one who was told and one held out use a coupon. */
async function told(each: number, buyers: number, heldBuyers: number) {
  const campaign = await counter.campaign({ terms: { kind: 'amount', amountMinor: 2_000 } });
  const began = clock.at;
  const made: { id: string }[] = await database.query(
    `with one as (
       insert into customer (name, language, joined_at, agreed_version, created_at)
       select 'P' || n, 'en', $1, '2026-11', $1 from generate_series(1, $2::int) n returning id
     ), reached as (
       insert into identity (customer_id, channel, address, heard_at, created_at) select id, 'terminal', id::text, $1, $1 from one
     ) select id from one`,
    [began, 2 * each],
  );
  const people = made.map(({ id }) => id);
  await tellPeople(
    database,
    campaign.id,
    began,
    people.map((customerId, n) => ({ customerId, outcome: n < each ? (n === 1 ? 'unreachable' : 'sent') : 'holdout' })),
  );
  counter.later(DAY);
  await buy([...people.slice(0, buyers), ...people.slice(each, each + heldBuyers)], 10_000, clock.at);
  for (const n of [0, each]) {
    const { code } = await counter.claim(campaign.id, people[n]!);
    await counter.run((tx) => redeemCoupon(tx, boss, { code, amountMinor: 9_000, storeId: station.id }));
  }
  clock.at = new Date(began.getTime() + 20 * DAY);
  return campaign.ref;
}

/** What each person earned: 60 % of the price of what they bought, less what was taken off it. */
const BOUGHT = 6_000;
const WITH_COUPON = BOUGHT + 0.6 * 9_000 - 2_000;
const group = (each: number, buyers: number) =>
  numbers(Array.from({ length: each }, (_, n) => (n === 0 ? WITH_COUPON : n < buyers ? BOUGHT : 0)));

it('Messages of broadcasts and triggers are part of what a campaign costs, but those that rode along', async () => {
  const { id, ref } = await counter.campaign({ terms: { kind: 'amount', amountMinor: 2_000 } });
  const [mali, ken] = [await counter.person('Mali'), await counter.person('Ken')];
  const at = clock.at;
  await tellPeople(database, id, at, [
    { customerId: mali, outcome: 'sent' },
    { customerId: ken, outcome: 'unreachable' },
  ]);
  await database.query(
    `with t as (
       insert into trigger (name, state, rule, campaign_id, since, created_at) values ('thanks', 'on', '{}', $1, $2, $2) returning id
     ), e as (
       insert into trigger_effect (trigger_id, customer_id, occurrence, at, from_at, state, run_at, found_at, done_at)
       select t.id, $3, n::text, $2, $2, 'done', $2, $2, $2 from t, generate_series(1, 3) n returning id, occurrence
     ) insert into delivery (subject, class, customer_id, channel, address, messages, state, reason, run_at, finished_at, created_at)
     select 'trigger:' || id, 'notice', $3, 'terminal', '', '[]', case occurrence when '2' then 'failed' else 'sent' end,
       case occurrence when '3' then 'rode along' end, $2, $2, $2 from e`,
    [id, at, mali],
  );
  counter.later(1000);
  const { shop, run } = inShop(6_000, 20_000);
  const { rows } = await run((tx) => cost(tx, boss));
  expect(rows).toMatchObject([{ ref, uses: 0, discountMinor: 0, keptMinor: 0, messages: 2, feeMinor: 40 }]);
  const said = async (language: Language) =>
    (await run((tx) => showCost(tx, boss, { t: shop.words(language), language, shop, now: clock.at }, undefined, '')))
      .lines;
  expect((await said('en')).slice(0, 3)).toEqual([
    'NT$0 was taken off, 2 messages cost NT$0.40, and orders with a coupon brought NT$0: NT$0 for each NT$1.',
    '',
    `• Latte (${ref}): 0 used, 2 messages for NT$0.40`,
  ]);
  expect((await said('zh-hant'))[0]).toBe(
    '折抵 NT$0，訊息 2 則花了 NT$0.40，用券的消費帶來 NT$0：每花 NT$1 帶來 NT$0。',
  );
  expect((await said('zh-hans'))[0]).toBe(
    '减免 NT$0，消息 2 条花了 NT$0.40，用券的消费带来 NT$0：每花 NT$1 带来 NT$0。',
  );
  const som = await counter.staff('Som', 'manager', station.id);
  expect((await run((tx) => cost(tx, som))).rows).toEqual([]);
});

describe('What a broadcast earned', () => {
  it('is the margin beyond that of those held out, less discounts and messages, with its interval', async () => {
    const ref = await told(40, 30, 5);
    const { run } = inShop(6_000, 20_000);
    const found = await run((tx) => lift(tx, boss, ref));
    const plain = meanDifference(group(40, 30), group(40, 5))!;
    expect(found).toMatchObject({ messages: 39, feeMinor: 39 * 20, costMinor: 2_000 });
    expect(found.margin).toEqual({
      netMinor: Math.round(plain.difference * 40) - 780,
      low: Math.round(plain.low * 40) - 780,
      high: Math.round(plain.high * 40) - 780,
      verdict: 'earns',
      needed: null,
    });
    // A message for 200 coins each is dearer than what it brings.
    const dear = await inShop(6_000, 20_000_000).run((tx) => lift(tx, boss, ref));
    expect(dear.margin).toMatchObject({ verdict: 'loses', needed: null });
    expect(dear.margin!.netMinor).toBe(Math.round(plain.difference * 40) - 39 * 20_000);
    // Nothing without a margin, nor for one store: messages belong to none.
    expect((await inShop(undefined, 20_000).run((tx) => lift(tx, boss, ref))).margin).toBeNull();
    const som = await counter.staff('Som', 'manager', station.id);
    expect(await run((tx) => lift(tx, som, ref))).toMatchObject({ margin: null, messages: null, feeMinor: null });
  });

  it('cannot be told where it may be chance, with how many more people it takes', async () => {
    const ref = await told(40, 12, 9);
    const { margin } = await inShop(6_000, 0).run((tx) => lift(tx, boss, ref));
    expect(margin).toMatchObject({ verdict: 'cannot-tell', netMinor: 3 * BOUGHT });
    expect(margin!.low).toBeLessThan(0);
    expect(margin!.high).toBeGreaterThan(0);
    expect(margin!.needed).toBeGreaterThan(100);
    const few = await told(20, 12, 3);
    expect((await inShop(6_000, 0).run((tx) => lift(tx, boss, few))).margin).toBeNull();
  });

  let ref: string | undefined;
  it.each(languages)('is said in %s', async (language) => {
    ref ??= await told(31, 20, 6);
    const said = async (margin: number | undefined, perThousand: number) => {
      const { shop, run } = inShop(margin, perThousand);
      const reader = { t: shop.words(language), language, shop, now: clock.at };
      const { lines, table } = await run((tx) => showLift(tx, boss, reader, undefined, ref!));
      expect(table.rows.map((row) => row.length)).toEqual([table.columns.length, table.columns.length]);
      return lines.slice(-4, -2);
    };
    expect([
      ...(await said(6_250, 20_000)),
      (await said(6_250, 9_000_000))[1],
      (await said(6_250, 2_700_000))[1],
      (await said(undefined, 0))[1],
    ]).toEqual(SAID[language]);
  });
});

const SAID: Record<Language, string[]> = {
  en: [
    'Given in these days: NT$20, 30 messages for NT$6.',
    'After discounts and messages it earned about NT$869 more than not telling (between NT$394.47 and NT$1,343.53), at a margin of 62.5%.',
    'After discounts and messages it lost about NT$1,825 against not telling (between −NT$2,299.53 and −NT$1,350.47), at a margin of 62.5%.',
    'We cannot say yet whether it earned more than it cost (between −NT$409.53 and NT$539.53, at a margin of 62.5%): that takes about 6,416 more people.',
    'Whether it earned more than it cost cannot be said: whoever runs this server has not set the shop’s margin (GROSS_MARGIN_PERCENT).',
  ],
  'zh-hant': [
    '這段期間送出：NT$20、訊息 30 則（NT$6）。',
    '扣掉折抵和訊息費用，比不通知多賺約 NT$869（介於 NT$394.47 和 NT$1,343.53 之間；毛利率 62.5%）。',
    '扣掉折抵和訊息費用，比不通知少賺約 NT$1,825（介於 −NT$2,299.53 和 −NT$1,350.47 之間；毛利率 62.5%）。',
    '還看不出賺的有沒有比花的多（介於 −NT$409.53 和 NT$539.53 之間；毛利率 62.5%），大約還需要 6,416 人。',
    '看不出賺的有沒有比花的多：架設系統的人還沒有設定毛利率（GROSS_MARGIN_PERCENT）。',
  ],
  'zh-hans': [
    '这段时间送出：NT$20、消息 30 条（NT$6）。',
    '扣掉减免和消息费用，比不通知多赚约 NT$869（在 NT$394.47 到 NT$1,343.53 之间；毛利率 62.5%）。',
    '扣掉减免和消息费用，比不通知少赚约 NT$1,825（在 −NT$2,299.53 到 −NT$1,350.47 之间；毛利率 62.5%）。',
    '还看不出赚的有没有比花的多（在 −NT$409.53 到 NT$539.53 之间；毛利率 62.5%），大约还需要 6,416 人。',
    '看不出赚的有没有比花的多：搭建系统的人还没有设置毛利率（GROSS_MARGIN_PERCENT）。',
  ],
};

it('What telling earned is told from chance in about 4 of 5 cases by the people that it asks for', () => {
  let state = 5;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  // 30 % against 25 % buy for 100, and a message costs 1: so told in 9 of 10.
  const draw = (of: number, share: number) => numbers(Array.from({ length: of }, () => (random() < share ? 100 : 0)));
  const exact = (of: number, share: number) => ({ of, mean: 100 * share, variance: 10_000 * share * (1 - share) });
  const first = marginOf(exact(900, 0.3), exact(100, 0.25), 900)!;
  expect(first.verdict).toBe('cannot-tell');
  const all = first.needed! + 1000;
  let found = 0;
  for (let n = 0; n < 150; n++) {
    const of = Math.round(all * 0.9);
    if (marginOf(draw(of, 0.3), draw(Math.round(all * 0.1), 0.25), of)!.verdict === 'earns') found++;
  }
  expect(found / 150).toBeGreaterThan(0.7);
  expect(found / 150).toBeLessThan(0.9);
});
