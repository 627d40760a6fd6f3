import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { post } from '../../src/outbox/post.ts';
import { runSender, type Sender } from '../../src/outbox/run-sender.ts';
import { inTransaction } from '../../src/transaction.ts';
import { type House, meet, openHouse, type Script, type Someone, scripted, until } from './house.ts';

let house: House;
const running: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  house = await openHouse();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
  await house.pool.query('truncate delivery, sender');
  house.at('2027-03-01T04:00:00Z');
});
afterAll(() => house.end());

let subjects = 0;
function tell({ customer }: Someone, text: string, more: Partial<Parameters<typeof post>[2]> = {}): Promise<boolean> {
  return inTransaction(house, (tx) =>
    post(tx, customer, { subject: `test:${++subjects}`, class: 'notice', say: () => [{ text }], ...more }),
  );
}

function send(script: Script = {}) {
  const channel = scripted(script);
  const sender = runSender(house, channel);
  running.push(sender);
  return { channel, sender };
}

const states = async () =>
  (await house.rows<{ state: string }>('select state from delivery order by created_at, id')).map(({ state }) => state);
const settled = () => until(async () => !(await states()).includes('waiting'));

test('a receipt leaves at once, under the key of its row', async () => {
  const mali = await meet(house);
  const { channel, sender } = send();
  await until(() => sender.holds());
  const start = performance.now();
  await tell(mali, 'Thank you');
  await until(() => channel.calls.length === 1);
  expect(performance.now() - start).toBeLessThan(1_000);
  await settled();
  const [row] = await house.rows('select id, state, attempts, lease_token from delivery');
  expect(row).toMatchObject({ id: channel.calls[0]!.key, state: 'sent', attempts: 1, lease_token: null });
});

test('what a person is told first arrives first', async () => {
  const mali = await meet(house);
  for (let n = 0; n < 20; n++) await tell(mali, `${n}`);
  const { channel } = send({
    answer: () => new Promise((done) => setTimeout(() => done(undefined), Math.random() * 10)),
  });
  await settled();
  expect(channel.got.get(mali.address)).toEqual(Array.from({ length: 20 }, (_, n) => `${n}`));
});

test('a blocked person becomes unreachable, a refused message fails with its reason, and others get theirs', async () => {
  const [mali, ken, noi] = [await meet(house), await meet(house), await meet(house)];
  await tell(mali, 'one');
  await tell(ken, 'two');
  await tell(noi, 'three');
  const { channel } = send({
    answer: ({ to }) => {
      if (to[0] === mali.address) return { outcome: 'unreachable', reason: '403' };
      return to[0] === ken.address ? { outcome: 'refused', reason: 'too long' } : undefined;
    },
  });
  await settled();
  expect(await states()).toEqual(['unreachable', 'failed', 'sent']);
  expect(await house.rows(`select reason from delivery where state = 'failed'`)).toEqual([{ reason: 'too long' }]);
  expect(await house.rows('select reachable from identity where id = $1', [mali.identity])).toEqual([
    { reachable: false },
  ]);
  expect(channel.got.get(noi.address)).toEqual(['three']);
});

test('an account that has to wait is quiet in every process, and the wait counts as no attempt', async () => {
  const mali = await meet(house);
  await tell(mali, 'patience');
  const { channel } = send({ answers: [{ outcome: 'later', afterMs: 1_200, reason: '429', whole: true }] });
  await until(() => channel.calls.length === 1);
  const start = performance.now();
  await until(
    async () => (await house.rows(`select 1 from sender where blocked_until > clock_timestamp()`)).length === 1,
  );
  // The account is told to wait before the message is put off.
  await until(async () => (await house.rows('select 1 from delivery where attempts = 0')).length === 1);
  expect(await house.rows('select attempts, first_tried_at from delivery')).toEqual([
    { attempts: 0, first_tried_at: null },
  ]);
  house.pass(1_200);
  // Another process takes over in the middle of the wait.
  await running.pop()!.close();
  const { channel: second } = send();
  await settled();
  expect(performance.now() - start).toBeGreaterThan(1_000);
  expect(second.got.get(mali.address)).toEqual(['patience']);
});

