import { afterAll, describe, expect, it } from 'vitest';
import type { Segment } from '../../entities/segment.ts';
import { correctStats } from '../../jobs/correct-stats.ts';
import { cutValues } from '../../jobs/cut-values.ts';
import { behaviourOf } from '../../src/customers/behaviour.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { changeSegment } from '../../src/segments/change-segment.ts';
import { createSegment } from '../../src/segments/create-segment.ts';
import { fillList } from '../../src/segments/fill-list.ts';
import { findSegment } from '../../src/segments/find-segment.ts';
import { isInSegment } from '../../src/segments/is-in-segment.ts';
import { listSegments } from '../../src/segments/list-segments.ts';
import { lookAtSegment, tryRule } from '../../src/segments/look-at-people.ts';
import { readRule } from '../../src/segments/read-rule.ts';
import { retireSegment } from '../../src/segments/retire-segment.ts';
import { MOST_NAMED } from '../../src/segments/rule.ts';
import { peopleOf } from '../../src/segments/segment-people.ts';
import { tellBecause } from '../../src/segments/tell-because.ts';
import type { Tx } from '../../src/transaction.ts';
import { inSegment } from '../../src/triggers/in-segment.ts';
import { languages } from '../../src/words/index.ts';
import { openCounter, refusal, shop } from '../coupons/counter.ts';

const counter = await openCounter(6);
const { run, operator, clock, database } = counter;
afterAll(() => counter.close());

const DAY = 86_400_000;
const rule = (text: string) => readRule(text, 'TWD');
const make = (name: string, text: string | null) =>
  run((tx) => createSegment(tx, operator, { name, rule: text === null ? null : rule(text) }));
const people = (what: Segment | string) =>
  run(async (tx) => {
    const { sql, values } = await peopleOf(tx, typeof what === 'string' ? rule(what) : what.id);
    return (await tx.db.query(sql, values)).map((row: { customer_id: string }) => row.customer_id).sort();
  });
let orders = 0;
const buy = (customerId: string, amountMinor: number, daysAgo: number, product?: string, storeId?: string) =>
  run((tx) =>
    recordPurchase(tx, operator, {
      ...{ who: { customerId }, source: 'pos', orderNo: String(++orders), amountMinor },
      at: new Date(clock.at.getTime() - daysAgo * DAY),
      ...(storeId && { storeId }),
      ...(product && { lines: [{ product, category: 'Coffee', quantity: 1, amountMinor }] }),
    }),
  );

const station = await counter.store('Station');
await database.query(`update store set city = 'Taipei'`);
const mali = await counter.person('Mali');
const ken = await counter.person('Ken');
const ploy = await counter.person('Ploy');
for (const days of [60, 46, 32]) await buy(mali, 15_000, days, 'Flat white', station.id);
for (const days of [30, 2]) await buy(ken, 8_000, days, 'Latte');

