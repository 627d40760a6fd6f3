import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type LineAdapter, openLine } from '../../adapters/line/index.ts';
import { countBroadcast } from '../../src/broadcasts/count-broadcast.ts';
import { startBroadcast } from '../../src/broadcasts/start-broadcast.ts';
import { startDueBroadcasts } from '../../src/broadcasts/start-due.ts';
import { pauseBroadcast, resumeBroadcast } from '../../src/broadcasts/stop-broadcast.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import { rideAlong } from '../../src/chat/ride-along.ts';
import { post } from '../../src/outbox/post.ts';
import { runSender } from '../../src/outbox/run-sender.ts';
import { inTransaction } from '../../src/transaction.ts';
import { scriptedHouse } from '../adapters/line-house.ts';
import { type FakeLine, type LinePhone, lineId, startLine } from '../phones/line.ts';
import { type House, meet, openHouse, type Someone, until } from './house.ts';

const [secret, accessToken] = ['the channel secret', 'the access token'];
const operator = { kind: 'operator' } as const;
const HOUR = 3_600_000;

let house: House;
let line: FakeLine;
let adapter: LineAdapter;
const running: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  house.at('2027-03-01T04:00:00Z');
  line = await startLine({ channelSecret: secret, accessToken, idle: 60 });
  const { apiBase, dataApiBase } = line;
  adapter = openLine(
    { secret, accessToken, apiBase, dataApiBase, language: 'en' },
    scriptedHouse(() => ({})),
  );
  house.channels.set('line', adapter);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
  await adapter.close();
  await line.close();
  await house.pool.query('truncate customer, campaign, delivery, sender cascade');
});
afterAll(() => house.end());

const send = () => void running.push(runSender(house, adapter, 300));

type Friend = Someone & { phone: LinePhone };
async function friend(name: string): Promise<Friend> {
  return { ...(await meet(house, { address: lineId(name) }, 'line')), phone: line.person(name) };
}

const receipt = ({ customer }: Friend) =>
  inTransaction(house, (tx) =>
    post(tx, customer, { subject: 'receipt:1', class: 'notice', say: () => [{ text: 'Thank you' }] }),
  );

const ride = ({ customer, address }: Friend) =>
  inTransaction(house, (tx) =>
    rideAlong(tx, { customer: { id: customer }, identity: { channel: 'line', address } } as never, 4),
  );

/** Until an attempt has ended, and what came of it is written down. */
const recorded = (table: 'delivery' | 'broadcast_chunk') =>
  until(async () => {
    const rows = await house.rows(`select 1 from ${table} where attempts = 1 and lease_token is null`);
    return line.accepted.length > 0 && rows.length > 0;
  });

async function begin(): Promise<string> {
  await house.pool.query(`insert into setting values ('marketing.holdout_percent', '0') on conflict do nothing`);
  const terms = { kind: 'amount' as const, name: { en: 'Free latte' }, amountMinor: 10_000, validity: { days: 7 } };
  const { id: campaignId } = await inTransaction(house, (tx) => createCampaign(tx, operator, { terms, stock: 100 }));
  const { id } = await inTransaction(house, (tx) => startBroadcast(tx, operator, { campaignId }));
  house.pass(61_000);
  await startDueBroadcasts(house);
  return id;
}

const figures = (id: string) => countBroadcast(house.database.manager, id);
const over = (id: string) =>
  until(async () => {
    house.pass(2_000);
    return (await house.rows(`select 1 from broadcast where id = $1 and state = 'done'`, [id])).length === 1;
  });

/** As much later for us as for the database and for LINE, which forgets keys after a day. */
async function pass(hours: number): Promise<void> {
  house.pass(hours * HOUR);
  for (const table of ['delivery', 'broadcast_chunk'])
    await house.pool.query(`update ${table} set first_tried_at = first_tried_at - $1 * interval '1 hour'`, [hours]);
  if (hours >= 24) line.forgetKeys();
}

for (const mishap of ['reset-after-accept', 'fail-after-accept'] as const) {
  test(`a receipt that LINE took before its answer was lost (${mishap}) does not ride along as well`, async () => {
    const mali = await friend('mali');
    await receipt(mali);
    line.fault({ on: 'push', status: mishap });
    send();
    await recorded('delivery');
    expect(await ride(mali)).toEqual([]);
    await until(async () => {
      house.pass(2_000);
      return (await house.rows(`select 1 from delivery where state = 'sent'`)).length === 1;
    });
    expect(mali.phone.seen()).toHaveLength(1);
    expect(line.violations).toEqual([]);
  });
}

test('a receipt that certainly never left rides along with the next answer', async () => {
  const mali = await friend('mali');
  await receipt(mali);
  await line.close();
  send();
  await until(
    async () => (await house.rows('select 1 from delivery where attempts = 1 and lease_token is null')).length === 1,
  );
  expect(await ride(mali)).toMatchObject([{ text: 'Thank you' }]);
});

test('many whom LINE may have told are asked for again within a day, and each has one copy', async () => {
  const [mali, ken, noi] = [await friend('mali'), await friend('ken'), await friend('noi')];
  const id = await begin();
  line.fault({ on: 'multicast', status: 'reset-after-accept' });
  send();
  await recorded('broadcast_chunk');
  await inTransaction(house, (tx) => pauseBroadcast(tx, operator, id));
  // Who says no meanwhile may have been told: LINE has to be asked for the very same.
  await house.pool.query('update customer set marketing = false where id = $1', [ken.customer]);
  await pass(22);
  await inTransaction(house, (tx) => resumeBroadcast(tx, operator, id));
  await over(id);
  expect([mali, ken, noi].map(({ phone }) => phone.seen().length)).toEqual([1, 1, 1]);
  expect(line.violations).toEqual([]);
  expect(await figures(id)).toMatchObject({ planned: 3, sent: 3, optedOut: 0, unknown: 0, waiting: 0 });
});

test('many whom LINE may have told more than a day ago are told nothing again, and counted as unknown', async () => {
  const [mali, ken] = [await friend('mali'), await friend('ken')];
  const id = await begin();
  line.fault({ on: 'multicast', status: 'reset-after-accept' });
  send();
  await recorded('broadcast_chunk');
  await inTransaction(house, (tx) => pauseBroadcast(tx, operator, id));
  await pass(25);
  await inTransaction(house, (tx) => resumeBroadcast(tx, operator, id));
  await over(id);
  expect([mali, ken].map(({ phone }) => phone.seen().length)).toEqual([1, 1]);
  expect(await figures(id)).toMatchObject({ planned: 2, sent: 0, unknown: 2, waiting: 0 });
});

test('what is nearly a day old is not asked for again: LINE may have forgotten it before the call arrives', async () => {
  const mali = await friend('mali');
  await receipt(mali);
  line.fault({ on: 'push', status: 'reset-after-accept' });
  send();
  await recorded('delivery');
  await pass(23.9);
  line.forgetKeys();
  await until(async () => (await house.rows(`select 1 from delivery where state = 'unknown'`)).length === 1);
  expect(mali.phone.seen()).toHaveLength(1);
});
