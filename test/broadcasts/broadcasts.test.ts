import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { countBroadcast } from '../../src/broadcasts/count-broadcast.ts';
import { expandBroadcast } from '../../src/broadcasts/expand-broadcast.ts';
import { findLatest } from '../../src/broadcasts/find-broadcasts.ts';
import { startBroadcast } from '../../src/broadcasts/start-broadcast.ts';
import { startDueBroadcasts } from '../../src/broadcasts/start-due.ts';
import { pauseBroadcast, resumeBroadcast, stopBroadcast } from '../../src/broadcasts/stop-broadcast.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import { runSender } from '../../src/outbox/run-sender.ts';
import { inTransaction } from '../../src/transaction.ts';
import { type House, meet, openHouse, type Script, type Scripted, scripted, until } from '../outbox/house.ts';

let house: House;
let campaignId: string;
const running: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  house.at('2027-03-01T04:00:00Z');
  await house.pool.query('truncate customer, campaign, delivery, sender cascade');
  // Everybody is told here; who is not has tests of their own.
  await house.pool.query(`insert into setting values ('marketing.holdout_percent', '0') on conflict do nothing`);
  const terms = {
    kind: 'amount' as const,
    name: { en: 'Free latte', 'zh-hant': '免費拿鐵' },
    amountMinor: 10_000,
    validity: { days: 7 },
  };
  campaignId = (await inTransaction(house, (tx) => createCampaign(tx, { kind: 'operator' }, { terms, stock: 100 }))).id;
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
  house.channels.clear();
});
afterAll(() => house.end());

const operator = { kind: 'operator' } as const;
const people = (count: number, more = {}, channel = 'tape') =>
  Promise.all(Array.from({ length: count }, () => meet(house, more, channel)));

async function begin(): Promise<string> {
  const { id } = await inTransaction(house, (tx) => startBroadcast(tx, operator, { campaignId }));
  house.pass(61_000);
  await startDueBroadcasts(house);
  return id;
}

function open(script: Script = {}): Scripted {
  const channel = scripted(script);
  house.channels.set(channel.name, channel);
  return channel;
}

function send(channel: Scripted, app: Parameters<typeof runSender>[0] = house) {
  const sender = runSender(app, channel, 300);
  running.push(sender);
  return sender;
}

const over = (id: string) =>
  until(
    async () =>
      (await house.rows('select 1 from broadcast where id = $1 and finished_at is not null', [id])).length === 1,
  );
const figures = (id: string) => countBroadcast(house.database.manager, id);

test('many get one call for each language, everybody once, and the figures add up', async () => {
  await people(700);
  await people(300, { language: 'zh-hant' });
  const channel = open({ many: true, abilities: { idempotent: true } });
  const id = await begin();
  send(channel);
  await over(id);
  expect(channel.calls.map(({ to, many }) => [to.length, many]).sort()).toEqual([
    [200, true],
    [300, true],
    [500, true],
  ]);
  expect([...channel.got.values()].every((texts) => texts.length === 1)).toBe(true);
  expect(channel.got.size).toBe(1_000);
  expect(channel.calls.find(({ to }) => to.length === 300)!.text).toContain('免費拿鐵');
  expect(await figures(id)).toEqual({
    planned: 1_000,
    sent: 1_000,
    unreachable: 0,
    optedOut: 0,
    refused: 0,
    unknown: 0,
    stopped: 0,
    holdout: 0,
    capped: 0,
    waiting: 0,
  });
});

test('a person on two channels is told once, where they were last heard', async () => {
  const [mali] = await people(1);
  await house.pool.query(
    `insert into identity (customer_id, channel, address, heard_at, created_at) values ($1, 'reel', 'mali', now(), now())`,
    [mali!.customer],
  );
  const [tape, reel] = [open(), open({ name: 'reel' })];
  const id = await begin();
  send(tape);
  send(reel);
  await over(id);
  expect([tape.calls.length, reel.calls.length]).toEqual([0, 1]);
});

