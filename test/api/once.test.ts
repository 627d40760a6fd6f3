import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiShop, openApiShop } from './api-shop.ts';

let shop: ApiShop;
let key: string;
let mali: string;
beforeAll(async () => {
  shop = await openApiShop();
  key = await shop.key('campaigns', 'redeem', 'purchases', 'points');
  mali = await shop.person('Mali');
});
afterAll(() => shop?.close());

const give = (headers: Record<string, string | undefined>, delta = 10) =>
  shop.call(key, `POST /customers/${mali}/points`, { delta, reason: 'test' }, headers);
const balance = async () => (await shop.call(key, `GET /customers/${mali}/points`)).body.balance;

test('a change without an Idempotency-Key is refused', async () => {
  expect(await give({ 'idempotency-key': undefined })).toMatchObject({
    status: 400,
    body: { code: 'idempotency-needed' },
  });
  expect(await give({ 'idempotency-key': 'x'.repeat(201) })).toMatchObject({ status: 400 });
  expect(await balance()).toBe(0);
});

test('the same key and body have one effect and get the same answer', async () => {
  const first = await give({ 'idempotency-key': 'once' });
  expect(first.status).toBe(201);
  for (let n = 0; n < 3; n++) {
    const again = await give({ 'idempotency-key': 'once' });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
  }
  const reordered = await shop.call(key, `POST /customers/${mali}/points`, '{"reason":"test","delta":10}', {
    'idempotency-key': 'once',
  });
  expect(reordered.body).toEqual(first.body);
  expect(await balance()).toBe(10);
});

test('the same key with another body, another address or of another API key is another matter', async () => {
  const other = await give({ 'idempotency-key': 'once' }, 11);
  expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-other-body' } });
  const ken = await shop.person('Ken');
  const address = await shop.call(
    key,
    `POST /customers/${ken}/points`,
    { delta: 10, reason: 'test' },
    { 'idempotency-key': 'once' },
  );
  expect(address).toMatchObject({ status: 422, body: { code: 'idempotency-other-body' } });
  const till = await shop.key('points');
  const own = await shop.call(
    till,
    `POST /customers/${ken}/points`,
    { delta: 10, reason: 'test' },
    { 'idempotency-key': 'once' },
  );
  expect(own).toMatchObject({ status: 201, body: { balance: 10 } });
  expect(await balance()).toBe(10);
});

test('twenty at once with one key have one effect and one answer', async () => {
  const before = await balance();
  const told = await Promise.all(Array.from({ length: 20 }, () => give({ 'idempotency-key': 'rush' })));
  expect(new Set(told.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(told.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(await balance()).toBe(before + 10);
});

test('twenty at once on one coupon with keys of their own: one redeems, nineteen are told', async () => {
  const { id } = await shop.campaign({ terms: { kind: 'amount', amountMinor: 2000 } });
  const { code } = await shop.claim(id, mali);
  const told = await Promise.all(
    Array.from({ length: 20 }, () => shop.call(key, 'POST /redeem', { code, amountMinor: 5000 })),
  );
  expect(told.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(told.filter(({ status, body }) => status === 409 && body.code === 'coupon-used')).toHaveLength(19);
  expect((await shop.query('select count(*)::int as n from redemption'))[0].n).toBe(1);
});

test('a refusal is kept as well, in the words it was first given in', async () => {
  const spend = (language: string) =>
    shop.call(
      key,
      `POST /customers/${mali}/points`,
      { delta: -1_000_000, reason: 'x' },
      { 'idempotency-key': 'short', 'accept-language': language },
    );
  const first = await spend('zh-TW');
  expect(first).toMatchObject({ status: 409, body: { code: 'points-short' } });
  await give({}, 2_000_000);
  expect((await spend('en')).body).toEqual(first.body);
  expect(await balance()).toBeGreaterThan(1_000_000);
});

test('a bug does nothing, keeps nothing, and stands in the log under the number that the caller got', async () => {
  await shop.query('alter table points_entry rename to points_entry_gone');
  const broken = await give({ 'idempotency-key': 'bug' });
  await shop.query('alter table points_entry_gone rename to points_entry');
  expect(broken).toMatchObject({ status: 500, body: { code: 'bug' } });
  const { id } = shop.logged.at(-1)!.facts as { id: string };
  expect(broken.body.remedy).toContain(id);
  expect((await give({ 'idempotency-key': 'bug' })).status).toBe(201);
});

test('a database that is away is a 503 that says when to try again', async () => {
  await shop.query(`alter role current_user set lock_timeout = 0`);
  const blocker = shop.app.database.createQueryRunner();
  await blocker.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
  );
  await blocker.release();
  const told = await Promise.all(Array.from({ length: 12 }, (_, n) => give({ 'idempotency-key': `weather-${n}` })));
  for (const { status, headers } of told) {
    expect([201, 503]).toContain(status);
    if (status === 503) expect(headers.get('retry-after')).toBe('5');
  }
  for (let n = 0; n < 12; n++) expect((await give({ 'idempotency-key': `weather-${n}` })).status).toBe(201);
});

test('a key is forgotten after seven days', async () => {
  const before = await balance();
  await give({ 'idempotency-key': 'week' });
  shop.clock.at = new Date(shop.clock.at.getTime() + 7 * 86_400_000 - 1);
  await give({ 'idempotency-key': 'week' });
  expect(await balance()).toBe(before + 10);
  shop.clock.at = new Date(shop.clock.at.getTime() + 1);
  await give({ 'idempotency-key': 'week' });
  expect(await balance()).toBe(before + 20);
});
