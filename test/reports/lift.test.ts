import { afterAll, describe, expect, it } from 'vitest';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { meanDifference, shareDifference } from '../../src/lib/statistics.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { effects } from '../../src/reports/effects.ts';
import { lift } from '../../src/reports/lift.ts';
import { doEffect } from '../../src/triggers/do-effect.ts';
import { openCounter, refusal } from '../coupons/counter.ts';
import { tellPeople } from './told.ts';

const counter = await openCounter();
const { run, operator, database, clock } = counter;
afterAll(() => counter.close());

const DAY = 86_400_000;
const boss = await counter.staff('Somchai', 'owner');
let orders = 0;

const buy = (customerId: string, amountMinor: number, at: Date, storeId?: string) =>
  run((tx) =>
    recordPurchase(tx, operator, {
      who: { customerId },
      source: 'pos',
      orderNo: `${++orders}`,
      amountMinor,
      at,
      ...(storeId && { storeId }),
    }),
  );

/** So many told and held out, of whom so many buy for 100 each the day after. */
async function told(of: number, buyers: number, held: number, heldBuyers: number) {
  const campaign = await counter.campaign({ terms: { kind: 'amount', amountMinor: 2000 } });
  const people: string[] = [];
  for (let n = 0; n < of + held; n++) people.push(await counter.person(`P${n}`));
  const began = clock.at;
  const broadcast = await tellPeople(
    database,
    campaign.id,
    began,
    people.map((customerId, n) => ({ customerId, outcome: n < of ? 'sent' : 'holdout' })),
  );
  const next = new Date(began.getTime() + DAY);
  clock.at = new Date(began.getTime() + 20 * DAY);
  for (const [n, customerId] of people.entries())
    if (n < buyers || (n >= of && n < of + heldBuyers)) await buy(customerId, 10_000, next);
  return { campaign, people, broadcast, began, next };
}

