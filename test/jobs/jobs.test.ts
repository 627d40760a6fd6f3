import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { lastDue } from '../../jobs/due.ts';
import { expireCoupons } from '../../jobs/expire-coupons.ts';
import { forgetInboxEvents } from '../../jobs/forget-inbox-events.ts';
import { greetBirthdays } from '../../jobs/greet-birthdays.ts';
import { jobs } from '../../jobs/index.ts';
import type { Job } from '../../jobs/job.ts';
import { remindExpiringCoupons } from '../../jobs/remind-expiring-coupons.ts';
import { runDueJobs } from '../../jobs/run-due-jobs.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import type { CampaignInput } from '../../src/campaigns/terms.ts';
import { hearWaitingEvents } from '../../src/outbox/hear-waiting-events.ts';
import { runSender } from '../../src/outbox/run-sender.ts';
import { sayForgottenAnswers } from '../../src/outbox/say-forgotten-answers.ts';
import { inTransaction } from '../../src/transaction.ts';
import { type House, meet, openHouse, type Someone, scripted, until } from '../outbox/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  house.at('2027-03-01T04:00:00Z');
  await house.pool.query('truncate customer, campaign, coupon, delivery, job_run, inbox_event, inbox_waiting cascade');
});
afterAll(() => house.end());

const DAY = 86_400_000;
const run = (...some: Job[]) => runDueJobs(house, some);
const subjects = async () =>
  (await house.rows<{ subject: string }>('select subject from delivery order by created_at, subject')).map(
    ({ subject }) => subject,
  );

function campaign(more: Partial<CampaignInput> & { purpose?: 'birthday' } = {}) {
  const terms = { kind: 'amount' as const, name: { en: 'Free latte' }, amountMinor: 10_000, validity: { days: 7 } };
  return inTransaction(house, (tx) => createCampaign(tx, { kind: 'operator' }, { terms, ...more }));
}

async function hold(
  { customer }: Someone,
  campaignId: string,
  until: string,
  more: { claimed?: string; worst?: number; seq?: number } = {},
): Promise<string> {
  const id = randomUUID();
  await house.pool.query(
    `insert into coupon (id, campaign_id, customer_id, seq, terms_version, code_hash, channel, claimed_at, valid_from, valid_until, worst_minor)
     values ($1, $2, $3, $4, 1, $5, 'tape', $6, $6, $7, $8)`,
    [
      id,
      campaignId,
      customer,
      more.seq ?? 1,
      Math.floor(Math.random() * 1e15),
      more.claimed ?? '2027-02-01T00:00:00Z',
      until,
      more.worst ?? 0,
    ],
  );
  return id;
}

test('a job runs once for its period, on however many processes, and again when it failed', async () => {
  let runs = 0;
  let fail = true;
  const job: Job = {
    name: 'count',
    at: '*/5 * * * *',
    async run() {
      runs++;
      await new Promise((done) => setTimeout(done, 50));
      if (fail) throw new Error('not yet');
    },
  };
  const other = await house.other();
  const both = () => Promise.all([runDueJobs(house, [job]), runDueJobs(other, [job])]);
  await both();
  expect(runs).toBe(1);
  expect(await house.rows('select state, reason from job_run')).toEqual([
    { state: 'failed', reason: 'Error: not yet' },
  ]);
  fail = false;
  await house.pool.query(`update job_run set lease_until = '-infinity'`);
  await both();
  await both();
  expect(runs).toBe(2);
  house.pass(300_000);
  await both();
  expect(runs).toBe(3);
  await other.end();
});

test('a job whose process died is taken over when its lease has run out', async () => {
  let runs = 0;
  const job: Job = { name: 'count', at: '*/5 * * * *', run: async () => void runs++ };
  await house.pool.query(
    `insert into job_run (job, period, state, due_at, started_at, lease_token, lease_until)
     values ('count', '2027-03-01T04:00:00.000Z', 'running', now(), now(), uuid7(), clock_timestamp() + interval '1 minute')`,
  );
  await run(job);
  expect(runs).toBe(0);
  await house.pool.query(`update job_run set lease_until = clock_timestamp() - interval '1 second'`);
  await run(job);
  expect(runs).toBe(1);
});

test('a job is due by steps, lists and ranges, and one that cannot be read is an error', () => {
  const monday = new Date('2027-03-01T04:07:30Z');
  expect(lastDue('*/5 * * * *', monday)).toEqual(new Date('2027-03-01T04:05:00Z'));
  expect(lastDue('0 3,9 * * 1-5', monday)).toEqual(new Date('2027-03-01T03:00:00Z'));
  expect(lastDue('0 9 * * 1-5', monday)).toBeUndefined();
  expect(() => lastDue('0 9 * * MON', monday)).toThrow('MON');
  for (const { at } of jobs) if (at !== 'always') expect(lastDue(at, monday), at).toBeDefined();
});

