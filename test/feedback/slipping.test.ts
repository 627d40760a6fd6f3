import { afterAll, beforeAll, expect, test } from 'vitest';
import { askThoseSlipping } from '../../jobs/ask-those-slipping.ts';
import { runDueJobs } from '../../jobs/run-due-jobs.ts';
import { askWhy } from '../../src/feedback/ask-why.ts';
import { changeFeedbackSettings } from '../../src/feedback/settings.ts';
import { inTransaction } from '../../src/transaction.ts';
import { type House, openHouse } from '../outbox/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.end());

const DAY = 86_400_000;
const now = () => house.clock.now().getTime();
const asked = (id: string) =>
  house.rows<{ asked_at: Date }>('select asked_at from survey where customer_id = $1', [id]);

/** Somebody who was last here so many days ago. */
async function person(name: string, days: number, more: { marketing?: boolean; interval?: number } = {}) {
  const [{ id }] = (await house.rows<{ id: string }>(
    `insert into customer (name, language, joined_at, agreed_version, marketing, created_at) values ($1, 'en', $2, 'x', $3, $2) returning id`,
    [name, new Date(now() - 400 * DAY), more.marketing ?? true],
  )) as [{ id: string }];
  await house.pool.query(
    `insert into identity (customer_id, channel, address, heard_at, created_at) values ($1, 'tape', $2, $3, $3)`,
    [id, name, house.clock.now()],
  );
  await house.pool.query(
    'insert into customer_stats (customer_id, last_at, interval_days, purchases, updated_at) values ($1, $2, $3, 3, $4)',
    [id, new Date(now() - days * DAY), more.interval ?? null, house.clock.now()],
  );
  return id;
}

test('Nobody is asked until the shop wants it; then who slips away and hears from it, once in ninety days', async () => {
  house.at('2027-03-01T02:00:00Z');
  const mali = await person('mali', 70);
  const others = [
    await person('here', 10),
    await person('lost', 200),
    await person('quiet', 70, { marketing: false }),
    await person('rare', 70, { interval: 60 }),
  ];
  const run = () => runDueJobs(house, [askThoseSlipping]);
  await run();
  expect(await asked(mali)).toHaveLength(0);
  await inTransaction(house, (tx) => changeFeedbackSettings(tx, { kind: 'operator' }, { survey: true }));
  house.at('2027-03-02T01:45:00Z');
  await run();
  expect(await asked(mali)).toHaveLength(0);
  house.at('2027-03-02T02:00:00Z');
  const second = await house.other();
  await Promise.all([run(), runDueJobs(second, [askThoseSlipping])]);
  await second.end();
  expect(await asked(mali)).toHaveLength(1);
  for (const id of others) expect(await asked(id)).toHaveLength(0);
  expect(await house.rows(`select class, subject like 'survey:%' as survey from delivery`)).toEqual([
    { class: 'marketing', survey: true },
  ]);

  const stays = () =>
    house.pool.query('update customer_stats set last_at = $2 where customer_id = $1', [
      mali,
      new Date(now() - 70 * DAY),
    ]);
  for (const [day, times] of [
    ['2027-03-03', 1],
    ['2027-05-31', 1],
    ['2027-06-01', 2],
  ] as const) {
    house.at(`${day}T02:00:00Z`);
    await stays();
    await run();
    expect(await asked(mali), day).toHaveLength(times);
  }
});

test('Who has had their marketing for the day is asked on another', async () => {
  house.at('2027-09-01T02:00:00Z');
  const ken = await person('ken', 70);
  await house.pool.query(
    `insert into delivery (subject, class, customer_id, channel, address, messages, state, run_at, created_at, finished_at)
     values ('test', 'marketing', $1, 'tape', 'ken', '[]', 'sent', $2, $2, $2)`,
    [ken, new Date(now() - 3_600_000)],
  );
  const ask = () => inTransaction(house, (tx) => askWhy(tx, ken));
  expect(await ask()).toBe(false);
  house.pass(2 * DAY);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(expect.arrayContaining([true, false, false]));
  expect(await asked(ken)).toHaveLength(1);
});
