import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answerTriggers } from '../../jobs/answer-triggers.ts';
import type { App } from '../../src/app.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { partCustomers } from '../../src/links/part-customers.ts';
import { grantPoints } from '../../src/points/grant.ts';
import { changeTrigger } from '../../src/triggers/change-trigger.ts';
import { recordEvent } from '../../src/triggers/record-event.ts';
import { until } from '../outbox/house.ts';
import { DAY, type Ground, HOUR, openGround, operator } from './ground.ts';

let ground: Ground;
let beside: App & { end(): Promise<void> };
beforeAll(async () => {
  ground = await openGround();
  beside = await ground.other();
});
beforeEach(async () => {
  await ground.empty();
  ground.at('2027-03-01T04:00:00Z');
});
afterAll(async () => {
  await beside?.end();
  await ground?.end();
});

const states = async (id: string) => (await ground.effects(id)).map(({ state, reason }) => reason ?? state);
const link = (kept: string, joined: string) => ground.run((tx) => joinCustomers(tx, kept, joined));
const tag = (person: string) =>
  ground.pool.query(`insert into customer_tag (customer_id, tag, by, at) values ($1, 'vip', 'x', $2)`, [
    person,
    ground.clock.now(),
  ]);

test('what an account was given before it was linked, the person is not given again', async () => {
  const mali = await ground.person('Mali');
  ground.pass(1_000);
  const joined = await ground.person('Mali on Telegram');
  ground.pass(1_000);
  const owed = { give: { points: 5 }, class: 'notice' } as const;
  const spend = await ground.on('spend', { when: { kind: 'spend', amountMinor: 20_000 }, ...owed });
  const third = await ground.on('third', { when: { kind: 'purchases', count: 3, days: 30 }, ...owed });
  const tagged = await ground.on('tagged', { when: { kind: 'tag', tag: 'vip' }, give: { tag: 'seen' } });
  ground.pass(HOUR);
  await ground.buy(mali, { minor: 100 });
  for (let cup = 0; cup < 3; cup++) {
    ground.pass(HOUR);
    await ground.buy(joined);
  }
  await tag(joined);
  await ground.answer();
  const all = async () => [await states(spend.id), await states(third.id), await states(tagged.id)];
  expect(await all()).toEqual([['done'], ['done'], ['done']]);
  await link(mali, joined);
  ground.pass(HOUR);
  await ground.buy(mali, { minor: 100 });
  // The look of a new day reaches back to where the account was tagged.
  ground.pass(20 * HOUR);
  await ground.answer();
  expect(await all()).toEqual([['done'], ['done'], ['done']]);
});

test('points that come over with a linked account are earned once, however often it is linked and parted', async () => {
  const mali = await ground.person('Mali');
  ground.pass(1_000);
  const joined = await ground.person('Mali on Telegram');
  const { id } = await ground.on('rich', {
    when: { kind: 'points', balance: 100 },
    give: { points: 1 },
    class: 'notice',
  });
  ground.pass(HOUR);
  const what = { customerId: joined, points: 120, source: 'once' };
  await ground.run((tx) => grantPoints(tx, operator, what));
  await ground.answer();
  for (let time = 0; time < 3; time++) {
    ground.pass(HOUR);
    const { linkId } = await link(mali, joined);
    await ground.answer();
    ground.pass(HOUR);
    await ground.run((tx) => partCustomers(tx, operator, linkId));
    await ground.answer();
  }
  expect(await states(id)).toEqual(['done']);
});

test('an event that was told before accounts are linked is answered after, at once or later', async () => {
  const mali = await ground.person('Mali');
  ground.pass(1_000);
  const joined = await ground.person('Mali on Telegram');
  const when = { kind: 'event', name: 'door' } as const;
  const [now, later] = [
    await ground.on('now', { when, give: { points: 1 }, class: 'notice' }),
    await ground.on('later', { when, give: { points: 1 }, class: 'notice', delayMinutes: 60 }),
  ];
  const tell = (key: string) =>
    ground.run((tx) => recordEvent(tx, operator, { who: { customerId: joined }, name: 'door', source: 'lift', key }));
  ground.pass(1_000);
  await tell('looked at');
  await ground.answer();
  await tell('not looked at');
  await link(mali, joined);
  ground.pass(30_000);
  await ground.answer();
  expect(await states(now.id)).toEqual(['done', 'done']);
  ground.pass(3 * HOUR);
  await ground.answer();
  expect(await states(later.id)).toEqual(['done', 'done']);
});

test('two effects for one person at once give one coupon, also when their accounts were linked meanwhile', async () => {
  const [mali, joined] = [await ground.person('Mali'), await ground.person('Mali on Telegram')];
  const { id: campaign } = await ground.campaign();
  const rule = { when: { kind: 'purchase' }, give: {}, class: 'notice', delayMinutes: 60 } as const;
  const each = await ground.on('each', rule, { campaign });
  const once = await ground.on('once', { ...rule, give: { points: 3 }, once: 'ever' });
  ground.pass(1_000);
  for (const person of [mali, joined]) await ground.buy(person);
  await ground.answer();
  await link(mali, joined);
  ground.pass(2 * HOUR);
  await Promise.all([ground.answer(), ground.answer(beside), ground.answer(beside)]);
  expect((await states(each.id)).sort()).toEqual(['done', 'held']);
  expect((await states(once.id)).sort()).toEqual(['done', 'had']);
  expect(await ground.rows('select count(*)::int as n from coupon')).toEqual([{ n: 1 }]);
});

