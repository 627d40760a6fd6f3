import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { tellStaffOfTriggers } from '../../jobs/tell-staff-of-triggers.ts';
import type { App } from '../../src/app.ts';
import { inTransaction } from '../../src/transaction.ts';
import { isTold, tellNotes } from '../../src/triggers/tell-staff.ts';
import { type Ground, HOUR, openGround } from './ground.ts';

let ground: Ground;
let beside: App & { end(): Promise<void> };
let stores: [string, string];
beforeAll(async () => {
  ground = await openGround();
  beside = await ground.other();
});
beforeEach(async () => {
  await ground.empty();
  await ground.pool.query('truncate store, staff cascade');
  ground.at('2027-03-01T04:10:00Z');
  stores = [await store('Station'), await store('Harbour')];
});
afterAll(async () => {
  await beside?.end();
  await ground?.end();
});

const store = async (name: string) =>
  (
    await ground.rows<{ id: string }>('insert into store (name, created_at) values ($1, now()) returning id', [name])
  )[0]!.id;
async function staff(name: string, role: string, { at, standing }: { at?: string; standing?: string } = {}) {
  const id = await ground.person(name);
  await ground.pool.query(
    'insert into staff (customer_id, role, store_id, at_store_id, created_at) values ($1, $2, $3, $4, now())',
    [id, role, at ?? null, standing ?? null],
  );
  return id;
}
const buy = async (person: string, storeId?: string) => {
  await ground.buy(person);
  if (storeId) await ground.pool.query('update purchase set store_id = $2 where customer_id = $1', [person, storeId]);
};
const job = (app: App) => tellStaffOfTriggers.run({ app, due: app.clock.now(), last: undefined });
/** What each has been told, by name. */
const heard = async () => {
  const rows = await ground.rows<{ name: string; text: string }>(
    `select c.name, d.messages -> 0 ->> 'text' as text from delivery d join customer c on c.id = d.customer_id
     where d.subject like 'trigger%' order by c.name, d.created_at`,
  );
  return rows.map(({ name, text }) => `${name}: ${text}`);
};
const rule = { when: { kind: 'purchase' }, give: { tellStaff: true } } as const;

test('who works where it happened hears of an hour in one message, others do not, and owners of what has no store', async () => {
  await staff('Noi', 'clerk', { at: stores[0] });
  await staff('Kai', 'clerk', { standing: stores[0] });
  await staff('Bo', 'manager', { at: stores[1] });
  await staff('Left', 'clerk', { at: stores[0] });
  await ground.pool.query(
    `update staff s set ended_at = now() from customer c where c.id = s.customer_id and c.name = 'Left'`,
  );
  await staff('Somchai', 'owner');
  await ground.on('each', rule);
  ground.pass(60_000);
  for (let n = 0; n < 12; n++) {
    const person = await ground.person(`P${n}`);
    await buy(person, stores[0]);
    await buy(person, stores[0]);
    ground.pass(60_000);
    await ground.answer();
  }
  await buy(await ground.person('Nowhere'));
  await ground.answer();
  await job(ground);
  expect(await heard()).toEqual([]);
  ground.at('2027-03-01T05:00:00Z');
  await Promise.all([job(ground), job(beside), job(beside)]);
  await job(ground);
  const many = '“each”: 12 people have met the condition since 1 March 12:12: P***, P***, P*** and 9 more.';
  expect(await heard()).toEqual([
    `Bo: “each”: N*** met the condition on 1 March 12:23.`,
    `Kai: ${many}`,
    `Noi: ${many}`,
    `Somchai: “each”: N*** met the condition on 1 March 12:23.`,
  ]);
  expect(await ground.rows('select 1 from trigger_note')).toEqual([]);
});

test('a store where nobody works is told of to owners, and nobody hears of themselves', async () => {
  const owner = await staff('Somchai', 'owner');
  await staff('Bo', 'manager', { at: stores[1] });
  await ground.on('each', rule);
  ground.pass(60_000);
  await buy(owner, stores[0]);
  await ground.answer();
  ground.pass(HOUR);
  await job(ground);
  expect(await heard()).toEqual([]);
  await buy(await ground.person('Mali'), stores[0]);
  await ground.answer();
  ground.pass(HOUR);
  await job(ground);
  expect(await heard()).toEqual([`Somchai: “each”: M*** met the condition on 1 March 13:11.`]);
});