test('every job can run in an empty house', async () => {
  const ran = await runDueJobs(house, jobs, () => Promise.reject(new Error('nothing to hear')));
  expect(ran.sort()).toEqual(jobs.map(({ name }) => name).sort());
  expect(await house.rows(`select 1 from job_run where state <> 'done'`)).toEqual([]);
});

for (const [born, zone, early, now] of [
  [301, null, '2027-03-01T00:59:00Z', '2027-03-01T01:00:00Z'],
  [301, 'Pacific/Kiritimati', '2027-02-28T18:59:00Z', '2027-02-28T19:00:00Z'],
  [301, 'Pacific/Pago_Pago', '2027-03-01T19:59:00Z', '2027-03-01T20:00:00Z'],
  [301, 'America/New_York', '2027-03-01T13:59:00Z', '2027-03-01T14:00:00Z'],
  [229, null, '2027-02-28T00:59:00Z', '2027-02-28T01:00:00Z'],
  [229, null, '2028-02-28T10:00:00Z', '2028-02-29T01:00:00Z'],
  [228, null, '2028-02-28T00:59:00Z', '2028-02-28T01:00:00Z'],
  [101, 'Pacific/Auckland', '2027-12-31T19:59:00Z', '2027-12-31T20:00:00Z'],
  [1231, 'Pacific/Honolulu', '2028-01-01T05:59:00Z', '2028-01-01T06:00:00Z'],
] as const) {
  const late = born === 1231;
  test(`born on ${born} in ${zone ?? 'the shop'}: greeted at ${now}, once`, async () => {
    await meet(house, { birth_mmdd: born, zone });
    if (!late) {
      house.at(early);
      await run(greetBirthdays);
      expect(await subjects()).toEqual([]);
    }
    house.at(now);
    await run(greetBirthdays);
    await runDueJobs(house, [greetBirthdays]);
    for (let days = 1; days <= 9; days++) {
      house.pass(DAY);
      await run(greetBirthdays);
    }
    expect(await subjects()).toHaveLength(1);
  });
}

test('after downtime birthdays of the last seven days are greeted, in the day, and older ones are let go', async () => {
  const [mali] = [await meet(house, { birth_mmdd: 224 }), await meet(house, { birth_mmdd: 221 })];
  house.at('2027-03-01T17:00:00Z');
  await run(greetBirthdays);
  expect(await subjects()).toEqual([]);
  house.at('2027-03-02T02:00:00Z');
  await run(greetBirthdays);
  expect(await subjects()).toEqual([`birthday:${mali.customer}:2027`]);
  const [{ messages }] = (await house.rows<{ messages: { text: string }[] }>('select messages from delivery')) as [
    { messages: { text: string }[] },
  ];
  expect(messages[0]!.text).toContain('little late');
});

test('a birthday that was changed brings no second benefit within 300 days', async () => {
  const mali = await meet(house, { birth_mmdd: 301 });
  await run(greetBirthdays);
  for (const [born, at, greetings] of [
    [401, '2027-04-01T04:00:00Z', 1],
    [101, '2028-01-01T04:00:00Z', 2],
    [1231, '2028-12-31T04:00:00Z', 2],
  ] as const) {
    await house.pool.query('update customer set birth_mmdd = $1', [born]);
    house.at(at);
    await run(greetBirthdays);
    expect(await subjects(), at).toHaveLength(greetings);
  }
  expect(await subjects()).toContain(`birthday:${mali.customer}:2028`);
});

test('somebody who moves to another zone has one birthday', async () => {
  await meet(house, { birth_mmdd: 301, zone: 'Asia/Tokyo' });
  house.at('2027-03-01T00:00:00Z');
  await run(greetBirthdays);
  await house.pool.query(`update customer set zone = 'America/New_York'`);
  house.at('2027-03-01T14:00:00Z');
  await run(greetBirthdays);
  expect(await subjects()).toHaveLength(1);
});

