import { afterAll, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { recordRefund } from '../../src/purchases/refund.ts';
import { writeCsv } from '../../src/reports/csv.ts';
import { shows } from '../../src/reports/shown/index.ts';
import { KINDS, type Kind } from '../../src/reports/shown/shown.ts';
import { createSegment } from '../../src/segments/create-segment.ts';
import { openShop, type Shop } from '../../src/shop.ts';
import { inTransaction, type Tx } from '../../src/transaction.ts';
import { type Language, languages, wordsFor } from '../../src/words/index.ts';
import { openCounter, shop as plain } from '../coupons/counter.ts';
import { tellPeople } from './told.ts';

const counter = await openCounter();
const { database, clock, operator } = counter;
afterAll(() => counter.close());

/** The shop in another currency: without coins, or with three digits of them. */
const inCurrency = (currency: string): Shop => ({
  ...plain,
  currency,
  marginBasisPoints: 5_000,
  perThousandMinor: new Map([['terminal', 500]]),
  words: wordsFor({ name: 'Antler', zone: 'Asia/Taipei', currency }),
});
const run = <T>(shop: Shop, work: (tx: Tx) => Promise<T>) => inTransaction({ database, clock, shop }, work);
const boss = await counter.staff('Somchai', 'owner');

/** All that a report says and draws. */
async function whole(shop: Shop, kind: Kind, language: Language, which: string): Promise<string> {
  const t = shop.words(language);
  const shown = await run(shop, (tx) => shows[kind](tx, boss, { t, language, shop, now: clock.at }, undefined, which));
  return [...shown.lines, writeCsv(shown.table, t, shop.currency), shown.chart?.(t.reports.names[kind], '') ?? ''].join(
    '\n',
  );
}

const ODD = /NaN|Infinity|undefined|null|\[object/;

it('An empty shop has nothing to report, and says no odd number', async () => {
  for (const kind of KINDS.filter((one) => one !== 'funnel' && one !== 'lift'))
    for (const language of languages) {
      const text = await whole(inCurrency('JPY'), kind, language, '');
      expect(text, kind).not.toMatch(ODD);
      expect(text.split('\r\n').length, kind).toBe(2);
    }
});

it('One free order, one given back twice over, and odd names leave every report readable in any currency', async () => {
  const { id, ref } = await counter.campaign({ terms: { kind: 'amount', amountMinor: 500 } });
  const people = [await counter.person('=cmd|\u202eevil'), await counter.person('\u2066@SUM(A1)')];
  const order = (orderNo: string, amountMinor: number, product: string) => ({
    ...{ who: { customerId: people[0]! }, source: 'pos', orderNo, amountMinor },
    lines: [{ product, quantity: 1, amountMinor }],
  });
  await run(plain, (tx) => recordPurchase(tx, operator, order('1', 0, '＋free')));
  await run(plain, (tx) => recordPurchase(tx, operator, order('2', 700, '-1+1')));
  await run(plain, (tx) => recordPurchase(tx, operator, order('3', 700, 'Tea\n• Gold: NT$9,999\u202e')));
  await run(plain, (tx) => recordPurchase(tx, operator, order('4', 700, '\u2066\u200b')));
  for (const refundNo of ['a', 'b'])
    await run(plain, (tx) =>
      recordRefund(tx, operator, { source: 'pos', orderNo: '2', refundNo, amountMinor: 700 }),
    ).catch(() => undefined);
  const { code } = await counter.claim(id, people[1]!);
  await run(plain, (tx) => redeemCoupon(tx, boss, { code, amountMinor: 500 }));
  await tellPeople(database, id, new Date(clock.at.getTime() - 86_400_000), [
    { customerId: people[0]!, outcome: 'sent' },
    { customerId: people[1]!, outcome: 'holdout' },
  ]);
  await run(plain, (tx) => createSegment(tx, operator, { name: '=1+1', rule: null }));
  counter.later(1000);
  // What a till calls its goods makes no line of its own, and turns none around.
  for (const kind of ['products', 'returns'] as const) {
    const reader = { t: plain.words('en'), language: 'en', shop: plain, now: clock.at };
    const { lines } = await run(plain, (tx) => shows[kind](tx, boss, reader, undefined, ''));
    expect(
      lines.filter((line) => /\n|[\u200b\u202a-\u202e\u2066-\u2069]/.test(line)),
      kind,
    ).toEqual([]);
    expect(lines.join('\n')).toContain('• Tea • Gold: NT$9,999: ');
  }
  for (const currency of ['JPY', 'TWD', 'KWD'])
    for (const kind of KINDS) {
      const text = await whole(inCurrency(currency), kind, 'zh-hant', kind === 'funnel' || kind === 'lift' ? ref : '');
      expect(text, kind).not.toMatch(ODD);
      // Nothing in a table begins as a formula does.
      const cells = text.slice(text.indexOf('\ufeff')).split(/,|\r\n/);
      expect(
        cells.filter((cell) => /^"?[=+@＝＋＠]|^"?-[^\d]/.test(cell)),
        kind,
      ).toEqual([]);
    }
  expect(await whole(inCurrency('JPY'), 'cost', 'en', '')).toContain('JP¥500 was taken off, 1 message cost JP¥1, and');
});

it('A message may cost less than the smallest coin, in any currency, and odd prices are refused by name', () => {
  const prices = (MESSAGE_PRICES: string, BRAND_CURRENCY: string) =>
    openShop(
      readConfig({ MESSAGE_PRICES, BRAND_CURRENCY, GROSS_MARGIN_PERCENT: '62.5' }, '/nonexistent'),
      Buffer.alloc(32),
    );
  expect([...prices('line:0.2, telegram:0', 'TWD').perThousandMinor]).toEqual([
    ['line', 20_000],
    ['telegram', 0],
  ]);
  expect(prices('line:0.5', 'JPY').perThousandMinor.get('line')).toBe(500);
  expect(prices('line:0.0125', 'KWD').perThousandMinor.get('line')).toBe(12_500);
  expect(prices('', 'TWD').perThousandMinor.size).toBe(0);
  expect(prices('', 'TWD').marginBasisPoints).toBe(6_250);
  for (const odd of ['line', 'line:-1', 'sms:1', 'line:1,line:2', 'line:1e3', 'line:0,2'])
    expect(() => prices(odd, 'TWD'), odd).toThrow(/MESSAGE_PRICES/);
  for (const odd of ['0', '101', '-5', '60%', '62.555'])
    expect(() => readConfig({ GROSS_MARGIN_PERCENT: odd }, '/nonexistent'), odd).toThrow(/GROSS_MARGIN_PERCENT/);
});
