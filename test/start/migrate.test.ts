import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { afterAll, expect, test } from 'vitest';
import { databaseOptions, migrate } from '../../src/database.ts';
import { freshDatabase } from '../support/database.ts';

const fresh = await freshDatabase();
const open: DataSource[] = [];
afterAll(async () => {
  await Promise.all(open.map((one) => one.destroy()));
  await fresh.drop();
});

class Long1895400000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table what_held as select current_setting('statement_timeout') as time_out`);
    await runner.query('select pg_sleep(0.4)');
  }
  async down(): Promise<void> {}
}

/** A house whose customers wait 100 ms, with a migration that takes longer. */
async function hasty(): Promise<DataSource> {
  const options = databaseOptions(fresh.connection);
  const extra = { ...options.extra, statement_timeout: 100, query_timeout: 150 };
  const database = await new DataSource({ ...options, migrations: [Long1895400000001], extra }).initialize();
  open.push(database);
  return database;
}

test('a migration may take longer than any other statement, and is done once by two who start together', async () => {
  const [one, other] = await Promise.all([hasty(), hasty()]);
  const done = await Promise.all([migrate(one), migrate(other)]);
  expect(done.flat()).toEqual(['Long1895400000001']);
  expect(await one.query('select time_out from what_held')).toEqual([{ time_out: '0' }]);
  await expect(one.query('select pg_sleep(0.4)')).rejects.toThrow();
});

test('a process waits for the one that migrates, however long that takes', async () => {
  const holder = new Client(fresh.connection);
  await holder.connect();
  await holder.query('select pg_advisory_lock(7826001)');
  const waiting = migrate(await hasty());
  expect(await Promise.race([waiting, sleep(500).then(() => 'still waiting')])).toBe('still waiting');
  await holder.end();
  expect(await waiting).toEqual([]);
});