describe('A segment', () => {
  it('is a rule by a name, and whoever fits at the moment is in', async () => {
    const quiet = await make('Gone quiet', '"flat white" >= 3 in 90 days and no visit in 21 days');
    expect(await people(quiet)).toEqual([mali]);
    expect(await run((tx) => isInSegment(tx, quiet.id, mali))).toBe(true);
    expect(await run((tx) => isInSegment(tx, quiet.id, ken))).toBe(false);
    await buy(mali, 100, 0);
    expect(await people(quiet)).toEqual([]);
    await database.query(`update purchase set voided_at = at where paid_minor = 100`);
    await run((tx) => tx.db.query('select refresh_stats($1::uuid[], $2)', [[mali], tx.now]));
    expect(await people(quiet)).toEqual([mali]);
  });

  it('tells how many, and of some why, in each language', async () => {
    await database.query(`insert into customer_tag (customer_id, tag, by, at) values ($1, 'VIP', 'test', $2)`, [
      mali,
      clock.at,
    ]);
    await database.query('update customer set birth_mmdd = 1123 where id = $1', [mali]);
    const text =
      '"flat white" >= 3 in 90 days and no visit in 21 days and store Station and city taipei and tag vip and value high';
    const { look } = await run((tx) => tryRule(tx, operator, rule(text)));
    expect(look).toMatchObject({ count: 1, samples: [{ masked: 'M***' }], doubts: [] });
    const told = languages.map((language) =>
      tellBecause({ shop, t: shop.words(language), language, now: clock.at }, look.samples[0]!.because),
    );
    expect(told).toEqual([
      [
        '3 × flat white in 90 days',
        'last visit 32 days ago',
        'mostly at Station',
        'in Taipei',
        'tag VIP',
        'high value',
      ],
      ['90 天內買了 3 份 flat white', '上次來訪是 32 天前', '常去 Station', '城市：Taipei', '標籤：VIP', '高價值'],
      ['90 天内买了 3 份 flat white', '上次来访是 32 天前', '常去 Station', '城市：Taipei', '标签：VIP', '高价值'],
    ]);
    const either = await run((tx) => tryRule(tx, operator, rule('slipping or birthday today')));
    const why = either.look.samples.find(({ masked }) => masked === 'M***')!.because;
    expect(tellBecause({ shop, t: shop.words('en'), language: 'en', now: clock.at }, why)).toEqual(['slipping away']);
  });

  it('doubts names that occur nowhere, with what is written nearly so', async () => {
    const { look } = await run((tx) =>
      tryRule(
        tx,
        operator,
        rule('flatt-white >= 1 or vists >= 1 or tag vpi or city Taipi or channel lime or coffee >= 1'),
      ),
    );
    expect(look.doubts).toEqual([
      { kind: 'bought', name: 'flatt-white', near: ['flat white'] },
      { kind: 'bought', name: 'vists', near: ['visits'] },
      { kind: 'tag', name: 'vpi', near: ['vip'] },
      { kind: 'city', name: 'Taipi', near: ['taipei'] },
      { kind: 'channel', name: 'lime', near: [] },
    ]);
  });

  it('names stores, tiers, campaigns and segments of the shop, or none', async () => {
    const tried = (text: string) => run((tx) => tryRule(tx, operator, rule(text)));
    await database.query(
      `insert into tier (name, rank, names, spend_365_minor) values ('gold', 1, '{"en":"Gold","zh-hant":"金卡"}', 10000000)`,
    );
    await counter.campaign({ ref: 'LATTE', terms: { kind: 'points', points: 5 } });
    expect((await tried('tier 金卡 and store station and used >= 1 of latte')).rule).toEqual(
      rule('tier gold and store Station and used >= 1 of LATTE'),
    );
    expect(await refusal(tried('tier platin'))).toEqual({
      code: 'rule-name-unknown',
      facts: { what: 'tier', name: 'platin', known: ['gold'], near: null },
    });
    expect(await refusal(tried('visits >= 1 at Statoin'))).toMatchObject({
      facts: { what: 'store', known: ['Station'] },
    });
    expect(await refusal(tried('claimed >= 1 of LATE'))).toMatchObject({
      facts: { what: 'campaign', known: ['LATTE'] },
    });
    expect(await refusal(tried('segment "Gone quite"'))).toEqual({
      code: 'segment-unknown',
      facts: { name: 'Gone quite', near: 'Gone quiet' },
    });
  });

  it('has a name of its own, which is free again when it is retired', async () => {
    await make('Once', 'slipping');
    expect(await refusal(make('ONCE', 'lost'))).toMatchObject({ code: 'segment-name-taken' });
    for (const name of ['', 'a: b', 'say "hi"', 'x'.repeat(61), crypto.randomUUID()])
      expect(await refusal(make(name, 'lost'))).toMatchObject({ code: 'segment-name' });
    const { id } = await run((tx) => retireSegment(tx, operator, 'once'));
    expect(await refusal(run((tx) => findSegment(tx, id)))).toMatchObject({ code: 'segment-unknown' });
    expect((await make('Once', 'lost')).id).not.toBe(id);
    const at = await Promise.allSettled(Array.from({ length: 5 }, () => make('At once', 'lost')));
    expect(at.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('goes in no circle, and stays while something goes by it', async () => {
    await make('A', 'lost');
    await make('B', 'segment A or slipping');
    await make('C', 'not segment b');
    const change = (name: string, text: string) => run((tx) => changeSegment(tx, operator, name, rule(text)));
    expect(await refusal(change('A', 'segment C'))).toEqual({
      code: 'segment-circle',
      facts: { names: ['A', 'C', 'B', 'A'] },
    });
    expect(await refusal(change('a', 'lost or segment a'))).toMatchObject({ code: 'segment-circle' });
    expect(await refusal(run((tx) => retireSegment(tx, operator, 'A')))).toEqual({
      code: 'segment-in-use',
      facts: { name: 'A', by: ['B'] },
    });
    await make('D', 'lost');
    await make('E', 'lost');
    // Two changes at once that would close a circle together: one of them sees the other.
    const closing = await Promise.allSettled([change('D', 'segment E'), change('E', 'segment D')]);
    expect(closing.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await change('A', 'slipping');
    await change('B', 'active');
    await run((tx) => retireSegment(tx, operator, 'A'));
    const names = (await run((tx) => listSegments(tx, operator, 1, 50))).segments.map(({ name }) => name);
    expect(names).not.toContain('A');
    expect(names).toContain('B');
  });

  it('holds so much only with all that it names, also when what it names grows', async () => {
    const tooMuch = { code: 'rule-too-much', facts: { what: 'named', most: MOST_NAMED } };
    const times = (name: string, n: number) => Array(n).fill(`segment ${name}`).join(' or ');
    await make('Small', Array(20).fill('lost').join(' or '));
    await make('Large', times('Small', 10));
    expect(await refusal(make('Huge', times('Large', 30)))).toEqual(tooMuch);
    await make('Largest', times('Large', 1));
    const grown = rule(Array(30).fill('lost').join(' or '));
    expect(await refusal(run((tx) => changeSegment(tx, operator, 'Small', grown)))).toEqual(tooMuch);
    expect(await people('segment largest')).toEqual(await people('lost'));
    for (const name of ['Largest', 'Large', 'Small']) await run((tx) => retireSegment(tx, operator, name));
  });

  it('leaves out of a piece of happenings whoever is not in it by its rule', async () => {
    const { id } = await make('Latte people', 'latte >= 1 in 60 days');
    const all = [mali, ken, ken].map((customerId) => ({ customerId }));
    expect(await run((tx) => inSegment(tx, id, all))).toEqual([{ customerId: ken }, { customerId: ken }]);
    expect(await run((tx) => inSegment(tx, null, all))).toBe(all);
  });

  it('is changed in the audit, and by nobody who may not', async () => {
    const [{ facts }] = await database.query(
      `select a.facts from audit a join segment g on g.id::text = a.subject::text where a.act = 'change-segment' and g.name = 'A'`,
    );
    expect(facts).toEqual({ from: rule('lost'), to: rule('slipping') });
    const noi = await counter.staff('Noi', 'clerk');
    const acts = [
      (tx: Tx) => createSegment(tx, noi, { name: 'Mine', rule: null }),
      (tx: Tx) => changeSegment(tx, noi, 'B', rule('lost')),
      (tx: Tx) => retireSegment(tx, noi, 'B'),
      (tx: Tx) => tryRule(tx, noi, rule('lost')),
      (tx: Tx) => listSegments(tx, noi, 1, 9),
      async (tx: Tx) => lookAtSegment(tx, noi, await findSegment(tx, 'B')),
    ];
    for (const act of acts) expect(await refusal(run(act as never))).toMatchObject({ code: 'not-allowed' });
  });
});

it('A list holds who was put on it, also as whom they are now', async () => {
  const list = await make('Guests', null);
  const fill = (...ids: string[]) => run((tx) => fillList(tx, operator, list.id, ids));
  expect(await fill(mali, ken, crypto.randomUUID())).toBe(2);
  expect(await fill(mali, ploy)).toBe(1);
  expect(await people(list)).toEqual([mali, ken, ploy].sort());
  expect(await people('segment guests and latte >= 1')).toEqual([ken]);
  // Ken and Ploy turn out to be one, who joined first is kept.
  const { keptId } = await run((tx) => joinCustomers(tx, ken, ploy));
  expect(await people(list)).toEqual([mali, keptId].sort());
  expect(await run((tx) => isInSegment(tx, list.id, keptId))).toBe(true);
  // Whoever is put on it as the one who is no more is on it already.
  expect(await fill(keptId === ken ? ploy : ken)).toBe(0);
  const stranger = await counter.person('Stranger');
  await database.query('update customer set joined_at = null where id = $1', [stranger]);
  expect(await fill(stranger)).toBe(1);
  expect(await people(list)).not.toContain(stranger);
  const byRule = await make('By rule', 'lost');
  expect(await refusal(run((tx) => fillList(tx, operator, byRule.id, [mali])))).toMatchObject({
    code: 'segment-not-list',
  });
  expect(await refusal(run((tx) => changeSegment(tx, operator, 'guests', rule('lost'))))).toMatchObject({
    code: 'segment-is-list',
  });
});

it('Value is cut anew each night, and everybody is in exactly one', async () => {
  await correctStats.run({ app: counter as never, due: clock.at, last: undefined });
  const all = async () =>
    (await Promise.all(['high', 'mid', 'low'].map((each) => people(`value ${each}`)))).flat().sort();
  const everybody = await people('joined >= 0 days ago');
  expect(await all()).toEqual(everybody);
  await cutValues.run({ app: counter as never, due: clock.at, last: undefined });
  expect(await database.query('select high_minor::int as high, mid_minor::int as mid from value_cut')).toEqual([
    { high: 45_000, mid: 16_000 },
  ]);
  expect(await all()).toEqual(everybody);
  const high = await people('value high');
  const newcomer = await counter.person('Newcomer');
  await buy(newcomer, 44_900, 1);
  expect(await people('value high')).toEqual(high);
  await buy(newcomer, 100, 1);
  expect(await people('value high')).toEqual([...high, newcomer].sort());
});

it('Behaviour goes by the own interval, and a short one counts as a week', () => {
  const now = new Date('2027-01-01T00:00:00Z');
  const at = (days: number) => new Date(now.getTime() - days * DAY);
  const states = (intervalDays: number | null, ...days: number[]) =>
    days.map((n) => behaviourOf({ lastAt: at(n), intervalDays }, now));
  expect(states(10, 15, 15.1, 30, 30.1)).toEqual(['active', 'slipping', 'slipping', 'lost']);
  expect(states(1, 10.5, 10.6, 21, 21.1)).toEqual(['active', 'slipping', 'slipping', 'lost']);
  expect(states(null, 60, 61, 120, 121)).toEqual(['active', 'slipping', 'slipping', 'lost']);
  expect(behaviourOf({ lastAt: null, intervalDays: null }, now)).toBeUndefined();
});