describe('The effect of a broadcast', () => {
  it('is the difference of those told and those held out, with what each extra buyer cost', async () => {
    const { campaign, broadcast, people } = await told(60, 30, 40, 4);
    const found = await run((tx) => lift(tx, boss, campaign.ref.toLowerCase()));
    const share = shareDifference({ did: 30, of: 60 }, { did: 4, of: 40 });
    expect(found).toMatchObject({
      effect: { kind: 'broadcast', id: broadcast, called: campaign.ref },
      told: { people: 60, bought: 30, perHeadMinor: 5000 },
      held: { people: 40, bought: 4, perHeadMinor: 1000 },
      reached: 60,
      share,
      verdict: 'more',
      sofar: 14,
      needed: null,
      costMinor: 0,
      extra: 24,
      perExtraMinor: 0,
    });
    const spread = (n: number, of: number) => (10_000 ** 2 * n - (10_000 * n) ** 2 / of) / (of - 1);
    expect(found.moneyMinor!.low).toBeCloseTo(
      meanDifference({ of: 60, mean: 5000, variance: spread(30, 60) }, { of: 40, mean: 1000, variance: spread(4, 40) })!
        .low,
      6,
    );

    // Three coupons of the campaign used within the days, and one after them.
    const before = clock.at;
    for (const [n, customerId] of people.slice(0, 4).entries()) {
      clock.at = new Date(before.getTime() - (n < 3 ? 8 : 1) * DAY);
      const { code } = await counter.claim(campaign.id, customerId);
      await run((tx) => redeemCoupon(tx, boss, { code, amountMinor: 9000 }));
    }
    clock.at = before;
    const dearer = await run((tx) => lift(tx, boss, broadcast));
    expect(dearer).toMatchObject({ costMinor: 6000, extra: 24, perExtraMinor: 250 });
    expect(dearer.told.perHeadMinor).toBe(Math.round((30 * 10_000 + 3 * 7000) / 60));
  });

  it('costs what was given of each campaign that it told people of, each of their own', async () => {
    const [latte, mocha] = [
      await counter.campaign({ terms: { kind: 'amount', amountMinor: 2000 } }),
      await counter.campaign({ terms: { kind: 'amount', amountMinor: 500 } }),
    ];
    const people: string[] = [];
    for (let n = 0; n < 5; n++) people.push(await counter.person(`V${n}`));
    const broadcast = await tellPeople(
      database,
      latte.id,
      clock.at,
      people.map((customerId, n) => ({ customerId, outcome: n < 4 ? 'sent' : 'holdout', variant: n % 2 })),
      [{ campaign: mocha.id }],
    );
    const use = async (campaignId: string, n: number) => {
      const { code } = await counter.claim(campaignId, people[n]!);
      await run((tx) => redeemCoupon(tx, boss, { code, amountMinor: 9000 }));
    };
    counter.later(DAY);
    await use(latte.id, 0);
    await use(mocha.id, 1);
    await use(mocha.id, 3);
    // Found by themselves: nobody told them of that one, and nobody told the last of anything.
    await use(mocha.id, 0);
    await use(latte.id, 4);
    counter.later(DAY);
    expect(await run((tx) => lift(tx, boss, broadcast))).toMatchObject({ costMinor: 3000 });
  });

  it('cannot be told where few were held out, and says how many more it takes', async () => {
    const { campaign } = await told(45, 12, 5, 1);
    const found = await run((tx) => lift(tx, boss, campaign.ref));
    expect(found).toMatchObject({ verdict: 'cannot-tell', extra: null, perExtraMinor: null, moneyMinor: null });
    expect(found.share!.low).toBeLessThan(0);
    expect(found.needed).toBeGreaterThan(1000);
  });

  it('is not claimed where nobody was held out, or nothing is seen', async () => {
    const all = await told(5, 2, 0, 0);
    expect(await run((tx) => lift(tx, boss, all.campaign.ref))).toMatchObject({ verdict: 'nobody-held', share: null });
    const same = await told(20, 5, 20, 5);
    expect(await run((tx) => lift(tx, boss, same.campaign.ref))).toMatchObject({
      verdict: 'cannot-tell',
      needed: null,
    });
  });

  it('counts all who were meant to be told, and neither who was capped nor what came before or after', async () => {
    const campaign = await counter.campaign({ terms: { kind: 'amount', amountMinor: 2000 } });
    const people: string[] = [];
    for (let n = 0; n < 8; n++) people.push(await counter.person(`Q${n}`));
    const began = clock.at;
    const outcomes = ['sent', 'sent', 'unreachable', 'waiting', 'holdout', 'holdout', 'capped', 'capped'] as const;
    await tellPeople(
      database,
      campaign.id,
      began,
      people.map((customerId, n) => ({ customerId, outcome: outcomes[n]! })),
    );
    const at = (days: number) => new Date(began.getTime() + days * DAY);
    clock.at = at(3);
    await buy(people[0]!, 500, at(-0.1));
    await buy(people[1]!, 700, at(2.9));
    await buy(people[2]!, 900, at(0));
    await buy(people[6]!, 900, at(1));
    const early = await run((tx) => lift(tx, boss, campaign.ref));
    expect(early).toMatchObject({
      told: { people: 4, bought: 2, perHeadMinor: 400 },
      reached: 2,
      held: { people: 2, bought: 0 },
      sofar: 3,
    });
    clock.at = at(30);
    await buy(people[4]!, 1000, at(13.9));
    await buy(people[5]!, 1000, at(14));
    const late = await run((tx) => lift(tx, boss, campaign.ref));
    expect(late).toMatchObject({ held: { people: 2, bought: 1, perHeadMinor: 500 }, sofar: 14 });
    const month = await run((tx) => lift(tx, boss, campaign.ref, 28));
    expect(month).toMatchObject({ held: { people: 2, bought: 2, perHeadMinor: 1000 }, sofar: 28 });
  });

  it('is that of the own store for staff who are bound to it', async () => {
    const { campaign, people, next } = await told(10, 0, 10, 0);
    const station = await counter.store('Station');
    const harbour = await counter.store('Harbour');
    await buy(people[0]!, 500, next, station.id);
    await buy(people[1]!, 500, next, harbour.id);
    await buy(people[11]!, 500, next, harbour.id);
    const som = await counter.staff('Som', 'manager', station.id);
    const found = await run((tx) => lift(tx, som, campaign.ref));
    expect([found.told.bought, found.held.bought, found.scope.store?.name]).toEqual([1, 0, 'Station']);
    expect((await run((tx) => lift(tx, boss, campaign.ref))).told.bought).toBe(2);
  });

  it('is for those who may read figures, of what there is', async () => {
    const noi = await counter.staff('Noi', 'clerk');
    const { campaign } = await told(2, 0, 2, 0);
    expect((await refusal(run((tx) => lift(tx, noi, campaign.ref)))).code).toBe('not-allowed');
    expect((await refusal(run((tx) => effects(tx, noi, 5)))).code).toBe('not-allowed');
    expect((await refusal(run((tx) => lift(tx, boss, 'NOSUCH')))).code).toBe('effect-unknown');
    expect((await run((tx) => effects(tx, boss, 50))).map(({ called }) => called)).toContain(campaign.ref);
  });
});

