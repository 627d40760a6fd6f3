import { afterAll, expect, it } from 'vitest';
import { recordPurchase } from '../../src/purchases/record.ts';
import { showTop } from '../../src/reports/shown/top.ts';
import { top } from '../../src/reports/top.ts';
import { languages } from '../../src/words/index.ts';
import { openCounter } from '../coupons/counter.ts';

const counter = await openCounter(3);
const { run, operator, clock, shop } = counter;
afterAll(() => counter.close());

const boss = await counter.staff('Somchai', 'owner');
let orders = 0;
const buy = (customerId: string, daysAgo: number, minor = 1_000) =>
  run((tx) =>
    recordPurchase(tx, operator, {
      ...{ who: { customerId }, source: 'pos', orderNo: `${++orders}`, amountMinor: minor },
      at: new Date(clock.at.getTime() - daysAgo * 86_400_000),
    }),
  );

it('One command shows how customers behave, by a picture and a table of each of the best', async () => {
  const [mali, ken, ploy] = [await counter.person('Mali'), await counter.person('Ken'), await counter.person('Ploy')];
  // Every ten days until today, until 20 days ago, and once, long ago.
  for (const days of [0, 10, 20, 30]) await buy(mali, days, 2_000);
  for (const days of [20, 30, 40]) await buy(ken, days);
  await buy(ploy, 150);
  counter.later(1000);
  const found = await run((tx) => top(tx, boss));
  expect(found.behaviours).toEqual({ active: 1, slipping: 1, lost: 1 });
  expect(found.spenders).toMatchObject([
    { name: 'Mali', lastOn: '2026-11-23', intervalDays: 10, behaviour: 'active' },
    { name: 'Ken', lastOn: '2026-11-03', intervalDays: 10, behaviour: 'slipping' },
  ]);
  const said = new Map<string, string[]>();
  for (const language of languages) {
    const reader = { t: shop.words(language), language, shop, now: clock.at };
    const { lines, table, chart } = await run((tx) => showTop(tx, boss, reader, undefined, ''));
    said.set(language, lines.slice(0, 5));
    expect(table.rows.map((row) => row.length)).toEqual(Array(table.rows.length).fill(table.columns.length));
    expect(chart!('x', 'y').match(/33\.3\u00a0?%/g)).toHaveLength(3);
  }
  expect(Object.fromEntries(said)).toEqual({
    en: [
      'All who have bought (3), each by their own rhythm',
      '1. active: 1 (33.3%)',
      '2. slipping away: 1 (33.3%)',
      '3. lost: 1 (33.3%)',
      '',
    ],
    'zh-hant': [
      '買過的 3 位顧客，依各自的來店頻率來看',
      '1. 活躍：1 人（33.3%）',
      '2. 快流失：1 人（33.3%）',
      '3. 已流失：1 人（33.3%）',
      '',
    ],
    'zh-hans': [
      '买过的 3 位顾客，按各自的来店频率来看',
      '1. 活跃：1 人（33.3%）',
      '2. 快流失：1 人（33.3%）',
      '3. 已流失：1 人（33.3%）',
      '',
    ],
  });
  // Who reads one store alone is not told where else people have been.
  const som = await counter.staff('Som', 'manager', (await counter.store('Station')).id);
  await buy(mali, 1);
  const hers = await run((tx) => top(tx, som));
  expect([hers.behaviours, hers.spenders]).toEqual([null, []]);
});