test('expanding twice, or on two processes at once, plans nobody twice', async () => {
  await people(20);
  open();
  const { id } = await inTransaction(house, (tx) => startBroadcast(tx, operator, { campaignId }));
  const other = await house.other();
  const planned = await Promise.all([
    expandBroadcast(house, id),
    expandBroadcast(other, id),
    expandBroadcast(house, id),
  ]);
  expect(planned.filter((count) => count !== undefined)).toEqual([20]);
  expect(await house.rows('select sum(cardinality(ids))::int as people from broadcast_chunk')).toEqual([
    { people: 20 },
  ]);
  await other.end();
});

test('starting what waits already gives the same broadcast, and taking it back tells nobody', async () => {
  await people(3);
  const channel = open();
  const [one, two] = await Promise.all(
    [1, 2].map(() => inTransaction(house, (tx) => startBroadcast(tx, operator, { campaignId }))),
  );
  expect(two!.id).toBe(one!.id);
  expect(await inTransaction(house, (tx) => stopBroadcast(tx, operator, one!.id))).toBe('taken-back');
  house.pass(120_000);
  expect(await startDueBroadcasts(house)).toBe(0);
  send(channel);
  await new Promise((done) => setTimeout(done, 500));
  expect(channel.calls).toHaveLength(0);
});

test('of broadcasts of one instant the last that was started is the newest', async () => {
  await people(1);
  for (let round = 0; round < 20; round++) {
    const { id } = await inTransaction(house, (tx) => startBroadcast(tx, operator, { campaignId }));
    expect((await inTransaction(house, (tx) => findLatest(tx, campaignId)))?.id).toBe(id);
    await inTransaction(house, (tx) => stopBroadcast(tx, operator, id));
  }
});

test('who opted out or blocked us after the plan was made gets nothing', async () => {
  const [mali, ken] = await people(5);
  const channel = open({ many: true, abilities: { idempotent: true } });
  const id = await begin();
  await house.pool.query('update customer set marketing = false where id = $1', [mali!.customer]);
  await house.pool.query('update identity set reachable = false where id = $1', [ken!.identity]);
  send(channel);
  await over(id);
  expect(channel.calls[0]!.to).toHaveLength(3);
  expect(await figures(id)).toMatchObject({ planned: 5, sent: 3, unreachable: 1, optedOut: 1, waiting: 0 });
});

test('a retry has the same key and the same body, also when somebody has opted out meanwhile', async () => {
  const everybody = await people(10);
  await house.pool.query('update customer set marketing = false where id = $1', [everybody[0]!.customer]);
  const reset = { outcome: 'unknown', reason: 'reset after acceptance' } as const;
  const channel = open({
    many: true,
    abilities: { idempotent: true },
    answers: [reset, { outcome: 'later', afterMs: 0, reason: '500' }],
  });
  const id = await begin();
  send(channel);
  await until(() => channel.calls.length === 1);
  await house.pool.query('update customer set marketing = false where id = $1', [everybody[1]!.customer]);
  house.pass(60_000);
  await until(() => channel.calls.length === 2);
  await until(async () => {
    house.pass(60_000);
    return (await figures(id)).waiting === 0;
  });
  expect(new Set(channel.calls.map(({ key }) => key)).size).toBe(1);
  expect(new Set(channel.calls.map(({ to, text }) => JSON.stringify([to, text]))).size).toBe(1);
  expect([...channel.got.values()].map((texts) => texts.length)).toEqual(Array(9).fill(1));
  expect(await figures(id)).toMatchObject({ planned: 9, sent: 9 });
});

test('a crash after acceptance is sent again under the same key, and nobody has it twice', async () => {
  await people(40);
  const channel = open({ many: true, abilities: { idempotent: true } });
  const id = await begin();
  await crashAfter(channel, 'sendMany', 1);
  send(channel);
  await over(id);
  expect(channel.calls).toHaveLength(2);
  expect(new Set(channel.calls.map(({ key }) => key)).size).toBe(1);
  expect([...channel.got.values()].every((texts) => texts.length === 1)).toBe(true);
  expect(await figures(id)).toMatchObject({ sent: 40, waiting: 0 });
});