test('a birthday coupon is given once, and no greeting goes to those who said no', async () => {
  const birthday = await campaign({ purpose: 'birthday' });
  const mali = await meet(house, { birth_mmdd: 301 });
  await meet(house, { birth_mmdd: 301, marketing: false });
  const other = await house.other();
  await Promise.all([runDueJobs(house, [greetBirthdays]), runDueJobs(other, [greetBirthdays])]);
  await other.end();
  expect(await house.rows('select customer_id, state, channel from coupon')).toEqual([
    { customer_id: mali.customer, state: 'issued', channel: 'tape' },
  ]);
  const rows = await house.rows<{ messages: object[]; class: string }>('select messages, class from delivery');
  expect(rows).toHaveLength(1);
  expect(rows[0]!.class).toBe('marketing');
  expect(JSON.stringify(rows[0]!.messages)).toContain('"says":"/stop"');
  expect(rows[0]!.messages[1]).toMatchObject({
    title: 'Free latte',
    code: { token: expect.any(String) },
  });
  expect(birthday.purpose).toBe('birthday');
});

test('coupons that end on one day are one reminder, three days and one day before, and none after use', async () => {
  const { id } = await campaign({ perCustomer: 9 });
  const [mali, ken] = [await meet(house), await meet(house)];
  await hold(mali, id, '2027-03-04T16:00:00Z');
  await hold(mali, id, '2027-03-04T12:00:00Z', { seq: 2 });
  const kens = await hold(ken, id, '2027-03-04T16:00:00Z');
  for (let hour = 0; hour < 96; hour++) {
    house.at(new Date(Date.UTC(2027, 1, 28, 20 + hour)).toISOString());
    if (hour === 50) await house.pool.query(`update coupon set state = 'redeemed' where id = $1`, [kens]);
    await run(remindExpiringCoupons);
  }
  const rows = await house.rows<{ subject: string; created_at: Date; messages: { text: string }[] }>(
    'select subject, created_at, messages from delivery order by created_at, subject',
  );
  const seen = rows.map(
    ({ subject, created_at }) =>
      `${subject.replace(mali.customer, 'mali').replace(ken.customer, 'ken')} ${created_at.toISOString()}`,
  );
  expect(seen.sort()).toEqual([
    'expiring:ken:2027-03-04:3d 2027-03-01T01:00:00.000Z',
    'expiring:mali:2027-03-04:1d 2027-03-03T01:00:00.000Z',
    'expiring:mali:2027-03-04:3d 2027-03-01T01:00:00.000Z',
  ]);
  expect(
    rows.find(({ subject }) => subject.includes(mali.customer))!.messages[0]!.text.match(/Free latte/g),
  ).toHaveLength(2);
});

test('a reminder that was missed is caught up on, unless the coupon was claimed that late', async () => {
  const { id } = await campaign({ perCustomer: 9 });
  const [mali, noi] = [await meet(house), await meet(house)];
  await hold(mali, id, '2027-03-04T16:00:00Z');
  await hold(noi, id, '2027-03-04T16:00:00Z', { claimed: '2027-03-01T05:00:00Z' });
  house.at('2027-03-02T04:00:00Z');
  await run(remindExpiringCoupons);
  expect(await subjects()).toEqual([`expiring:${mali.customer}:2027-03-04:3d`]);
  house.at('2027-03-04T04:00:00Z');
  await run(remindExpiringCoupons);
  expect((await subjects()).sort()).toEqual(
    [
      `expiring:${mali.customer}:2027-03-04:3d`,
      `expiring:${mali.customer}:2027-03-04:1d`,
      `expiring:${noi.customer}:2027-03-04:1d`,
    ].sort(),
  );
});

test('each person is reminded in their own morning', async () => {
  const { id } = await campaign();
  const [mali, ken] = [await meet(house), await meet(house, { zone: 'America/New_York' })];
  await hold(mali, id, '2027-03-04T16:00:00Z');
  await hold(ken, id, '2027-03-04T16:00:00Z');
  await run(remindExpiringCoupons);
  expect(await subjects()).toEqual([`expiring:${mali.customer}:2027-03-04:3d`]);
  house.at('2027-03-01T14:00:00Z');
  await run(remindExpiringCoupons);
  expect(await subjects()).toEqual([
    `expiring:${mali.customer}:2027-03-04:3d`,
    `expiring:${ken.customer}:2027-03-04:3d`,
  ]);
});

test('expired coupons give their budget back, once', async () => {
  const { id } = await campaign({ perCustomer: 9, budgetMinor: 1_000_000 });
  await house.pool.query('update campaign set committed_minor = 30000, claimed = 3');
  const mali = await meet(house);
  await hold(mali, id, '2027-03-01T03:59:00Z', { worst: 10_000 });
  await hold(mali, id, '2027-03-01T04:00:00Z', { worst: 10_000, seq: 2 });
  await hold(mali, id, '2027-03-01T04:01:00Z', { worst: 10_000, seq: 3 });
  const other = await house.other();
  await Promise.all([runDueJobs(house, [expireCoupons]), runDueJobs(other, [expireCoupons])]);
  house.pass(59_000);
  await run(expireCoupons);
  await other.end();
  expect(await house.rows('select state, count(*)::int from coupon group by state order by state')).toEqual([
    { state: 'expired', count: 2 },
    { state: 'issued', count: 1 },
  ]);
  expect(await house.rows('select committed_minor from campaign')).toEqual([{ committed_minor: '10000' }]);
});

