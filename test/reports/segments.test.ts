import { afterAll, expect, it } from 'vitest';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { recordRefund } from '../../src/purchases/refund.ts';
import { segments } from '../../src/reports/segments.ts';
import { showSegments } from '../../src/reports/shown/segments.ts';
import { createSegment } from '../../src/segments/create-segment.ts';
import { fillList } from '../../src/segments/fill-list.ts';
import { readRule } from '../../src/segments/read-rule.ts';
import { retireSegment } from '../../src/segments/retire-segment.ts';
import { inTransaction, type Tx } from '../../src/transaction.ts';
import { languages } from '../../src/words/index.ts';
import { openCounter, refusal } from '../coupons/counter.ts';
import { tellPeople } from './told.ts';

const counter = await openCounter();
const { operator, database, clock } = counter;
// A message by this channel costs a third of the smallest coin.
const shop = { ...counter.shop, perThousandMinor: new Map([['terminal', 333]]) };
const run = <T>(work: (tx: Tx) => Promise<T>) => inTransaction({ database, clock, shop }, work);
afterAll(() => counter.close());

const DAY = 86_400_000;
const boss = await counter.staff('Somchai', 'owner');
let orders = 0;

const buy = (customerId: string, amountMinor: number, daysAgo: number, storeId?: string) => {
  const order = { source: 'pos', orderNo: `${++orders}`, amountMinor };
  const at = new Date(clock.at.getTime() - daysAgo * DAY);
  return run((tx) =>
    recordPurchase(tx, operator, { ...order, who: { customerId }, at, ...(storeId && { storeId }) }),
  ).then(() => order);
};

it('A shop without segments, and a segment without people, have nothing to show and say so', async () => {
  const none = await run((tx) => segments(tx, boss));
  expect(none.segments).toEqual([]);
  expect(none.everyone).toMatchObject({ people: 1, buyers: 0, spentMinor: 0, perUnit: null, messages: 0 });
  const reader = { t: shop.words('en'), language: 'en', shop, now: clock.at };
  expect((await run((tx) => showSegments(tx, boss, reader, undefined, ''))).lines).toEqual([]);
  const empty = await run((tx) => createSegment(tx, operator, { name: 'Empty', rule: null }));
  const shown = await run((tx) => showSegments(tx, boss, reader, undefined, ''));
  expect(shown.lines[2]).toBe('1. Empty: 0 people (0%) spent NT$0 (0%)');
  expect(shown.chart!('By segment', '')).toContain('NT$0');
  await run((tx) => retireSegment(tx, operator, empty.name));
});

it('Each segment has the figures of its people, in the days and for the store of the reader', async () => {
  const [station, harbour] = [await counter.store('Station'), await counter.store('Harbour')];
  const ids = { mali: '', ken: '', ploy: '', lek: '', old: '' };
  for (const name of Object.keys(ids) as (keyof typeof ids)[]) ids[name] = await counter.person(name);
  const list = await run((tx) => createSegment(tx, operator, { name: '=常客\u202e', rule: null }));
  await run((tx) => fillList(tx, operator, list.id, [ids.mali, ids.ken]));
  await run((tx) => createSegment(tx, operator, { name: 'All', rule: readRule('language en', 'TWD') }));
  const tagged = { name: 'Tagged', rule: readRule('tag nobody or segment All', 'TWD') };
  await run((tx) => createSegment(tx, operator, tagged));

  await buy(ids.mali, 10_000, 2, station.id);
  const part = await buy(ids.mali, 6_000, 3, harbour.id);
  await run((tx) => recordRefund(tx, operator, { ...part, refundNo: 'part', amountMinor: 2_000 }));
  const whole = await buy(ids.ken, 5_000, 1, station.id);
  await run((tx) => recordRefund(tx, operator, { ...whole, refundNo: 'whole' }));
  await buy(ids.ken, 700, 45);
  await buy(ids.lek, 3_000, 4);
  await buy(ids.old, 1_000, 5);
  // What somebody bought as somebody else is theirs.
  await run((tx) => joinCustomers(tx, ids.ken, ids.old));
  const latte = await counter.campaign({ terms: { kind: 'amount', amountMinor: 900 } });
  for (const [who, undone] of [
    ['mali', false],
    ['lek', true],
  ] as const) {
    const { code } = await counter.claim(latte.id, ids[who]);
    const { redemptionId } = await run((tx) =>
      redeemCoupon(tx, boss, { code, amountMinor: 4_900, storeId: station.id }),
    );
    if (undone) await run((tx) => undoRedemption(tx, boss, { redemptionId, reason: 'entered twice' }));
  }
  await tellPeople(database, latte.id, new Date(clock.at.getTime() - DAY), [
    { customerId: ids.mali, outcome: 'sent' },
    { customerId: ids.ken, outcome: 'sent' },
    { customerId: ids.lek, outcome: 'unreachable' },
    { customerId: ids.ploy, outcome: 'holdout' },
  ]);
  await tellPeople(database, latte.id, new Date(clock.at.getTime() - 40 * DAY), [
    { customerId: ids.mali, outcome: 'sent' },
  ]);
  await database.query(
    `insert into delivery (subject, class, customer_id, channel, address, messages, state, reason, run_at, finished_at, created_at)
     select subject, class, $1, channel, '', '[]', state, reason, $2, $2, $2 from (values
       ('sent', 'marketing', 'terminal', 'sent', null), ('rode', 'marketing', 'terminal', 'sent', 'rode along'),
       ('notice', 'notice', 'terminal', 'sent', null), ('blocked', 'marketing', 'terminal', 'unreachable', null),
       ('free', 'marketing', 'web', 'sent', null)) d (subject, class, channel, state, reason)`,
    [ids.mali, new Date(clock.at.getTime() - DAY)],
  );
  counter.later(1000);

  const found = await run((tx) => segments(tx, boss));
  const regulars = {
    ...{ people: 2, buyers: 2, purchases: 4, spentMinor: 10_000 + 4_000 + 4_000 + 1_000, uses: 1, discountMinor: 900 },
    // Four messages, of which the web's is free: a coin for three.
    ...{ messages: 4, feeMinor: 1, perUnit: 19_000 / 901 },
  };
  const all = { ...regulars, people: 5, buyers: 3, purchases: 5, spentMinor: 22_000, perUnit: 22_000 / 901 };
  expect(found.segments).toMatchObject([
    { name: 'All', ...all },
    { name: 'Tagged', ...all },
    { name: '=常客', ...regulars },
  ]);
  expect(found.everyone).toMatchObject(all);
  await equalsLedgers(found.scope, list.id, found.segments[2]!);

  const som = await counter.staff('Som', 'manager', station.id);
  const hers = await run((tx) => segments(tx, som));
  const here = { buyers: 1, purchases: 2, spentMinor: 14_000, uses: 1, discountMinor: 900 };
  const nothing = { messages: null, feeMinor: null, perUnit: 14_000 / 900 };
  expect(hers.segments.map(({ name, people }) => [name, people])).toContainEqual(['=常客', 2]);
  for (const one of [...hers.segments, hers.everyone]) expect(one).toMatchObject({ ...here, ...nothing });
  expect((await refusal(run(async (tx) => segments(tx, await counter.staff('Noi'))))).code).toBe('not-allowed');
  const before = await run((tx) => segments(tx, boss, { from: '2026-01-01', last: '2026-01-31' }));
  expect(before.everyone).toMatchObject({ spentMinor: 0, messages: 0, perUnit: null });
});