test('without keys a crash leaves at most a handful unknown, and nobody is told twice', async () => {
  await people(120);
  const channel = open({ abilities: { pace: 200 } });
  const id = await begin();
  await crashAfter(channel, 'send', 40);
  send(channel);
  await over(id);
  const { sent, unknown, planned } = await figures(id);
  expect(unknown).toBeGreaterThan(0);
  expect(unknown).toBeLessThanOrEqual(25);
  expect(sent + unknown).toBe(planned);
  expect([...channel.got.values()].every((texts) => texts.length === 1)).toBe(true);
  expect(channel.got.size).toBeGreaterThanOrEqual(sent);
});

/** A process that dies after the platform has accepted so many calls; its leases run out. */
async function crashAfter(channel: Scripted, how: 'send' | 'sendMany', calls: number): Promise<void> {
  const dead = await house.other();
  const forever = new Promise<never>(() => undefined);
  const dying = {
    ...channel,
    [how]: async (...call: Parameters<Scripted['send']>) => {
      if (channel.calls.length >= calls) return forever;
      await (channel[how] as Scripted['send'])(...call);
      return channel.calls.length >= calls ? forever : { outcome: 'sent' as const };
    },
  };
  const sender = runSender(dead, dying);
  await until(() => channel.calls.length >= calls);
  await new Promise((done) => setTimeout(done, 100));
  void dead.end();
  void sender.close();
  await house.pool.query(
    `update sender set lease_until = '-infinity'; update broadcast_chunk set lease_until = '-infinity' where lease_until is not null`,
  );
}

test('without keys: who was on the way at the very end of a chunk when its sender died is unknown, and it ends', async () => {
  await people(10);
  const channel = open();
  const id = await begin();
  await expandBroadcast(house, id);
  // What a sender leaves that died with everybody on the way.
  await house.pool.query(
    `update broadcast_chunk set position = 10, settled = 4, sent = 4, lease_token = 0, lease_until = now() - interval '1 s'`,
  );
  send(channel);
  await over(id);
  expect(channel.calls).toEqual([]);
  expect(await figures(id)).toMatchObject({ planned: 10, sent: 4, unknown: 6, waiting: 0 });
});

test('without keys: unknown is not told again, a block is noted, what has to wait is told later', async () => {
  const everybody = await people(30);
  const told = new Map<string, string>([
    [everybody[0]!.address, 'unknown'],
    [everybody[1]!.address, 'unreachable'],
    [everybody[2]!.address, 'refused'],
  ]);
  let waited = false;
  const channel = open({
    answer({ to }) {
      const outcome = told.get(to[0]!);
      if (outcome) return { outcome, reason: 'so it is' } as { outcome: 'unknown'; reason: string };
      if (to[0] !== everybody[3]!.address || waited) return undefined;
      waited = true;
      return { outcome: 'later', afterMs: 400, reason: '429', whole: true };
    },
  });
  const id = await begin();
  send(channel);
  await until(async () => {
    house.pass(500);
    return (await figures(id)).waiting === 0;
  });
  expect(await figures(id)).toEqual({
    planned: 30,
    sent: 27,
    unreachable: 1,
    optedOut: 0,
    refused: 1,
    unknown: 1,
    stopped: 0,
    holdout: 0,
    capped: 0,
    waiting: 0,
  });
  expect(channel.calls.filter(({ to }) => to[0] === everybody[0]!.address)).toHaveLength(1);
  expect(channel.got.get(everybody[3]!.address)).toHaveLength(1);
  expect(await house.rows('select reachable from identity where id = $1', [everybody[1]!.identity])).toEqual([
    { reachable: false },
  ]);
});