test('a message that always fails is given up alone, after eight attempts in about an hour', async () => {
  const [mali, ken] = [await meet(house), await meet(house)];
  await tell(mali, 'poison');
  await tell(ken, 'fine');
  const { channel } = send({
    answer: ({ to }) => (to[0] === mali.address ? { outcome: 'later', afterMs: 0, reason: '500' } : undefined),
  });
  let passed = 0;
  await until(async () => {
    house.pass(60_000);
    passed += 60_000;
    await new Promise((done) => setTimeout(done, 40));
    return !(await states()).includes('waiting');
  }, 15_000);
  expect(await states()).toEqual(['failed', 'sent']);
  expect(channel.calls.filter(({ to }) => to[0] === mali.address)).toHaveLength(8);
  expect(passed).toBeGreaterThan(30 * 60_000);
  const [{ reason }] = (await house.rows<{ reason: string }>(`select reason from delivery where state = 'failed'`)) as [
    { reason: string },
  ];
  expect(reason).toMatch(/8 attempts: 500/);
});

test('while nothing gets through at all, nothing is given up', async () => {
  const mali = await meet(house);
  await tell(mali, 'through');
  let down = true;
  const { channel } = send({ answer: () => (down ? { outcome: 'later', afterMs: 0, reason: '503' } : undefined) });
  await until(() => {
    house.pass(1_800_000);
    return channel.calls.length > 10;
  });
  down = false;
  await until(async () => {
    house.pass(1_800_000);
    return (await states())[0] === 'sent';
  });
});

for (const [idempotent, kind, outcome, copies] of [
  [true, 'notice', 'sent', 1],
  [true, 'marketing', 'sent', 1],
  [false, 'notice', 'sent', 2],
  [false, 'marketing', 'unknown', 1],
] as const) {
  test(`an unknown outcome of a ${kind} ${idempotent ? 'with' : 'without'} keys ends as ${outcome}, in ${copies} copies`, async () => {
    const mali = await meet(house);
    await tell(mali, 'once', { class: kind });
    const { channel } = send({
      abilities: { idempotent },
      answers: [{ outcome: 'unknown', reason: 'reset after acceptance' }],
    });
    await until(async () => {
      house.pass(10_000);
      return !(await states()).includes('waiting');
    });
    expect(await states()).toEqual([outcome]);
    expect(channel.got.get(mali.address)).toHaveLength(copies);
    expect(new Set(channel.calls.map(({ key }) => key)).size).toBe(1);
  });

  test(`a crash between acceptance and record of a ${kind} ${idempotent ? 'with' : 'without'} keys ends as ${outcome}, in ${copies} copies`, async () => {
    const mali = await meet(house);
    await tell(mali, 'once', { class: kind });
    const { channel, crash } = await dyingSender({ abilities: { idempotent } });
    running.push(runSender(house, channel));
    await crash();
    await settled();
    expect(await states()).toEqual([outcome]);
    expect(channel.got.get(mali.address)).toHaveLength(copies);
  });
}

/** A process that dies as soon as the platform has accepted something: nothing of it is ever recorded. */
async function dyingSender(script: Script) {
  const channel = scripted(script);
  const dead = await house.other();
  const dying = {
    ...channel,
    send: async (...call: Parameters<typeof channel.send>) => {
      await channel.send(...call);
      return new Promise<never>(() => undefined);
    },
  };
  const sender = runSender(dead, dying);
  await until(() => channel.calls.length > 0);
  void dead.end();
  void sender.close();
  return {
    channel,
    /** Its leases run out. */
    crash: () =>
      house.pool.query(
        `update sender set lease_until = '-infinity'; update delivery set lease_until = '-infinity' where lease_until is not null`,
      ),
  };
}

test('after a day the platform has forgotten the key, and nothing is sent again', async () => {
  const mali = await meet(house);
  await tell(mali, 'once');
  await house.pool.query(`update delivery set first_tried_at = clock_timestamp() - interval '25 hours', attempts = 3`);
  const { channel } = send({ abilities: { idempotent: true } });
  await settled();
  expect(await states()).toEqual(['unknown']);
  expect(channel.calls).toHaveLength(0);
});

test('who may have been told is not counted among those who were not, whatever comes after', async () => {
  const [mali, ken, noi, ploy] = [await meet(house), await meet(house), await meet(house), await meet(house)];
  await tell(mali, 'offer', { class: 'marketing' });
  await tell(ken, 'soon over', { expiresAt: new Date('2027-03-01T05:00:00Z') });
  await tell(noi, 'refused now');
  await tell(ploy, 'given up');
  const { channel } = send({
    abilities: { idempotent: true },
    answer: ({ to, key }) => {
      const tries = channel.calls.filter((one) => one.key === key).length;
      if (tries === 1) return { outcome: 'unknown', reason: 'reset after acceptance' };
      if (to[0] === noi.address) return { outcome: 'refused', reason: 'not today' };
      return to[0] === ploy.address ? { outcome: 'later', afterMs: 0, reason: 'no line' } : undefined;
    },
  });
  await until(
    async () => (await house.rows('select 1 from delivery where attempts = 1 and lease_token is null')).length === 4,
  );
  await house.pool.query('update customer set marketing = false where id = $1', [mali.customer]);
  house.at('2027-03-01T05:00:00Z');
  await tell(await meet(house), 'the platform takes messages');
  await until(async () => {
    house.pass(1_800_000);
    return !(await states()).includes('waiting');
  }, 15_000);
  expect(await states()).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'sent']);
  expect([...channel.got.values()].map((texts) => texts.length)).toEqual([1, 1, 1, 1, 1]);
});

