import { Client } from 'pg';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from './database.ts';

const fresh = await Promise.all([freshDatabase(), freshDatabase()]);
afterAll(() => Promise.all(fresh.map((one) => one.drop())));

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
