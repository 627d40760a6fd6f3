import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { finishBroadcasts } from '../../src/broadcasts/finish-broadcasts.ts';
import { pauseBroadcast, resumeBroadcast, stopBroadcast } from '../../src/broadcasts/stop-broadcast.ts';
import { inTransaction } from '../../src/transaction.ts';
import { until } from '../outbox/house.ts';
import { type Friend, type LineShop, openLineShop } from '../outbox/line-shop.ts';

const operator = { kind: 'operator' } as const;
const own = { plan: { texts: { en: 'Hello {name}' }, variants: [], rest: 'own' } };

let shop: LineShop;
beforeAll(async () => {
  shop = await openLineShop();
});
beforeEach(() => shop.fresh());
afterAll(() => shop.end());

const friends = (count: number) => Promise.all(Array.from({ length: count }, (_, n) => shop.friend(`friend ${n}`)));
const copies = (people: Friend[]) => people.map(({ phone }) => phone.seen().length);
const calls = () => shop.line.calls.get('POST /v2/bot/message/push') ?? 0;
const act = (what: typeof pauseBroadcast | typeof resumeBroadcast | typeof stopBroadcast, id: string) =>
  inTransaction(shop.house, (tx) => what(tx, operator, id));
const over = (id: string) =>
  until(async () => {
    shop.house.pass(2_000);
    return (
      (await shop.house.rows('select 1 from broadcast where id = $1 and finished_at is not null', [id])).length > 0
    );
  });

/** As much later for us as for the database and for LINE, which forgets keys after a day. */
async function pass(hours: number): Promise<void> {
  shop.house.pass(hours * 3_600_000);
  await shop.house.pool.query(`update broadcast_chunk set first_tried_at = first_tried_at - $1 * interval '1 hour'`, [
    hours,
  ]);
  if (hours >= 24) shop.line.forgetKeys();
}

/** As if a sender had told so many of the chunk's people, and then left. */
const begun = (sent: number, hoursAgo: number) =>
  shop.house.pool.query(
    `update broadcast_chunk set position = $1, settled = $1, sent = $1, tried = $1, first_tried_at = clock_timestamp() - $2 * interval '1 hour'`,
    [sent, hoursAgo],
  );

test('who was never tried before a stop is not sent, and only who was on the way is unknown', async () => {
  await friends(20);
  const id = await shop.begin(operator, own);
  await begun(12, 0);
  await shop.house.pool.query('update broadcast_chunk set settled = 10, sent = 10');
  await act(stopBroadcast, id);
  await finishBroadcasts(shop.house);
  expect(await shop.figures(id)).toMatchObject({ planned: 20, sent: 10, unknown: 2, stopped: 8, waiting: 0 });
});

for (const [what, hours, hinder] of [
  ['the account had to wait', 25, async () => shop.line.fault({ on: 'push', status: 429 })],
  ['the evening came', 37, async () => shop.house.at('2027-03-01T13:00:00Z')],
  [
    'they said no meanwhile',
    25,
    async () => void (await shop.house.pool.query('update customer set marketing = false')),
  ],
] as const) {
  test(`whom LINE may have told before ${what} is told nothing again a day later, and counted as unknown`, async () => {
    const people = await friends(1);
    const id = await shop.begin(operator, own);
    shop.line.fault({ on: 'push', status: 'reset-after-accept' });
    shop.send();
    await until(
      async () => (await shop.house.rows('select 1 from broadcast_chunk where part_of is not null')).length === 1,
    );
    await hinder();
    shop.house.pass(20_000);
    await new Promise((done) => setTimeout(done, 900));
    await pass(hours);
    await over(id);
    expect(copies(people)).toEqual([1]);
    expect(await shop.figures(id)).toMatchObject({
      planned: 1,
      sent: 0,
      unknown: 1,
      optedOut: 0,
      capped: 0,
      waiting: 0,
    });
    expect(shop.line.violations).toEqual([]);
  });
}

test('whom LINE may have told is not among those who had heard enough when it goes on', async () => {
  const people = await friends(1);
  const id = await shop.begin(operator, own);
  shop.line.fault({ on: 'push', status: 'reset-after-accept' });
  shop.send();
  await until(
    async () => (await shop.house.rows('select 1 from broadcast_chunk where part_of is not null')).length === 1,
  );
  await act(pauseBroadcast, id);
  shop.house.pass(60_000);
  await shop.house.pool.query(
    `insert into delivery (subject, class, customer_id, channel, address, messages, state, run_at, finished_at, created_at)
     select 'other ' || n, 'marketing', c.id, 'line', 'U', '[]', 'sent', $1, $1, $1 from customer c, generate_series(1, 20) n`,
    [shop.house.clock.now()],
  );
  await act(resumeBroadcast, id);
  await over(id);
  expect(copies(people)).toEqual([1]);
  expect(await shop.figures(id)).toMatchObject({ planned: 1, sent: 1, capped: 0, waiting: 0 });
});

test('of a handful whose sender died, those who were on the way stay in doubt, and all others are told', async () => {
  const people = await friends(6);
  const id = await shop.begin(operator, own);
  // What a sender leaves that died with the first two on the way, after LINE had taken them.
  const [{ ids }] = (await shop.house.rows<{ ids: string[] }>('select ids from broadcast_chunk')) as [
    { ids: string[] },
  ];
  await shop.house.pool.query(
    `update broadcast_chunk set position = 2, tried = 2, first_tried_at = clock_timestamp(), lease_token = 0, lease_until = now() - interval '1 s'`,
  );
  shop.line.fault({ on: 'push', status: 429, times: 2 });
  const sender = shop.send();
  await until(() => calls() >= 2);
  await new Promise((done) => setTimeout(done, 600));
  await sender.close();
  await pass(25);
  shop.send();
  await over(id);
  const doubtful = people.filter(({ identity }) => ids.slice(0, 2).includes(identity));
  expect(copies(doubtful)).toEqual([0, 0]);
  expect(await shop.figures(id)).toMatchObject({ planned: 6, sent: 4, unknown: 2, waiting: 0 });
});

test('what is resumed after days is tried afresh: a lost answer then is asked for again', async () => {
  const people = await friends(14);
  const id = await shop.begin(operator, own);
  await begun(12, 49);
  shop.line.fault({ on: 'push', status: 'reset-after-accept' });
  shop.send();
  await over(id);
  expect(copies(people).filter((count) => count === 1)).toHaveLength(2);
  expect(await shop.figures(id)).toMatchObject({ planned: 14, sent: 14, unknown: 0, waiting: 0 });
});
