import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { resumeBroadcast } from '../../src/broadcasts/stop-broadcast.ts';
import { runSender } from '../../src/outbox/run-sender.ts';
import { tryAgainAt } from '../../src/outbox/used-up.ts';
import { inTransaction } from '../../src/transaction.ts';
import { wordsFor } from '../../src/words/index.ts';
import { meet, scripted, until } from './house.ts';
import { type LineShop, openLineShop } from './line-shop.ts';

const operator = { kind: 'operator' } as const;
const MINUTE = 60_000;

let shop: LineShop;
beforeAll(async () => {
  shop = await openLineShop();
});
beforeEach(() => shop.fresh());
afterAll(() => shop.end());

const pushes = () => shop.line.calls.get('POST /v2/bot/message/push') ?? 0;
const state = async (id: string) =>
  (
    await shop.house.rows<{ state: string; reason: string | null }>(
      'select state, reason from broadcast where id = $1',
      [id],
    )
  )[0];

test('a new try is due in an hour or when the month turns in Japan, and never at night', () => {
  const again = (at: string) => tryAgainAt(new Date(at), 'Asia/Tokyo', 'Asia/Taipei').toISOString();
  expect(again('2027-03-10T04:00:00Z')).toBe('2027-03-10T05:00:00.000Z');
  // 20:30 in Taipei: an hour later is night.
  expect(again('2027-03-10T12:30:00Z')).toBe('2027-03-11T01:00:00.000Z');
  // Midnight in Tokyo is 23:00 in Taipei.
  expect(again('2027-12-31T14:30:00Z')).toBe('2028-01-01T01:00:00.000Z');
  expect(tryAgainAt(new Date('2027-12-31T14:30:00Z'), 'Asia/Tokyo', 'America/New_York').toISOString()).toBe(
    '2027-12-31T15:00:00.000Z',
  );
});

test('what cannot be pushed this month waits, costs one call an hour, rides along free, and goes out when the month turns', async () => {
  const people = [];
  for (let n = 0; n < 30; n++) people.push(await shop.friend(`friend ${n}`));
  shop.line.quota.limit = 0;
  shop.house.at('2027-03-31T04:00:00Z');
  for (const [n, one] of people.entries()) await shop.tell(one, `notice ${n}`);
  await shop.tell(people[0]!, 'too old by then', { expiresAt: new Date('2027-03-31T05:30:00Z') });
  await shop.tell(people[1]!, 'an offer', { class: 'marketing', expiresAt: new Date('2027-03-31T06:30:00Z') });
  const sender = shop.send();
  await until(
    async () =>
      sender.usedUp() && (await shop.house.rows('select 1 from delivery where lease_token is not null')).length === 0,
  );
  const first = pushes();
  expect(new Set(await shop.states())).toEqual(new Set(['waiting']));
  expect(await shop.ride(people[7]!)).toMatchObject([{ text: 'notice 7' }]);
  for (let hour = 1; hour <= 3; hour++) {
    shop.house.pass(30 * MINUTE);
    await new Promise((done) => setTimeout(done, 400));
    expect(pushes()).toBe(first + hour - 1);
    shop.house.pass(30 * MINUTE);
    await shop.rested('delivery', first + hour);
  }
  expect(
    await shop.house.rows(
      `select messages -> 0 ->> 'text' as text, reason from delivery where state = 'skipped' order by run_at, id`,
    ),
  ).toEqual([
    { text: 'too old by then', reason: 'monthly-limit' },
    { text: 'an offer', reason: 'monthly-limit' },
  ]);
  shop.line.quota.limit = 200;
  shop.house.at('2027-04-01T01:00:00Z');
  await until(async () => !(await shop.states()).includes('waiting'));
  expect(sender.usedUp()).toBe(false);
  expect(people.map(({ phone }) => phone.seen().length)).toEqual(people.map((_, n) => (n === 7 ? 0 : 1)));
  expect(shop.line.violations).toEqual([]);
});