test('what happens by night is told in the morning of the shop, all of it at once', async () => {
  await staff('Noi', 'clerk', { at: stores[0] });
  await ground.on('each', rule);
  ground.at('2027-03-01T12:30:00Z');
  for (const hour of [0, 1, 5]) {
    ground.pass(hour * HOUR);
    await buy(await ground.person('Mali'), stores[0]);
    await ground.answer();
    await job(ground);
  }
  ground.at('2027-03-02T00:59:00Z');
  await job(ground);
  expect(await heard()).toEqual([]);
  ground.at('2027-03-02T01:00:00Z');
  await job(ground);
  expect(await heard()).toEqual([
    'Noi: “each”: 3 people have met the condition since 1 March 20:30: M***, M***, M***.',
  ]);
});

test('hours end where the shop is, through the change of clocks, and a clock that was set back holds nothing up', () => {
  const told = (first: string, now: string, zone = 'Europe/Berlin') => isTold(new Date(first), new Date(now), zone);
  // On 28 March 2027 nine in the morning comes an hour earlier, on 31 October an hour later.
  expect([
    told('2027-03-27T21:30:00Z', '2027-03-28T06:59:59Z'),
    told('2027-03-27T21:30:00Z', '2027-03-28T07:00:00Z'),
  ]).toEqual([false, true]);
  expect([
    told('2027-10-30T20:30:00Z', '2027-10-31T07:59:59Z'),
    told('2027-10-30T20:30:00Z', '2027-10-31T08:00:00Z'),
  ]).toEqual([false, true]);
  expect([
    told('2027-06-01T10:05:00Z', '2027-06-01T10:59:59Z'),
    told('2027-06-01T10:05:00Z', '2027-06-01T11:00:00Z'),
  ]).toEqual([false, true]);
  expect(told('2027-06-01T18:05:00Z', '2027-06-01T19:00:00Z')).toBe(false);
  expect(told('2031-06-01T10:05:00Z', '2027-06-01T10:06:00Z')).toBe(true);
});

test('a bad rating reaches the staff of its store at once, also by night and when the guest wants no offers; old ones are gathered', async () => {
  await staff('Noi', 'clerk', { at: stores[0] });
  await staff('Bo', 'manager', { at: stores[1] });
  await staff('Somchai', 'owner');
  await ground.on(
    'bad',
    { when: { kind: 'rating', most: 2 }, give: { text: { en: 'Sorry' }, tellStaff: true } },
    { since: new Date('2027-02-20T00:00:00Z') },
  );
  const [mali, ken] = [await ground.person('Mali', { marketing: false }), await ground.person('Ken')];
  const rate = (person: string, at: string) =>
    ground.pool.query('insert into feedback (customer_id, store_id, rating, at) values ($1, $2, 1, $3)', [
      person,
      stores[0],
      at,
    ]);
  ground.at('2027-03-01T16:00:00Z');
  await rate(mali, '2027-03-01T15:59:30Z');
  await rate(ken, '2027-03-01T15:59:40Z');
  await rate(await ground.person('Old'), '2027-02-25T04:00:00Z');
  await Promise.all([ground.answer(), ground.answer(beside)]);
  await ground.answer();
  const bad = (who: string) => `Noi: “bad”: ${who} has just met the condition.`;
  expect((await heard()).sort()).toEqual([bad('K***'), bad('M***')]);
  ground.at('2027-03-02T01:00:00Z');
  await ground.answer();
  ground.at('2027-03-02T02:00:00Z');
  await job(ground);
  expect((await heard()).filter((line) => line.startsWith('Noi')).sort()).toEqual(
    [bad('K***'), bad('M***'), 'Noi: “bad”: O*** met the condition on 2 March 09:00.'].sort(),
  );
});

test('a crash before the end of the telling leaves the notes to the next, and an error tells nobody twice', async () => {
  await staff('Noi', 'clerk', { at: stores[0] });
  await staff('Ann', 'clerk', { at: stores[0] });
  const trigger = await ground.on('each', rule);
  ground.pass(60_000);
  await buy(await ground.person('Mali'), stores[0]);
  await ground.answer();
  ground.pass(HOUR);
  const cut = inTransaction(beside, async (tx) => {
    await tellNotes(tx, trigger);
    throw new Error('killed');
  });
  await expect(cut).rejects.toThrow('killed');
  expect([(await ground.rows('select 1 from trigger_note')).length, await heard()]).toEqual([1, []]);
  await Promise.all([job(ground), job(beside)]);
  await job(ground);
  expect((await heard()).length).toBe(2);
});
