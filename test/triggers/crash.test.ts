import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { App } from '../../src/app.ts';
import { inTransaction } from '../../src/transaction.ts';
import { doDueEffects } from '../../src/triggers/do-due-effects.ts';
import { doEffect } from '../../src/triggers/do-effect.ts';
import { findOccurrences } from '../../src/triggers/find-occurrences.ts';
import { until } from '../outbox/house.ts';
import { type Ground, HOUR, openGround } from './ground.ts';

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

const rule = { when: { kind: 'purchase' }, give: { points: 5, tag: 'seen' }, class: 'notice' } as const;
const given = async () => {
  const [row] = await ground.rows<Record<string, number>>(
    `select (select count(*)::int from coupon) as coupons, (select count(*)::int from delivery where subject like 'trigger:%') as told,
       (select count(*)::int from points_entry where reason = 'grant') as granted, (select count(*)::int from customer_tag) as tags,
       (select coalesce(sum(claimed), 0)::int from campaign) as claimed, (select coalesce(sum(committed_minor), 0)::int from trigger) as reserved`,
  );
  return row;
};
const NOTHING = { coupons: 0, told: 0, granted: 0, tags: 0, claimed: 0, reserved: 0 };
const ALL = { coupons: 1, told: 1, granted: 1, tags: 1, claimed: 1, reserved: 1_000 };

async function bought() {
  const mali = await ground.person();
  const { id: campaign } = await ground.campaign();
  const trigger = await ground.on('each', rule, { campaign, budgetMinor: 5_000 });
  ground.pass(1_000);
  await ground.buy(mali);
  return trigger.id;
}

test('what was found before a crash is done after it, once, by whoever comes', async () => {
  const id = await bought();
  expect(await ground.run((tx) => findOccurrences(tx, id))).toBe(1);
  expect(await given()).toEqual(NOTHING);
  const done = await Promise.all([doDueEffects(ground), doDueEffects(beside), doDueEffects(beside)]);
  expect(done.reduce((sum, one) => sum + one)).toBe(1);
  expect(await given()).toEqual(ALL);
  await ground.answer();
  await ground.answer(beside);
  expect(await given()).toEqual(ALL);
});

test('an effect that fails at its last step leaves nothing behind, is tried again later, and stops no other', async () => {
  const id = await bought();
  await ground.pool.query(`create function plant() returns trigger language plpgsql as $$
    begin raise exception 'planted'; end $$;
    create trigger planted before insert on delivery for each row when (new.subject like 'trigger:%') execute function plant()`);
  await expect(ground.answer()).rejects.toThrow('planted');
  expect(await given()).toEqual(NOTHING);
  expect(await ground.effects(id)).toMatchObject([{ state: 'waiting' }]);
  await ground.pool.query('drop trigger planted on delivery; drop function plant');
  await ground.answer();
  expect(await given()).toEqual(NOTHING);
  ground.pass(HOUR);
  await ground.answer();
  expect(await given()).toEqual(ALL);
});

test('a process killed in the middle of an effect repeats nothing', async () => {
  const id = await bought();
  await ground.run((tx) => findOccurrences(tx, id));
  const [{ id: effect }] = (await ground.rows('select id from trigger_effect')) as [{ id: string }];
  const blocker = await ground.pool.connect();
  await blocker.query('begin');
  await blocker.query('select 1 from campaign for update');
  const killed = inTransaction(beside, (tx) => doEffect(tx, effect)).catch((error: Error) => error);
  let pid: number | undefined;
  await until(async () => {
    const [row] = await ground.rows<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%claim_coupons%'`,
    );
    pid = row?.pid;
    return pid !== undefined;
  });
  await ground.pool.query('select pg_terminate_backend($1)', [pid]);
  expect(await killed).toBeInstanceOf(Error);
  await blocker.query('rollback');
  blocker.release();
  expect(await given()).toEqual(NOTHING);
  await ground.answer();
  expect(await given()).toEqual(ALL);
});

test('a purchase that is committed only after a look is found by the next', async () => {
  const mali = await ground.person();
  // The ids of this clock are behind those of the database, so that only the reach of a look can find them.
  ground.at('2019-03-01T04:00:00Z');
  const { id } = await ground.on('each', rule);
  ground.pass(1_000);
  await ground.answer();
  const slow = await ground.pool.connect();
  await slow.query('begin');
  await slow.query(
    `insert into purchase (id, customer_id, source, order_no, amount_minor, paid_minor, currency, at)
     values (uuid7_from($1), $2, 'pos', 'slow', 100, 100, 'TWD', $1)`,
    [ground.clock.now(), mali],
  );
  ground.pass(60_000);
  await ground.answer();
  await slow.query('commit');
  slow.release();
  expect(await ground.effects(id)).toEqual([]);
  ground.pass(60_000);
  await ground.answer();
  expect(await ground.effects(id)).toMatchObject([{ state: 'done' }]);
});
