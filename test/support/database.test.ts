import { Client } from 'pg';
import { afterAll, expect, test } from 'vitest';
import { dropEmptied, emptyDatabase, freshDatabase } from './database.ts';

const fresh = await Promise.all([freshDatabase(), freshDatabase()]);
afterAll(async () => {
  await dropEmptied();
  await Promise.all(fresh.map((one) => one.drop()));
});

test('two test files do not see each other', async () => {
  const [one, other] = fresh.map(({ connection }) => new Client(connection)) as [Client, Client];
  await Promise.all([one.connect(), other.connect()]);
  await one.query('create table mine ()');
  const { rows } = await other.query(`select to_regclass('mine') as found`);
  expect(rows).toEqual([{ found: null }]);
  await Promise.all([one.end(), other.end()]);
});

test('a fresh database is migrated', async () => {
  const client = new Client(fresh[0]?.connection);
  await client.connect();
  const { rows } = await client.query(`select count(*)::int as tables from pg_tables where schemaname = 'public'`);
  expect(rows[0].tables).toBeGreaterThan(1);
  await client.end();
});

test('who asks for an empty database after another gets theirs, with nothing in it and every guard in place', async () => {
  const before = await emptyDatabase();
  const { pool } = before.lines;
  await pool.query(FILL);
  const held = await pool.connect();
  let dropped = false;
  const dropping = before.drop().then(() => {
    dropped = true;
  });
  await Promise.race([dropping, new Promise((done) => setTimeout(done, 400))]);
  expect(dropped).toBe(false);
  held.release();
  await dropping;
  const after = await emptyDatabase();
  expect(after.connection).toEqual(before.connection);
  const { rows } = await after.lines.pool.query(
    'select (select count(*) from customer) + (select count(*) from identity) + (select count(*) from audit) as left',
  );
  expect(rows).toEqual([{ left: '0' }]);
  await after.lines.pool.query(FILL);
  await expect(after.lines.pool.query('delete from audit')).rejects.toThrow();
  await after.drop();
});

const FILL = `
with someone as (insert into customer (language, joined_at, agreed_version, created_at) values ('en', now(), '1', now()) returning id)
insert into identity (customer_id, channel, address, heard_at, created_at) select id, 'web', 'w', now(), now() from someone;
insert into audit (actor, act, subject, facts, at) values ('one', 'does', 'something', '{}', now())`;