test('one address that the platform refuses costs the others nothing', async () => {
  const everybody = await people(50);
  const bad = everybody[17]!.address;
  const channel = open({
    many: true,
    abilities: { idempotent: true },
    answer: ({ to }) => (to.includes(bad) ? { outcome: 'refused', reason: 'to[17] is invalid' } : undefined),
  });
  const id = await begin();
  send(channel);
  await over(id);
  expect(await figures(id)).toMatchObject({ planned: 50, sent: 49, refused: 1, waiting: 0 });
  expect(channel.got.size).toBe(49);
});

test('a message that the platform refuses altogether does not set off a storm of calls', async () => {
  await people(600);
  const channel = open({
    many: true,
    abilities: { idempotent: true },
    answer: () => ({ outcome: 'refused', reason: 'bad message' }),
  });
  const id = await begin();
  send(channel);
  await over(id);
  expect(channel.calls.length).toBeLessThan(200);
  expect(await figures(id)).toMatchObject({ planned: 600, sent: 0, refused: 600, waiting: 0 });
});

test('a key that is older than a day is not tried again', async () => {
  await people(5);
  const channel = open({ many: true, abilities: { idempotent: true } });
  const id = await begin();
  await house.pool.query(`update broadcast_chunk set first_tried_at = clock_timestamp() - interval '25 hours'`);
  send(channel);
  await over(id);
  expect(channel.calls).toHaveLength(0);
  expect(await figures(id)).toMatchObject({ planned: 5, unknown: 5, waiting: 0 });
});

for (const many of [true, false]) {
  test(`stopping takes effect within a batch ${many ? 'of multicasts' : 'of single messages'}`, async () => {
    await people(many ? 300 : 100);
    if (many)
      await house.pool.query(
        `update customer set language = (array['en', 'zh-hant', 'zh-hans'])[1 + abs(hashtext(id::text)) % 3]`,
      );
    const channel = open({ many, abilities: { idempotent: many, pace: many ? 2 : 40 } });
    const id = await begin();
    send(channel);
    await until(() => channel.calls.length > 0);
    const [before] = [channel.calls.length, await inTransaction(house, (tx) => stopBroadcast(tx, operator, id))];
    await over(id);
    expect(channel.calls.length - before).toBeLessThanOrEqual(25);
    const { sent, stopped, planned, waiting } = await figures(id);
    expect(sent + stopped).toBe(planned);
    expect(waiting).toBe(0);
    if (!many) expect(stopped).toBeGreaterThan(50);
  });
}

test('people for whom it is night hear from us in their morning', async () => {
  const [noi] = await people(1, { zone: 'America/New_York' });
  await people(2);
  const channel = open();
  const id = await begin();
  send(channel);
  await until(() => channel.calls.length === 2);
  await new Promise((done) => setTimeout(done, 400));
  expect(channel.got.has(noi!.address)).toBe(false);
  house.at('2027-03-01T14:00:00Z');
  await over(id);
  expect(channel.got.has(noi!.address)).toBe(true);
});

for (const many of [true, false]) {
  test(`what the evening overtakes goes on in the morning ${many ? '(multicast)' : '(one by one)'}`, async () => {
    await people(60);
    const channel = open({ many, abilities: { idempotent: many } });
    const id = await begin();
    house.at('2027-03-01T13:30:00Z');
    send(channel);
    await new Promise((done) => setTimeout(done, 600));
    expect(channel.calls).toHaveLength(0);
    house.at('2027-03-02T01:00:00Z');
    await over(id);
    expect(channel.got.size).toBe(60);
    expect(await figures(id)).toMatchObject({ sent: 60, waiting: 0 });
  });
}

test('one by one, the pace is kept and nearly reached, also when the platform is slow to answer', async () => {
  await people(150);
  const times: number[] = [];
  const channel = open({
    abilities: { pace: 50 },
    answer: () => {
      times.push(performance.now());
      return new Promise((done) => setTimeout(() => done(undefined), 150));
    },
  });
  const id = await begin();
  send(channel);
  await over(id);
  const rate = 149 / ((times.at(-1)! - times[0]!) / 1_000);
  expect(rate).toBeGreaterThan(42);
  expect(rate).toBeLessThan(52.5);
});