test('who has heard enough hears it when there is room again, and not at all when that would be too late', async () => {
  const [mali, ken] = [await ground.person('Mali'), await ground.person('Ken')];
  const offer = { give: { text: { en: 'Come again' } } };
  const first = await ground.on('first', { when: { kind: 'event', name: 'a' }, ...offer });
  const second = await ground.on('second', { when: { kind: 'event', name: 'b' }, ...offer });
  ground.pass(1_000);
  const happened = (name: string, person: string) =>
    ground.pool.query(`insert into event (customer_id, name, source, key, at) values ($1, $2, 's', $3, $4)`, [
      person,
      name,
      name + person,
      ground.clock.now(),
    ]);
  for (const name of ['a', 'b']) await happened(name, mali);
  await ground.answer();
  expect([await states(first.id), await states(second.id)]).toEqual([['done'], ['waiting']]);
  for (let wait = 0; wait < 5; wait++) {
    ground.pass(4 * HOUR);
    await ground.answer();
  }
  // Twenty hours later it is eight in the morning: it waits until nine.
  expect(await states(second.id)).toEqual(['waiting']);
  ground.pass(HOUR);
  await ground.answer();
  expect([await states(second.id), ground.clock.now()]).toEqual([['done'], new Date('2027-03-02T01:00:01Z')]);

  await ground.pool.query(`insert into setting (key, value) values ('marketing.per_week', '1')`);
  await happened('a', ken);
  await ground.answer();
  await happened('b', ken);
  for (let day = 0; day < 7; day++) {
    await ground.answer();
    await ground.pool.query(`update delivery set run_at = $1`, [ground.clock.now()]);
    ground.pass(DAY);
  }
  await ground.answer();
  expect(await states(second.id)).toEqual(['done', 'capped']);
});

test('an order that reaches us by night is thanked for in the morning, one of just now at once', async () => {
  const [mali, ken] = [await ground.person('Mali'), await ground.person('Ken')];
  const { id } = await ground.on('thanks', { when: { kind: 'purchase' }, give: { points: 1 }, class: 'notice' });
  ground.at('2027-03-01T19:00:00Z');
  await ground.buy(mali);
  await ground.buy(ken, { at: new Date('2027-03-01T08:00:00Z') });
  await ground.answer();
  const of = async () => new Map((await ground.effects(id)).map((one) => [one.customer_id, one.state]));
  expect(await of()).toEqual(
    new Map([
      [mali, 'done'],
      [ken, 'waiting'],
    ]),
  );
  ground.at('2027-03-02T01:00:00Z');
  await ground.answer();
  expect((await of()).get(ken)).toBe('done');
});

test('who comes after the end of a trigger is not missed by it', async () => {
  const mali = await ground.person();
  await ground.buy(mali);
  const endsAt = new Date('2027-04-30T15:00:00Z');
  const { id } = await ground.on(
    'miss',
    { when: { kind: 'away', times: 1.5 }, give: { text: { en: 'x' } } },
    { endsAt },
  );
  await ground.answer();
  // Sixty days are over at noon of the last day; that evening nobody is told any more.
  ground.at('2027-04-30T14:00:00Z');
  await ground.answer();
  expect(await states(id)).toEqual(['waiting']);
  ground.at('2027-04-30T17:00:00Z');
  await ground.buy(mali);
  ground.at('2027-05-01T02:00:00Z');
  await ground.answer();
  expect(await states(id)).toEqual(['taken-back']);
});

test('a look that takes too long stops no other, and what is due is done', async () => {
  const mali = await ground.person();
  const slow = await ground.on('a-slow', { when: { kind: 'event', name: 'x' }, give: { tag: 'x' } });
  const quick = await ground.on('b-quick', { when: { kind: 'purchase' }, give: { tag: 'x' } });
  ground.pass(1_000);
  await ground.buy(mali);
  const blocker = await ground.pool.connect();
  await blocker.query('begin; lock table event');
  const logged: unknown[] = [];
  const log = { ...ground.log, error: (facts: object) => void logged.push(facts) };
  const run = answerTriggers.run({ app: { ...ground, log }, due: ground.clock.now(), last: undefined });
  await until(async () => {
    const cut = await ground.rows(
      `select pg_cancel_backend(pid) from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query like 'declare pieces%'`,
    );
    return cut.length > 0;
  });
  await run;
  await blocker.query('rollback');
  blocker.release();
  expect(logged).toMatchObject([{ trigger: 'a-slow' }]);
  expect([await states(slow.id), await states(quick.id)]).toEqual([[], ['done']]);
});

test('nothing is left for a living trigger to do: that is refused, and its coupon may be another one that is open', async () => {
  const { id: campaign } = await ground.campaign();
  const { id } = await ground.on('gift', { when: { kind: 'purchase' }, give: {} }, { campaign });
  const change = (what: Parameters<typeof changeTrigger>[3]) =>
    ground.run((tx) => changeTrigger(tx, operator, id, what));
  await expect(change({ campaign: null })).rejects.toMatchObject({ code: 'trigger-needs', facts: [{ need: 'gift' }] });
  const closed = await ground.campaign();
  await ground.pool.query(`update campaign set state = 'stopped' where id = $1`, [closed.id]);
  await expect(change({ campaign: closed.id })).rejects.toMatchObject({ facts: [{ need: 'live' }] });
  await ground.pool.query(`update campaign set state = 'stopped'`);
  expect(await change({ budgetMinor: 0 })).toMatchObject({ budgetMinor: 0, campaignId: campaign, state: 'on' });
});