async function heard(eventId: string, address: string, at: string, answeredAt: string | null = null): Promise<string> {
  const { rows } = await house.pool.query(
    `insert into inbox_event (channel, event_id, address, heard_at, answer, answered_at, retry_key) values ('tape', $1, $2, $3, $4, $5, uuid7()) returning retry_key`,
    [eventId, address, at, { messages: [{ text: `answer ${eventId}` }] }, answeredAt],
  );
  return rows[0].retry_key;
}

test('an answer that nobody got is said once, under its own key', async () => {
  const key = await heard('one', 'mali', '2027-03-01T03:59:00Z');
  await heard('fresh', 'ken', '2027-03-01T03:59:45Z');
  await heard('old', 'noi', '2027-02-27T00:00:00Z');
  const other = await house.other();
  await Promise.all([sayForgottenAnswers(house), sayForgottenAnswers(other)]);
  await other.end();
  const channel = scripted();
  const sender = runSender(house, channel);
  await until(() => channel.calls.length > 0);
  await sender.close();
  expect(channel.calls).toMatchObject([{ to: ['mali'], text: 'answer one', key }]);
  expect(await house.rows('select event_id from inbox_event where answered_at is null')).toEqual([
    { event_id: 'fresh' },
  ]);
});

test('an event that was only kept is heard once and answered; one that always fails is dropped after five times', async () => {
  const keep = (id: string) =>
    house.pool.query(`insert into inbox_waiting (channel, event_id, inbound, at) values ('tape', $1, $2, $3)`, [
      id,
      { id, channel: 'tape', from: 'mali', text: 'hello' },
      '2027-03-01T03:59:00Z',
    ]);
  await keep('good');
  await keep('bad');
  const hearings: string[] = [];
  const hear = async ({ id }: { id: string }) => {
    hearings.push(id);
    if (id === 'bad') throw new Error('bad');
    await heard(id, 'mali', '2027-03-01T04:00:00Z');
    return { messages: [], again: false, answered: async () => undefined };
  };
  for (let n = 0; n < 9; n++) {
    await hearWaitingEvents(house, hear);
    house.pass(11_000);
  }
  expect(hearings.filter((id) => id === 'good')).toHaveLength(1);
  expect(hearings.filter((id) => id === 'bad')).toHaveLength(5);
  expect(await house.rows('select 1 from inbox_waiting')).toEqual([]);
  expect(await subjects()).toEqual(['answer:tape:good']);
});

test('an acknowledged event outlives any number of attempts in bad weather', async () => {
  await house.pool.query(`insert into inbox_waiting (channel, event_id, inbound, at) values ('tape', 'wet', $1, $2)`, [
    { id: 'wet', channel: 'tape', from: 'mali', text: 'hello' },
    '2027-03-01T03:59:00Z',
  ]);
  const hearings: string[] = [];
  const hear = async ({ id }: { id: string }) => {
    hearings.push(id);
    if (hearings.length < 9) throw Object.assign(new Error('too many connections'), { code: '53300' });
    await heard(id, 'mali', '2027-03-01T04:00:00Z');
    return { messages: [], again: false, answered: async () => undefined };
  };
  for (let n = 0; n < 12; n++) {
    await hearWaitingEvents(house, hear);
    house.pass(11_000);
  }
  expect(hearings).toHaveLength(9);
  expect(await house.rows('select 1 from inbox_waiting')).toEqual([]);
});

test('answers are forgotten after a day and events after thirty', async () => {
  await heard('month', 'mali', '2027-01-20T00:00:00Z', '2027-01-20T00:00:00Z');
  await heard('day', 'mali', '2027-02-27T00:00:00Z', '2027-02-27T00:00:00Z');
  await heard('hour', 'mali', '2027-03-01T03:00:00Z', '2027-03-01T03:00:00Z');
  await run(forgetInboxEvents);
  house.pass(30 * 3_600_000);
  await run(forgetInboxEvents);
  expect(await house.rows('select event_id, answer is null as gone from inbox_event order by heard_at')).toEqual([
    { event_id: 'day', gone: true },
    { event_id: 'hour', gone: true },
  ]);
});
