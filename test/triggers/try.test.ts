import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findTrigger } from '../../src/triggers/find-trigger.ts';
import type { RuleInput } from '../../src/triggers/rule.ts';
import { tryTrigger } from '../../src/triggers/try-trigger.ts';
import { type Ground, HOUR, openGround, operator } from './ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
beforeEach(async () => {
  await ground.empty();
  ground.at('2027-03-01T04:00:00Z');
});
afterAll(() => ground?.end());

const offer: RuleInput = { when: { kind: 'purchase' }, give: { text: { en: 'Come again' } } };
const tried = (name: string, days = 30) =>
  ground.run(async (tx) => tryTrigger(tx, operator, await findTrigger(tx, name), days));
const setting = (key: string, value: number) =>
  ground.pool.query('insert into setting (key, value) values ($1, $2)', [key, String(value)]);

test('a look back gives what stock, days and budgets have left, to who came first', async () => {
  const { id: campaign } = await ground.campaign({ stock: 4 });
  const { id } = await ground.on('gift', { ...offer, class: 'notice' }, { campaign });
  // Not the order of their ids.
  const people: string[] = [];
  for (const name of ['Dan', 'Cat', 'Ben', 'Ann', 'Eve']) people.unshift(await ground.person(name));
  ground.pass(HOUR);
  for (const person of people) {
    await ground.buy(person);
    ground.pass(12 * HOUR);
  }
  const names = async () => (await tried('gift')).samples.map(({ customer }) => customer[0]).join('');
  expect(await tried('gift')).toMatchObject({ given: 4, worstMinor: 4_000, notGiven: [{ reason: 'gone', count: 1 }] });
  expect(await names()).toBe('CBAE');
  // Some went to others: what is left now is what could be given.
  await ground.claim(campaign, people[4]!);
  expect(await tried('gift')).toMatchObject({ given: 3, notGiven: [{ reason: 'gone', count: 2 }] });
  await ground.pool.query('update campaign set stock = null, per_day = 1, day = $1', ['2027-03-01']);
  // Noon, and midnight and noon of the days after: the second of a day finds none.
  expect(await tried('gift')).toMatchObject({ given: 3, notGiven: [{ reason: 'gone', count: 2 }] });
  await ground.pool.query('update campaign set per_day = null, budget_minor = committed_minor + 2500');
  expect(await tried('gift')).toMatchObject({ given: 2, worstMinor: 2_000, notGiven: [{ reason: 'gone', count: 3 }] });
  await ground.pool.query('update trigger set budget_minor = 1999 where id = $1', [id]);
  expect(await tried('gift')).toMatchObject({
    given: 1,
    worstMinor: 1_000,
    notGiven: [{ reason: 'budget', count: 4 }],
  });
});

test('a look back keeps the caps as the living trigger does: beside what people heard then, at the hours when they are told', async () => {
  await setting('marketing.per_week', 2);
  const [mali, ken] = [await ground.person('Mali'), await ground.person('Ken')];
  const { id } = await ground.on('offer', offer);
  const began = ground.clock.now();
  ground.pass(HOUR);
  // Ken had heard something else that day, twice.
  for (const subject of ['x', 'y'])
    await ground.pool.query(
      `insert into delivery (subject, class, customer_id, channel, address, messages, state, run_at, finished_at, created_at)
       values ($2, 'marketing', $1, 'tape', 'k', '[]', 'sent', $3, $3, $3)`,
      [ken, subject, new Date(began.getTime() + HOUR)],
    );
  for (let order = 0; order < 4; order++) {
    ground.pass(HOUR);
    for (const person of [mali, ken]) await ground.buy(person);
  }
  for (let ask = 0; ask < 48; ask++) {
    await ground.answer();
    await ground.pool.query(`update delivery set state = 'sent', finished_at = run_at where state = 'waiting'`);
    ground.pass(4 * HOUR);
  }
  const states = (await ground.effects(id)).map(({ state, reason }) => reason ?? state);
  const lived = {
    given: states.filter((one) => one === 'done').length,
    capped: states.filter((one) => one === 'capped').length,
  };
  const past = await tried('offer');
  expect({ given: past.given, capped: past.notGiven.find(({ reason }) => reason === 'capped')?.count }).toEqual(lived);
  expect([lived.given + lived.capped, lived.given > 2, lived.capped > 2]).toEqual([8, true, true]);
});