/** Everybody of a trigger that gives a coupon, half of them held out; every other one has had all that they may have. */
async function hadByHalf(of: number, name: string) {
  const { id: campaignId } = await counter.campaign({
    perCustomer: 1,
    purpose: 'given',
    terms: { kind: 'amount', amountMinor: 500 },
  });
  const rule = { when: { kind: 'anniversary' }, give: {}, once: 'occurrence', delayMinutes: 0, class: 'marketing' };
  // Ids of their own, so that chance decides the same each time.
  const [{ id }] = await database.query(
    `insert into trigger (id, name, state, rule, campaign_id, holdout_percent, since, created_at)
     values (md5($1)::uuid, $1, 'on', $2, $3, 50, $4, $4) returning id`,
    [name, rule, campaignId, clock.at],
  );
  const people: { id: string; regular: boolean }[] = await database.query(
    `with one as (
       insert into customer (id, name, language, joined_at, agreed_version, marketing, created_at)
       select md5($1 || n)::uuid, 'H' || n, 'en', $2, '2026-11', true, $2 from generate_series(1, $3::int) n returning id, name
     ), reached as (
       insert into identity (customer_id, channel, address, heard_at, created_at)
       select id, 'terminal', $1 || name, $2, $2 from one
     ), met as (
       insert into trigger_effect (trigger_id, customer_id, occurrence, at, from_at, run_at, found_at)
       select $4, id, 'anniversary:' || name, $2, $2, $2, $2 from one
     ), had as (
       insert into coupon (id, campaign_id, customer_id, seq, terms_version, code_hash, state, channel, claimed_at, valid_from, valid_until)
       select id, $5, id, 1, 1, hashtext($1 || name), 'redeemed', 'terminal', $2, $2, $2::timestamptz + interval '30 days'
       from one where substr(name, 2)::int % 2 = 0
     ) select id, substr(name, 2)::int % 2 = 0 as regular from one`,
    [name, clock.at, of, id, campaignId],
  );
  return { id, people };
}

