import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openPostgres, StartError } from '../../adapters/postgres/index.ts';
import { silent, temporaryDirectory } from '../support/server.ts';
import { ask } from './hold.ts';

const directory = temporaryDirectory();
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const open = (dataDir: string, more: object = {}) =>
  openPostgres({ dataDir, log: silent, durable: false, patienceMs: 100, ...more });

async function refusal(work: Promise<unknown>): Promise<StartError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StartError);
  return error as StartError;
}

test('the bundled database is private, checked, and speaks Unicode and UTC', async () => {
  const dataDir = join(directory, 'plain');
  const server = await open(dataDir);
  const [row] = await ask(
    server.connection,
    `select current_setting('server_version_num')::int / 10000 as major, current_setting('data_checksums') as checksums,
      current_setting('TimeZone') as zone, current_setting('listen_addresses') as addresses,
      current_setting('server_encoding') as encoding, lower('ÀÉ') as lower,
      (select rolsuper from pg_roles where rolname = current_user) as superuser`,
  );
  expect(row).toEqual({
    major: server.major,
    checksums: 'on',
    zone: 'UTC',
    addresses: '',
    encoding: 'UTF8',
    lower: 'àé',
    superuser: false,
  });
  expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
  expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
  await expect(ask({ ...server.connection, password: 'wrong' }, 'select 1')).rejects.toThrow(/password/);
  await server.stop();
  await server.stop();
  expect(existsSync(join(dataDir, 'owner'))).toBe(false);
});

test('a lost password file is replaced and the data stays', async () => {
  const dataDir = join(directory, 'forgetful');
  const first = await open(dataDir);
  await ask(first.connection, 'create table kept as select 1 as one');
  await first.stop();
  rmSync(join(dataDir, 'postgres.password'));
  const second = await open(dataDir);
  expect(await ask(second.connection, 'select one from kept')).toEqual([{ one: 1 }]);
  await second.stop();
});

test('a directory deeper than a socket path allows works', async () => {
  const deep = join(directory, 'a'.repeat(60), 'b'.repeat(60));
  const server = await open(deep);
  expect(server.connection.host.length).toBeLessThan(90);
  expect(await ask(server.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.stop();
  expect(existsSync(server.connection.host)).toBe(false);
});

test('files of another major version are refused and left alone', async () => {
  const dataDir = join(directory, 'old');
  mkdirSync(join(dataDir, 'postgres'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '16\n');
  const error = await refusal(open(dataDir));
  expect(error.code).toBe('data-dir-other-major');
  expect(error.message).toMatch(/PostgreSQL 16.*PostgreSQL 18/);
  expect(error.remedy).toMatch(/Nothing was changed/);
  expect(readFileSync(join(dataDir, 'postgres', 'PG_VERSION'), 'utf8')).toBe('16\n');
});

test('a number that now belongs to some other process does not keep the database from starting', async () => {
  const dataDir = join(directory, 'reused');
  const server = await open(dataDir);
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  const lines = readFileSync(file, 'utf8').split('\n');
  await server.stop();
  writeFileSync(file, [String(process.ppid), ...lines.slice(1)].join('\n'));
  writeFileSync(join(dataDir, 'owner'), JSON.stringify({ pid: process.ppid, born: 'long ago' }));
  const again = await open(dataDir);
  expect(await ask(again.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  await again.stop();
});

test('a server that somebody else runs on the files is left alone', async () => {
  const dataDir = join(directory, 'foreign');
  const server = await open(dataDir);
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  const truth = readFileSync(file, 'utf8');
  // As seen from another container: our owner file means nothing there, and the number is nobody's.
  rmSync(join(dataDir, 'owner'));
  writeFileSync(file, ['2147483647', ...truth.split('\n').slice(1)].join('\n'));
  expect((await refusal(open(dataDir))).code).toBe('data-dir-foreign-server');
  writeFileSync(file, truth);
  expect(await ask(server.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.stop();
});
