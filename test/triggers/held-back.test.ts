import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Trigger } from '../../entities/trigger.ts';
import { expireCoupons } from '../../jobs/expire-coupons.ts';
import { greetBirthdays } from '../../jobs/greet-birthdays.ts';
import type { RuleInput } from '../../src/triggers/rule.ts';
import { settleCosts } from '../../src/triggers/settle-costs.ts';
import { pastOccurrences, tryTrigger } from '../../src/triggers/try-trigger.ts';
import { DAY, type Ground, HOUR, openGround, operator } from './ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
beforeEach(async () => {
  await ground.empty();
  ground.at('2027-03-01T04:00:00Z');
});
afterAll(() => ground?.end());

const marketing: RuleInput = { when: { kind: 'purchase' }, give: { text: { en: 'Come again' } } };
const notice: RuleInput = { ...marketing, class: 'notice' };
const reasons = async (id: string) => (await ground.effects(id)).map(({ state, reason }) => reason ?? state);

test('marketing waits out the night, needs consent and a way, and a notice does not', async () => {
  const people = [
    await ground.person('Mali'),
    await ground.person('Ken', { marketing: false }),
    await ground.person('Noi'),
  ];
  await ground.pool.query('update identity set reachable = false where customer_id = $1', [people[2]]);
  const { id } = await ground.on('offer', marketing);
  const owed = await ground.on('owed', notice);
  ground.at('2027-03-01T14:00:00Z');
  for (const person of people) await ground.buy(person);
  await ground.answer();
  expect((await reasons(id)).sort()).toEqual(['opted-out', 'unreachable', 'waiting']);
  expect(await reasons(owed.id)).toEqual(['done', 'done', 'done']);
  ground.at('2027-03-02T00:59:00Z');
  await ground.answer();
  expect((await reasons(id)).sort()).toEqual(['opted-out', 'unreachable', 'waiting']);
  ground.at('2027-03-02T01:00:00Z');
  await ground.answer();
  expect((await reasons(id)).sort()).toEqual(['done', 'opted-out', 'unreachable']);
});

test('who wants no personal offers gets none that their habits choose, and what is earned or owed all the same', async () => {
  const [mali, ken] = [await ground.person('Mali'), await ground.person('Ken')];
  await ground.pool.query('update customer set no_personal = true where id = $1', [mali]);
  const { id: used } = await ground.campaign();
  await ground.pool.query(`insert into setting values ('marketing.per_day', '1000'), ('marketing.per_week', '1000')`);
  const give = { text: { en: 'Come again' } };
  const category = 'coffee';
  const when = {
    after: { kind: 'coupon-used' },
    with: { kind: 'purchase', category },
    due: { kind: 'away', times: 1, own: true },
    second: { kind: 'purchases', count: 2, days: 30, category },
    any: { kind: 'purchase' },
  } as const;
  const made = new Map<string, Trigger>();
  for (const [name, of] of Object.entries(when)) made.set(name, await ground.on(name, { when: of, give }));
  made.set('owed', await ground.on('owed', { when: when.with, give, class: 'notice' }));
  const lines = [{ product: 'Latte', category, quantity: 1, amountMinor: 10_000 }];
  for (const person of [mali, ken]) await ground.redeem(await ground.claim(used, person));
  for (let n = 0; n < 3; n++) {
    ground.pass(8 * DAY);
    for (const person of [mali, ken]) await ground.buy(person, { lines });
    await ground.answer();
  }
  ground.pass(9 * DAY);
  await ground.answer();
  const of = async (name: string, person: string) => [
    ...new Set(
      (await ground.effects(made.get(name)!.id))
        .filter(({ customer_id }) => customer_id === person)
        .map(({ state, reason }) => reason ?? state),
    ),
  ];
  for (const name of ['after', 'with', 'due']) expect(await of(name, mali), name).toEqual(['not-personal']);
  for (const name of ['after', 'with', 'due', 'second', 'any', 'owed'])
    expect(await of(name, ken), name).toContain('done');
  for (const name of ['second', 'any', 'owed']) expect(await of(name, mali), name).toContain('done');
  const tried = await ground.run((tx) => tryTrigger(tx, operator, made.get('with')!, 60));
  expect(tried).toMatchObject({ given: 3, notGiven: [{ reason: 'not-personal', count: 3 }] });
});