describe('The effect of a trigger', () => {
  it('is nothing where it does nothing, also when many of those it meant had all they may have', async () => {
    const { id, people } = await hadByHalf(200, 'nothing');
    const waiting = await database.query('select id from trigger_effect where trigger_id = $1 order by id', [id]);
    await run(async (tx) => {
      for (const effect of waiting) await doEffect(tx, effect.id);
    });
    const reasons = await database.query(
      'select coalesce(reason, state) as why, count(*)::int as n from trigger_effect where trigger_id = $1 group by 1 order by 1',
      [id],
    );
    expect(reasons).toEqual([
      { why: 'done', n: expect.any(Number) },
      { why: 'had', n: expect.any(Number) },
      { why: 'holdout', n: expect.any(Number) },
    ]);
    // Who is regular buys, whatever they are told; and regulars are the ones who have had their coupons.
    const began = clock.at;
    clock.at = new Date(began.getTime() + 20 * DAY);
    await database.query(
      `insert into purchase (customer_id, source, order_no, amount_minor, paid_minor, currency, at)
       select id, 'pos', 'regular ' || id, 10000, 10000, 'TWD', $2 from unnest($1::uuid[]) as regular (id)`,
      [people.flatMap(({ id: customerId, regular }) => (regular ? [customerId] : [])), new Date(began.getTime() + DAY)],
    );
    const found = await run((tx) => lift(tx, boss, 'nothing'));
    expect(found.told.people + found.held.people).toBe(200);
    expect(found.verdict).toBe('cannot-tell');
    expect(found.share!.low).toBeLessThan(0);
    expect(found.share!.high).toBeGreaterThan(0);
    expect(found.moneyMinor!.low).toBeLessThan(0);
    expect(found.moneyMinor!.high).toBeGreaterThan(0);
  });

  it('is that of everybody’s first time, once the days are over', async () => {
    const [{ id }] = await database.query(
      `insert into trigger (name, state, rule, since, created_at) values ('second-visit', 'on', '{}', $1, $1) returning id`,
      [clock.at],
    );
    const began = clock.at;
    const at = (days: number) => new Date(began.getTime() + days * DAY);
    const effect = (customerId: string, when: Date, state: string, reason: string | null, occurrence: string) =>
      database.query(
        `insert into trigger_effect (trigger_id, customer_id, occurrence, at, from_at, state, reason, run_at, found_at, done_at)
         values ($1, $2, $3, $4, $4, $5, $6, $4, $4, case when $5 <> 'waiting' then $4::timestamptz end)`,
        [id, customerId, occurrence, when, state, reason],
      );
    const people: string[] = [];
    for (let n = 0; n < 9; n++) people.push(await counter.person(`T${n}`));
    await effect(people[0]!, at(0), 'done', null, 'a');
    await effect(people[0]!, at(10), 'done', null, 'b');
    await effect(people[1]!, at(1), 'done', null, 'c');
    await effect(people[2]!, at(0), 'skipped', 'holdout', 'd');
    await effect(people[3]!, at(1), 'skipped', 'capped', 'e');
    await effect(people[4]!, at(19), 'done', null, 'f');
    await effect(people[6]!, at(1), 'skipped', 'budget', 'h');
    await effect(people[7]!, at(1), 'skipped', 'opted-out', 'i');
    await effect(people[5]!, at(1), 'waiting', null, 'g');
    // When nobody was held out yet, so that nobody of those days can be compared; nor at a later time.
    await effect(people[8]!, at(-9), 'done', null, 'j');
    await effect(people[8]!, at(1), 'done', null, 'k');
    clock.at = at(25);
    // What was told of the first times of two, of which one rode along for nothing, and of a time after their days.
    await database.query(
      `insert into delivery (subject, class, customer_id, channel, address, messages, state, reason, run_at, finished_at, created_at)
       select 'trigger:' || id, 'marketing', customer_id, 'line', '', '[]', 'sent', case occurrence when 'c' then 'rode along' end, at, at, at
       from trigger_effect where trigger_id = $1 and occurrence in ('a', 'c', 'f', 'k')`,
      [id],
    );
    await buy(people[0]!, 300, at(20));
    await buy(people[1]!, 500, at(2));
    await buy(people[2]!, 700, at(3));
    const found = await run((tx) => lift(tx, boss, 'Second-Visit'));
    expect(found).toMatchObject({
      effect: { kind: 'trigger', called: 'second-visit' },
      told: { people: 3, bought: 1, perHeadMinor: 167 },
      reached: 2,
      held: { people: 1, bought: 1, perHeadMinor: 700 },
      sofar: 14,
      messages: 1,
    });
  });
});
