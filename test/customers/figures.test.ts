import { afterAll, expect, it } from 'vitest';
import { CustomerStats } from '../../entities/customer-stats.ts';
import { correctStats } from '../../jobs/correct-stats.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { openCounter } from '../coupons/counter.ts';

const counter = await openCounter(4);
const { run, database, operator, clock } = counter;
afterAll(() => counter.close());

const DAY = 86_400_000;
let orders = 0;
const visit = (customerId: string, storeId: string | undefined, ago: number) =>
  run((tx) =>
    recordPurchase(tx, operator, {
      who: { customerId },
      source: 'pos',
      orderNo: `${++orders}`,
      amountMinor: 100,
      at: new Date(clock.at.getTime() - ago * DAY),
      ...(storeId && { storeId }),
    }),
  );
const habit = async (customerId: string) =>
  (await database.manager.findOneByOrFail(CustomerStats, { customerId })).storeId;

it('The store of habit is where somebody was most often of late, of two the one where they were last', async () => {
  const [station, harbour, old] = [
    await counter.store('Station'),
    await counter.store('Harbour'),
    await counter.store('Old'),
  ];
  const mali = await counter.person('Mali');
  await visit(mali, undefined, 1);
  expect(await habit(mali)).toBe(null);
  await visit(mali, station.id, 30);
  await visit(mali, station.id, 29);
  await visit(mali, harbour.id, 2);
  expect(await habit(mali)).toBe(station.id);
  await visit(mali, harbour.id, 20);
  expect(await habit(mali)).toBe(harbour.id);
  await visit(mali, station.id, 1);
  expect(await habit(mali)).toBe(station.id);
  for (const ago of [366, 367, 368, 369, 370]) await visit(mali, old.id, ago);
  expect(await habit(mali)).toBe(station.id);
  // Of two with as many visits, the last of them at one instant, it is always the same one.
  const ken = await counter.person('Ken');
  for (const store of [harbour, station]) await visit(ken, store.id, 5);
  expect(await habit(ken)).toBe([station.id, harbour.id].sort()[0]);
});

it('The nightly job corrects everybody whose figures time has changed, batch after batch, and touches nobody else', async () => {
  const people: { id: string }[] = await database.query(
    `insert into customer (name, language, joined_at, agreed_version, created_at)
     select 'P' || n, 'en', $1, 'x', $1 from generate_series(1, 1201) n returning id`,
    [clock.at],
  );
  await database.query(
    `insert into purchase (customer_id, source, order_no, amount_minor, paid_minor, currency, at)
     select id, 'old', id::text, 700, 700, 'TWD', $2::timestamptz - interval '8700 hours' from unnest($1::uuid[]) id`,
    [people.map(({ id }) => id), clock.at],
  );
  await database.query('select refresh_stats($1::uuid[], $2)', [people.map(({ id }) => id), clock.at]);
  const fresh = await counter.person('Fresh');
  await visit(fresh, undefined, 0);
  const before = clock.at;
  const job = () => correctStats.run({ app: counter as never, due: clock.at, last: undefined });
  await job();
  const spent = async () => {
    const [row] = await database.query(
      `select count(*) filter (where spent_365_minor = 700)::int as counted, count(*) filter (where updated_at = $2)::int as touched
       from customer_stats where customer_id = any($1::uuid[])`,
      [[...people.map(({ id }) => id), fresh], before],
    );
    return row;
  };
  expect(await spent()).toEqual({ counted: 1201, touched: 1202 });
  counter.later(60 * 3_600_000);
  await job();
  expect(await spent()).toEqual({ counted: 0, touched: 1 });
  const all = await database.query(
    'select spent_minor::int as spent from customer_stats where purchases_365 = 0 and purchases > 0',
  );
  expect(all).toHaveLength(1201);
  expect(all[0].spent).toBe(700);
});
