import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pauseBroadcast, resumeBroadcast } from '../../src/broadcasts/stop-broadcast.ts';
import { inTransaction } from '../../src/transaction.ts';
import { until } from './house.ts';
import { type LineShop, openLineShop } from './line-shop.ts';

const operator = { kind: 'operator' } as const;
const HOUR = 3_600_000;

let shop: LineShop;
beforeAll(async () => {
  shop = await openLineShop();
});
beforeEach(() => shop.fresh());
afterAll(() => shop.end());

const over = (id: string) =>
  until(async () => {
    shop.house.pass(2_000);
    return (await shop.house.rows(`select 1 from broadcast where id = $1 and state = 'done'`, [id])).length === 1;
  });

/** As much later for us as for the database and for LINE, which forgets keys after a day. */
async function pass(hours: number): Promise<void> {
  shop.house.pass(hours * HOUR);
  for (const table of ['delivery', 'broadcast_chunk'])
    await shop.house.pool.query(`update ${table} set first_tried_at = first_tried_at - $1 * interval '1 hour'`, [
      hours,
    ]);
  if (hours >= 24) shop.line.forgetKeys();
}

for (const mishap of ['reset-after-accept', 'fail-after-accept'] as const) {
  test(`a receipt that LINE took before its answer was lost (${mishap}) does not ride along as well`, async () => {
    const mali = await shop.friend('mali');
    await shop.tell(mali, 'Thank you');
    shop.line.fault({ on: 'push', status: mishap });
    shop.send();
    await shop.rested('delivery', 1);
    expect(await shop.ride(mali)).toEqual([]);
    await until(async () => {
      shop.house.pass(2_000);
      return (await shop.states())[0] === 'sent';
    });
    expect(mali.phone.seen()).toHaveLength(1);
    expect(shop.line.violations).toEqual([]);
  });
}

test('a receipt that certainly never left rides along with the next answer', async () => {
  const mali = await shop.friend('mali');
  await shop.tell(mali, 'Thank you');
  await shop.line.close();
  shop.send();
  await until(
    async () => (await shop.house.rows('select 1 from delivery where attempts = 1 and lease_token is null')).length > 0,
  );
  expect(await shop.ride(mali)).toMatchObject([{ text: 'Thank you' }]);
});

test('many whom LINE may have told are asked for again within a day, and each has one copy', async () => {
  const [mali, ken, noi] = [await shop.friend('mali'), await shop.friend('ken'), await shop.friend('noi')];
  const id = await shop.begin();
  shop.line.fault({ on: 'multicast', status: 'reset-after-accept' });
  shop.send();
  await shop.rested('broadcast_chunk', 1);
  await inTransaction(shop.house, (tx) => pauseBroadcast(tx, operator, id));
  // Who says no meanwhile may have been told: LINE has to be asked for the very same.
  await shop.house.pool.query('update customer set marketing = false where id = $1', [ken.customer]);
  await pass(22);
  await inTransaction(shop.house, (tx) => resumeBroadcast(tx, operator, id));
  await over(id);
  expect([mali, ken, noi].map(({ phone }) => phone.seen().length)).toEqual([1, 1, 1]);
  expect(shop.line.violations).toEqual([]);
  expect(await shop.figures(id)).toMatchObject({ planned: 3, sent: 3, optedOut: 0, unknown: 0, waiting: 0 });
});

test('many whom LINE may have told more than a day ago are told nothing again, and counted as unknown', async () => {
  const [mali, ken] = [await shop.friend('mali'), await shop.friend('ken')];
  const id = await shop.begin();
  shop.line.fault({ on: 'multicast', status: 'reset-after-accept' });
  shop.send();
  await shop.rested('broadcast_chunk', 1);
  await inTransaction(shop.house, (tx) => pauseBroadcast(tx, operator, id));
  await pass(25);
  await inTransaction(shop.house, (tx) => resumeBroadcast(tx, operator, id));
  await over(id);
  expect([mali, ken].map(({ phone }) => phone.seen().length)).toEqual([1, 1]);
  expect(await shop.figures(id)).toMatchObject({ planned: 2, sent: 0, unknown: 2, waiting: 0 });
});

test('what is nearly a day old is not asked for again: LINE may have forgotten it before the call arrives', async () => {
  const mali = await shop.friend('mali');
  await shop.tell(mali, 'Thank you');
  shop.line.fault({ on: 'push', status: 'reset-after-accept' });
  shop.send();
  await shop.rested('delivery', 1);
  await pass(23.9);
  shop.line.forgetKeys();
  await until(async () => (await shop.states())[0] === 'unknown');
  expect(mali.phone.seen()).toHaveLength(1);
});
