import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Customer } from '../../entities/customer.ts';
import { countBroadcast } from '../../src/broadcasts/count-broadcast.ts';
import { changeMarketingRules } from '../../src/broadcasts/marketing-rules.ts';
import { startBroadcast } from '../../src/broadcasts/start-broadcast.ts';
import { startDueBroadcasts } from '../../src/broadcasts/start-due.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import { chooseChannel } from '../../src/customers/choose-channel.ts';
import { setZone } from '../../src/customers/set-zone.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { partCustomers } from '../../src/links/part-customers.ts';
import { post } from '../../src/outbox/post.ts';
import { runSender } from '../../src/outbox/run-sender.ts';
import { inTransaction } from '../../src/transaction.ts';
import { type House, meet, openHouse, type Someone, scripted, until } from '../outbox/house.ts';

let house: House;
let campaignId: string;
const operator = { kind: 'operator' } as const;
const running: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  house = await openHouse();
  await inTransaction(house, (tx) => changeMarketingRules(tx, operator, { holdoutPercent: 0, perDay: 0, perWeek: 0 }));
});
beforeEach(async () => {
  house.at('2027-03-01T04:00:00Z');
  await house.pool.query('truncate customer, campaign, delivery, sender, segment cascade');
  const terms = { kind: 'points' as const, name: { en: 'Five' }, points: 5, validity: { days: 7 } };
  campaignId = (await inTransaction(house, (tx) => createCampaign(tx, operator, { ref: 'FIVE', terms }))).id;
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
  house.channels.clear();
});
afterAll(() => house.end());

async function begin(more: { wallAt?: string } = {}): Promise<string> {
  const { id } = await inTransaction(house, (tx) => startBroadcast(tx, operator, { campaignId, ...more }));
  house.pass(61_000);
  await startDueBroadcasts(house);
  return id;
}
const figures = (id: string) => countBroadcast(house.database.manager, id);
const load = ({ customer }: Someone) => house.database.manager.findOneByOrFail(Customer, { id: customer });
const moves = async (who: Someone, zone: string) => {
  const customer = await load(who);
  await inTransaction(house, (tx) => setZone(tx, customer, zone));
};

test.each([false, true])(
  'whoever moves is not woken by what was planned by their old clock, many at once: %s',
  async (many) => {
    const [mali, ken, noi] = [await meet(house), await meet(house), await meet(house)];
    const channel = scripted({ many });
    house.channels.set(channel.name, channel);
    const id = await begin();
    // Eleven in the evening of the day before.
    await moves(mali, 'America/New_York');
    await moves(mali, 'America/Chicago');
    expect(
      await house.rows('select zone, run_at, cardinality(ids) as people from broadcast_chunk order by zone'),
    ).toEqual([
      { zone: 'America/Chicago', run_at: new Date('2027-03-01T15:00:00Z'), people: 1 },
      { zone: null, run_at: expect.any(Date), people: 2 },
    ]);
    running.push(runSender(house, channel));
    await until(async () => (await figures(id)).sent === 2);
    expect([...channel.got.keys()].sort()).toEqual([ken.address, noi.address].sort());
    expect(await figures(id)).toMatchObject({ planned: 3, sent: 2, waiting: 1 });
    house.at('2027-03-01T15:00:01Z');
    await until(async () => (await house.rows('select 1 from broadcast where finished_at is not null')).length === 1);
    expect(channel.got.get(mali.address)).toHaveLength(1);
    expect(await figures(id)).toMatchObject({ planned: 3, sent: 3, waiting: 0 });
    expect(await house.rows('select outcome from broadcast_reach')).toEqual(Array(3).fill({ outcome: 'sent' }));
  },
);

test('whoever moves hears at the named hour of their new clock', async () => {
  const [mali] = [await meet(house), await meet(house)];
  house.channels.set('tape', scripted());
  const id = await begin({ wallAt: '2027-03-01 18:30' });
  house.at('2027-03-01T10:30:30Z');
  await startDueBroadcasts(house);
  await moves(mali!, 'Europe/London');
  expect(
    await house.rows(`select run_at from broadcast_chunk where broadcast_id = $1 and zone is not null`, [id]),
  ).toEqual([{ run_at: new Date('2027-03-01T18:30:00Z') }]);
});

test('people hear on the channel they chose, elsewhere when they cannot be reached there, and else where they wrote last', async () => {
  const here = await meet(house, {}, 'tape');
  const there = await meet(house, {}, 'reel');
  await house.pool.query(
    `update identity set heard_at = case when channel = 'reel' then now() else now() - interval '9 days' end`,
  );
  const { linkId, keptId } = await inTransaction(house, (tx) => joinCustomers(tx, here.customer, there.customer));
  for (const name of ['tape', 'reel']) house.channels.set(name, scripted({ name }));
  const kept = { ...here, customer: keptId };
  const choose = async (channel: string | null) => {
    const customer = await load(kept);
    await inTransaction(house, (tx) => chooseChannel(tx, customer, channel));
  };
  let n = 0;
  /** Where a notice goes, and a broadcast. */
  const goes = async () => {
    const say = () => [{ text: 'Hello' }];
    await inTransaction(house, (tx) => post(tx, keptId, { subject: `notice:${++n}`, class: 'notice', say }));
    const id = await begin();
    const [row] = await house.rows<{ notice: string; told: string }>(
      `select (select channel from delivery where subject = $1) as notice, (select channel from broadcast_chunk where broadcast_id = $2) as told`,
      [`notice:${n}`, id],
    );
    await house.pool.query(`update broadcast set state = 'done', finished_at = now()`);
    return [row!.notice, row!.told];
  };
  expect(await goes()).toEqual(['reel', 'reel']);
  await choose('tape');
  expect(await goes()).toEqual(['tape', 'tape']);
  await house.pool.query(`update identity set reachable = channel <> 'tape'`);
  expect(await goes()).toEqual(['reel', 'reel']);
  await expect(choose('tape')).rejects.toMatchObject({ code: 'channel-unknown', facts: [{ channels: ['reel'] }] });
  await expect(choose('pigeon')).rejects.toMatchObject({ code: 'channel-unknown' });
  await house.pool.query(`update identity set reachable = true`);
  await choose(null);
  expect(await goes()).toEqual(['reel', 'reel']);
  // Chosen while they were one, it stays with who was kept.
  await choose('tape');
  await inTransaction(house, (tx) => partCustomers(tx, operator, linkId));
  expect((await load(kept)).preferredChannel).toBe('tape');
});

test('a preference that came with a linked account goes with it again', async () => {
  const [here, there] = [await meet(house, {}, 'tape'), await meet(house, {}, 'reel')];
  const other = await load(there);
  await inTransaction(house, (tx) => chooseChannel(tx, other, 'reel'));
  await house.pool.query(`update customer set joined_at = joined_at - interval '1 day' where id = $1`, [here.customer]);
  const { linkId } = await inTransaction(house, (tx) => joinCustomers(tx, here.customer, there.customer));
  expect((await load(here)).preferredChannel).toBe('reel');
  await inTransaction(house, (tx) => partCustomers(tx, operator, linkId));
  expect([(await load(here)).preferredChannel, (await load(there)).preferredChannel]).toEqual([null, 'reel']);
});