test('two processes and a rush: everybody once', async () => {
  await people(1_200);
  const channel = open({ many: true, abilities: { idempotent: true } });
  const other = await house.other();
  const id = await begin();
  send(channel);
  const second = send(channel, other);
  await over(id);
  await second.close();
  await other.end();
  expect([...channel.got.values()].every((texts) => texts.length === 1)).toBe(true);
  expect(channel.got.size).toBe(1_200);
});

/** A marketer with an account on a channel. */
async function marketer(channel: string) {
  const { customer, address } = await meet(house, { marketing: false }, channel);
  const { rows } = await house.pool.query(
    `insert into staff (customer_id, role, created_at) values ($1, 'marketer', now()) returning id`,
    [customer],
  );
  const staff = { id: rows[0].id, role: 'marketer', endedAt: null } as never;
  return { by: { kind: 'staff', staff } as const, address };
}

test('an edit that arrives late does not stand in the place of the last one', async () => {
  await people(3, {}, 'ink');
  const { by, address } = await marketer('ink');
  const channel = open({ name: 'ink', edits: true });
  const { id } = await inTransaction(house, (tx) => startBroadcast(tx, by, { campaignId }));
  house.pass(61_000);
  await startDueBroadcasts(house);
  await inTransaction(house, (tx) => pauseBroadcast(tx, operator, id));
  const edit = channel.edit!.bind(channel);
  let late: (() => Promise<unknown>) | undefined;
  channel.edit = async (to, ref, message) => {
    if (!late) {
      late = () => edit(to, ref, message);
      return { outcome: 'unknown', reason: 'no answer in time' };
    }
    const sent = await edit(to, ref, message);
    // The platform gets around to the first one only after the last.
    if (/Done/.test(message.text) && channel.edits.length === 1) await late();
    return sent;
  };
  const other = send(channel);
  await until(() => late !== undefined, 9_000);
  await inTransaction(house, (tx) => resumeBroadcast(tx, operator, id));
  await until(
    async () =>
      (await house.rows('select 1 from broadcast where id = $1 and reported_at is not null', [id])).length === 1,
    15_000,
  );
  await other.close();
  expect(channel.got.get(address)).toHaveLength(1);
  expect(channel.edits.at(-1)!.text).toMatch(/Done[\s\S]*3 of 3/);
}, 30_000);

test('a process that dies once it has frozen a broadcast, or is late, leaves nobody without word', async () => {
  await people(2);
  const { by, address } = await marketer('tape');
  const channel = open();
  const { id } = await inTransaction(house, (tx) => startBroadcast(tx, by, { campaignId }));
  house.pass(61_000);
  expect(await expandBroadcast(house, id)).toBe(2);
  send(channel);
  await over(id);
  expect(channel.got.has(address)).toBe(false);
  await startDueBroadcasts(house);
  await startDueBroadcasts(house);
  await until(() => channel.got.has(address));
  expect(channel.got.get(address)).toEqual([expect.stringMatching(/Done[\s\S]*2 of 2/)]);
});

test('whoever started it sees one message that is edited, and a report where none can be', async () => {
  for (const edits of [true, false]) {
    const name = edits ? 'ink' : 'stone';
    // Another day: once a day is enough for everybody.
    if (!edits) house.at('2027-03-02T04:00:00Z');
    await people(30, {}, name);
    const { by, address } = await marketer(name);
    const channel = open({ name, edits });
    const { id } = await inTransaction(house, (tx) => startBroadcast(tx, by, { campaignId }));
    house.pass(61_000);
    await startDueBroadcasts(house);
    send(channel);
    await until(
      async () =>
        (await house.rows('select 1 from broadcast where id = $1 and reported_at is not null', [id])).length === 1,
      15_000,
    );
    await new Promise((done) => setTimeout(done, 300));
    const told = channel.got.get(address)!;
    expect(told).toHaveLength(edits ? 1 : 2);
    expect(edits ? channel.edits.at(-1)!.text : told[1]).toMatch(/Done[\s\S]*(30 of 30|60 of 60)/);
  }
}, 40_000);