test('of many people some are held out of marketing, always the same; what is too much waits; each with its reason', async () => {
  const people: string[] = [];
  for (let n = 0; n < 12; n++) people.push(await ground.person(`P${n}`));
  // With fewer people than this nobody is held out, for nothing could be learnt.
  await ground.pool.query(
    `insert into customer (language, joined_at, agreed_version, marketing, created_at)
     select 'en', now(), 'x', true, now() from generate_series(13, 200)`,
  );
  const { id } = await ground.on('offer', marketing, { holdoutPercent: 50 });
  const owed = await ground.on('owed', notice, { holdoutPercent: 50 });
  ground.pass(1_000);
  for (const person of people) await ground.buy(person);
  await ground.answer();
  const held = await ground.rows<{ id: string }>(
    'select id from customer where held_out(id, $1, 50) and id = any($2)',
    [id, people],
  );
  expect(held.length).toBeGreaterThan(0);
  expect(
    (await ground.effects(id))
      .filter(({ reason }) => reason === 'holdout')
      .map((one) => one.customer_id)
      .sort(),
  ).toEqual(held.map((one) => one.id).sort());
  expect((await reasons(owed.id)).every((state) => state === 'done')).toBe(true);
  for (const person of people) await ground.buy(person);
  ground.pass(1_000);
  await ground.answer();
  const count = (of: string) => async () => (await reasons(id)).filter((one) => one === of).length;
  expect([await count('holdout')(), await count('waiting')(), await count('done')()]).toEqual([
    2 * held.length,
    12 - held.length,
    12 - held.length,
  ]);
});

test('a budget is reserved at its worst case, never passed, and given back by coupons that end unused', async () => {
  const { id: campaign } = await ground.campaign({ terms: { validity: { days: 3 } } });
  const { id } = await ground.on('gift', notice, { campaign, budgetMinor: 2_500 });
  ground.pass(1_000);
  for (const name of ['Mali', 'Ken', 'Noi']) await ground.buy(await ground.person(name));
  await ground.answer();
  expect((await reasons(id)).sort()).toEqual(['budget', 'done', 'done']);
  const committed = async () =>
    (await ground.rows<{ n: number }>('select committed_minor::int as n from trigger'))[0]!.n;
  expect(await committed()).toBe(2_000);
  const [coupon] = await ground.rows<{ id: string }>('select id from coupon order by id limit 1');
  await ground.redeem(coupon!.id);
  ground.pass(5 * DAY);
  await expireCoupons.run({ app: ground, due: ground.clock.now(), last: undefined });
  expect([await ground.run(settleCosts), await ground.run(settleCosts), await committed()]).toEqual([2, 0, 1_000]);
});

test('who still holds a coupon of it gets no second one, what is switched off is not done, a segment leaves others out', async () => {
  const [mali, ken] = [await ground.person('Mali'), await ground.person('Ken')];
  const { id: campaign } = await ground.campaign();
  const [{ id: segmentId }] = (await ground.rows(
    `with g as (insert into segment (name, created_at) values ('friends', now()) returning id)
     insert into segment_member (segment_id, customer_id) select id, $1 from g returning segment_id as id`,
    [mali],
  )) as [{ id: string }];
  const { id } = await ground.on('gift', notice, { campaign, segmentId });
  const delayed = await ground.on('delayed', { ...notice, delayMinutes: 60 });
  ground.pass(1_000);
  for (const person of [mali, mali, ken]) await ground.buy(person);
  await ground.answer();
  expect((await reasons(id)).sort()).toEqual(['done', 'held']);
  expect(await ground.rows('select claimed from campaign')).toEqual([{ claimed: 1 }]);
  await ground.pool.query(`update trigger set state = 'off' where id = $1`, [delayed.id]);
  ground.pass(HOUR);
  await ground.answer();
  expect(await reasons(delayed.id)).toEqual(['off', 'off', 'off']);
});