test('the timeline says why something of this month still waits, or never came', () => {
  const words = wordsFor({ name: 'Quan Coffee', zone: 'Asia/Taipei', currency: 'TWD' });
  const said = (language: string, state: string, reason: string) =>
    words(language).dossier.did.message({ text: 'Hi', subject: 'trigger', channel: 'line', state, reason });
  expect(said('en', 'waiting', 'monthly-limit')).toMatch(/still to be sent, the messages of this month are used up$/);
  expect(said('en', 'waiting', '500 Internal error')).toMatch(/still to be sent$/);
  expect(said('zh-hant', 'skipped', 'monthly-limit')).toMatch(/沒有傳送，本月可傳的訊息已用完$/);
  expect(said('zh-hans', 'skipped', 'monthly-limit')).toMatch(/没有发送，本月可发的消息已用完$/);
});

test('what a person is told first still arrives first after the month was used up', async () => {
  const mali = await shop.friend('mali');
  shop.line.quota.limit = 0;
  await shop.tell(mali, 'one');
  const sender = shop.send();
  await until(() => sender.usedUp());
  shop.house.pass(MINUTE);
  await shop.tell(mali, 'two');
  shop.line.quota.limit = 5;
  shop.house.pass(60 * MINUTE);
  await until(() => mali.phone.seen().length === 2);
  expect(shop.line.accepted.map(({ messages }) => messages[0]!.text)).toEqual(['one', 'two']);
});

test('a broadcast that is more than the month has left rests, its starter is told once, and resuming goes on', async () => {
  const friends = await Promise.all(['mali', 'ken', 'noi'].map((name) => shop.friend(name)));
  const ploy = await shop.friend('ploy', { marketing: false, language: 'zh-hant' });
  const { rows } = await shop.house.pool.query(
    `insert into staff (customer_id, role, created_at) values ($1, 'marketer', now()) returning id`,
    [ploy.customer],
  );
  const by = { kind: 'staff', staff: { id: rows[0].id, role: 'marketer', endedAt: null } as never } as const;
  shop.line.quota.limit = 2;
  const id = await shop.begin(by);
  shop.send();
  await until(async () => (await state(id))?.state === 'paused');
  expect(await state(id)).toEqual({ state: 'paused', reason: 'monthly-limit:line' });
  const told = () => ploy.phone.seen().filter(({ text }) => text?.includes('已用完'));
  await until(() => told().length === 1);
  expect(told()[0]!.text).toContain(
    'LINE 本月可傳的訊息已用完，推播先暫停。請升級方案後再繼續，或等下個月 1 日再繼續。',
  );
  expect(friends.map(({ phone }) => phone.seen().length)).toEqual([0, 0, 0]);
  expect(await shop.figures(id)).toMatchObject({ planned: 3, sent: 0, refused: 0, waiting: 3 });
  shop.line.quota.limit = 100;
  await inTransaction(shop.house, (tx) => resumeBroadcast(tx, by, id));
  await until(async () => (await state(id))?.state === 'done');
  expect(await shop.figures(id)).toMatchObject({ planned: 3, sent: 3, unknown: 0, waiting: 0 });
  expect(friends.map(({ phone }) => phone.seen().length)).toEqual([1, 1, 1]);
  expect(told()).toHaveLength(1);
  expect(shop.line.violations).toEqual([]);
});

test('while LINE’s month is used up, people on other channels are told, also those with a text of their own', async () => {
  const mali = await shop.friend('mali');
  const tape = scripted();
  shop.house.channels.set('tape', tape);
  const ken = await meet(shop.house);
  shop.line.quota.limit = 0;
  const id = await shop.begin(operator, { plan: { texts: { en: 'Hello {name}' }, variants: [], rest: 'own' } });
  shop.send();
  await until(async () => (await state(id))?.reason === 'monthly-limit:line');
  const other = runSender(shop.house, tape);
  await until(() => tape.got.has(ken.address));
  await other.close();
  expect(await shop.figures(id)).toMatchObject({ planned: 2, sent: 1, waiting: 1 });
  shop.line.quota.limit = 1;
  await inTransaction(shop.house, (tx) => resumeBroadcast(tx, operator, id));
  await until(async () => (await state(id))?.state === 'done');
  expect(mali.phone.seen()).toHaveLength(1);
  expect(await shop.figures(id)).toMatchObject({ planned: 2, sent: 2, waiting: 0 });
});