/** The same by statements of another make, from the ledgers alone. */
async function equalsLedgers({ from, until }: { from: Date; until: Date }, listId: string, shown: object) {
  const [plain] = await database.query(
    `with m as (select customer_id as id from segment_member where segment_id = $3)
     select (select count(*) from m)::int as people,
       (select sum(p.paid_minor - coalesce((select sum(f.counted_minor) from refund f where f.purchase_id = p.id), 0))
        from purchase p where p.customer_id in (select id from m) and p.at >= $1 and p.at < $2 and p.voided_at is null)::int as "spentMinor",
       (select sum(discount_minor) from redemption where undone_at is null and at >= $1 and at < $2
        and customer_id in (select id from m))::int as "discountMinor",
       ((select count(*) from broadcast_reach where outcome = 'sent' and at >= $1 and at < $2 and customer_id in (select id from m))
        + (select count(*) from delivery where class = 'marketing' and state = 'sent' and reason is null
           and customer_id in (select id from m)))::int as messages`,
    [from, until, listId],
  );
  expect(shown).toMatchObject(plain);
}

it.each(languages)('It is said in %s, with each line by the number of its bar', async (language) => {
  const reader = { t: shop.words(language), language, shop, now: clock.at };
  const shown = await run((tx) => showSegments(tx, boss, reader, undefined, ''));
  expect(shown.lines.slice(0, 5)).toEqual(
    {
      en: [
        'All who have joined (7) spent NT$220 in 5 orders; NT$9 off; 4 messages for NT$0.01.',
        '',
        '1. All: 7 people (100%) spent NT$220 (100%); NT$9 off; 4 messages for NT$0.01; NT$24.42 for each NT$1 that went to them',
        '2. Tagged: 7 people (100%) spent NT$220 (100%); NT$9 off; 4 messages for NT$0.01; NT$24.42 for each NT$1 that went to them',
        '3. =常客: 2 people (28.6%) spent NT$190 (86.4%); NT$9 off; 4 messages for NT$0.01; NT$21.09 for each NT$1 that went to them',
      ],
      'zh-hant': [
        '全部 7 位會員消費 NT$220（5 筆）；折抵 NT$9；訊息 4 則（NT$0.01）。',
        '',
        '1. All：7 人（100%），消費 NT$220（100%）；折抵 NT$9；訊息 4 則（NT$0.01）；每花 NT$1 有 NT$24.42 的消費',
        '2. Tagged：7 人（100%），消費 NT$220（100%）；折抵 NT$9；訊息 4 則（NT$0.01）；每花 NT$1 有 NT$24.42 的消費',
        '3. =常客：2 人（28.6%），消費 NT$190（86.4%）；折抵 NT$9；訊息 4 則（NT$0.01）；每花 NT$1 有 NT$21.09 的消費',
      ],
      'zh-hans': [
        '全部 7 位会员消费 NT$220（5 笔）；减 NT$9；消息 4 条（NT$0.01）。',
        '',
        '1. All：7 人（100%），消费 NT$220（100%）；减 NT$9；消息 4 条（NT$0.01）；每花 NT$1 有 NT$24.42 的消费',
        '2. Tagged：7 人（100%），消费 NT$220（100%）；减 NT$9；消息 4 条（NT$0.01）；每花 NT$1 有 NT$24.42 的消费',
        '3. =常客：2 人（28.6%），消费 NT$190（86.4%）；减 NT$9；消息 4 条（NT$0.01）；每花 NT$1 有 NT$21.09 的消费',
      ],
    }[language],
  );
  const svg = shown.chart!('x', 'y');
  expect([svg.includes('常客'), svg.includes('3.'), shown.table.rows.length]).toEqual([false, true, 4]);
});