test('of two processes one sends, and the other takes over when it leaves', async () => {
  const mali = await meet(house);
  const other = await house.other();
  const channel = scripted();
  const senders: Sender[] = [runSender(house, channel), runSender(other, channel)];
  running.push(...senders);
  await until(() => senders.some((sender) => sender.holds()));
  for (let n = 0; n < 50; n++) await tell(mali, `${n}`);
  await settled();
  expect(senders.filter((sender) => sender.holds())).toHaveLength(1);
  const first = senders.find((sender) => sender.holds())!;
  await first.close();
  await tell(mali, 'last');
  await settled();
  expect(channel.calls).toHaveLength(51);
  await Promise.all(running.splice(0).map((one) => one.close()));
  await other.end();
});

test('a sender that lost its lease changes nothing any more', async () => {
  const mali = await meet(house);
  await tell(mali, 'late');
  let go: () => void = () => undefined;
  const { channel } = send({
    answers: [() => new Promise((done) => (go = () => done({ outcome: 'refused', reason: 'stale' })))],
  });
  await until(() => channel.calls.length === 1);
  // It was stopped for longer than its lease; somebody else is the sender and has the row.
  await house.pool.query(
    `update sender set token = token + 1, lease_until = clock_timestamp() + interval '3 s'; update delivery set lease_token = lease_token + 1`,
  );
  go();
  await new Promise((done) => setTimeout(done, 300));
  expect(await house.rows('select state, reason from delivery')).toEqual([{ state: 'waiting', reason: null }]);
});

test('marketing looks at consent and at the night again when it is sent', async () => {
  const [mali, ken, noi] = [await meet(house), await meet(house, { zone: 'America/New_York' }), await meet(house)];
  for (const one of [mali, ken, noi]) await tell(one, 'offer', { class: 'marketing' });
  await house.pool.query('update customer set marketing = false where id = $1', [mali.customer]);
  // Noon in Taipei is 23:00 in New York.
  const { channel } = send();
  await until(async () => (await states()).filter((state) => state !== 'waiting').length === 2);
  expect(await states()).toEqual(['skipped', 'waiting', 'sent']);
  expect(await house.rows(`select run_at, attempts from delivery where state = 'waiting'`)).toEqual([
    { run_at: new Date('2027-03-01T14:00:00Z'), attempts: 0 },
  ]);
  house.at('2027-03-01T14:00:00Z');
  await settled();
  expect(channel.got.get(ken.address)).toEqual(['offer']);
});

test('what comes too late is skipped', async () => {
  const mali = await meet(house);
  await tell(mali, 'stale', { expiresAt: new Date('2027-03-01T03:59:00Z') });
  const { channel } = send();
  await settled();
  expect(await states()).toEqual(['skipped']);
  expect(channel.calls).toHaveLength(0);
});

test('a receipt overtakes any number of greetings', async () => {
  const people = await Promise.all(Array.from({ length: 60 }, () => meet(house)));
  for (const one of people) await tell(one, 'greeting', { class: 'marketing' });
  const { channel } = send({ abilities: { pace: 30 } });
  await until(() => channel.calls.length > 5);
  await tell(people[59]!, 'receipt');
  await until(() => channel.calls.some(({ text }) => text === 'receipt'));
  expect(channel.calls.length).toBeLessThan(30);
});

test('the pace of the platform is kept, and nearly reached', async () => {
  const people = await Promise.all(Array.from({ length: 100 }, () => meet(house)));
  for (const one of people) await tell(one, 'paced', { class: 'marketing' });
  const times: number[] = [];
  send({ abilities: { pace: 50 }, answer: () => void times.push(performance.now()) });
  await settled();
  const seconds = (times.at(-1)! - times[0]!) / 1_000;
  expect(99 / seconds).toBeGreaterThan(45);
  expect(99 / seconds).toBeLessThan(52.5);
});