test('a birthday is wished once, whether by the plain greeting or by the trigger that takes its place', async () => {
  const [mali, ken] = [await ground.person('Mali'), await ground.person('Ken', { zone: 'Asia/Tokyo' })];
  await ground.pool.query('update customer set birth_mmdd = 302 where id = any($1::uuid[])', [[mali, ken]]);
  const { id } = await ground.on('wish', { when: { kind: 'birthday' }, give: { text: { en: 'Happy birthday' } } });
  const jobs = async () => {
    await greetBirthdays.run({ app: ground, due: ground.clock.now(), last: undefined });
    await ground.answer();
  };
  const wished = async () => (await ground.rows('select 1 from delivery')).length;
  ground.at('2027-03-02T00:30:00Z');
  await jobs();
  expect([await reasons(id), await wished()]).toEqual([['done'], 1]);
  ground.at('2027-03-02T01:00:00Z');
  await jobs();
  expect([await reasons(id), await wished()]).toEqual([['done', 'done'], 2]);
  // Switched off again, the plain greeting knows whom the trigger has wished well.
  await ground.pool.query(`update trigger set state = 'off'`);
  ground.at('2027-03-02T05:00:00Z');
  await jobs();
  expect(await wished()).toBe(2);
});

test('a dry run over the past finds what the living trigger has answered, and writes nothing', async () => {
  const rules: Record<string, RuleInput['when'] & { once?: RuleInput['once'] }> = {
    third: { kind: 'purchases', count: 3, days: 10 },
    weekly: { kind: 'purchase', once: { days: 7 } },
    spend: { kind: 'spend', amountMinor: 25_000, every: true },
    second: { kind: 'visit', count: 2 },
    away: { kind: 'away', times: 1 },
    joined: { kind: 'joined', once: 'ever' },
    year: { kind: 'anniversary' },
    expiring: { kind: 'coupon-expiring', days: 3 },
    used: { kind: 'coupon-used' },
    rich: { kind: 'points', balance: 300 },
  };
  const old = await ground.person('Old');
  await ground.pool.query(`update customer set joined_at = '2026-03-15T04:00:00Z' where id = $1`, [old]);
  ground.pass(1);
  const living: Trigger[] = [];
  for (const [name, { once, ...when }] of Object.entries(rules)) {
    const rule = { when, give: { tag: 'x' }, ...(once && { once }) } as RuleInput;
    living.push(await ground.on(name, rule));
  }
  const began = ground.clock.now();
  ground.pass(HOUR);
  const people = [old, await ground.person('Mali'), await ground.person('Ken')];
  const drop = await ground.campaign({ purpose: 'drop', terms: { validity: { days: 8 } } });
  for (let day = 0; day < 30; day += 2) {
    ground.pass(2 * DAY);
    for (const [n, person] of people.entries()) {
      if (day % (2 * n + 2) === 0 && day < 20 - 4 * n) await ground.buy(person, { minor: 4_000 + 500 * n });
    }
    if (day === 2) for (const person of people) await ground.claim(drop.id, person);
    if (day === 4)
      await ground.redeem(
        (await ground.rows<{ id: string }>('select id from coupon where customer_id = $1', [people[0]]))[0]!.id,
      );
    await ground.answer();
  }
  const days = (ground.clock.now().getTime() - began.getTime()) / DAY;
  const count = async () =>
    (await ground.rows('select (select count(*) from trigger_effect) as e, (select count(*) from delivery) as d'))[0];
  const before = await count();
  for (const trigger of living) {
    const past: string[] = [];
    await ground.run(async (tx) => {
      for await (const piece of pastOccurrences(tx, trigger, days)) past.push(...piece.map((one) => one.occurrence));
    });
    const lived = (await ground.effects(trigger.id)).map(({ occurrence }) => occurrence);
    expect(lived.length, trigger.name).toBeGreaterThan(0);
    expect(past.sort(), trigger.name).toEqual(lived.sort());
  }
  const tried = await ground.run((tx) => tryTrigger(tx, operator, living[1]!, 30));
  expect(tried.samples[0]).toMatchObject({ customer: expect.stringMatching(/^[OMK]\*\*\*$/) });
  expect(await count()).toEqual(before);
}, 60_000);
