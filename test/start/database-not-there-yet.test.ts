import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openHouse } from '../../src/main/open-house.ts';
import { urlOf } from '../command-line/quan.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** What a PostgreSQL says that starts or recovers. */
const STARTING = (() => {
  const fields = ['SFATAL', 'VFATAL', 'C57P03', 'Mthe database system is starting up'];
  const body = Buffer.from(`${fields.join('\0')}\0\0`);
  const head = Buffer.from('E....');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
})();

/** A door to the database that says "starting up" to the first few. */
async function openDoor({ connection: { host, port } }: FreshDatabase, turnedAway: number, at = 0): Promise<Server> {
  let knocks = 0;
  const sockets = new Set<Socket>();
  const door = createServer((near) => {
    sockets.add(near.on('error', () => undefined));
    if (knocks++ < turnedAway) return void near.once('data', () => near.end(STARTING));
    const far = host.startsWith('/') ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host);
    sockets.add(far.on('error', () => undefined));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((done) => door.listen(at, '127.0.0.1', done));
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((done) => door.close(done));
  });
  return door;
}

const portOf = (door: Server) => (door.address() as AddressInfo).port;

async function database(): Promise<FreshDatabase> {
  const fresh = await freshDatabase();
  ends.push(() => fresh.drop());
  return fresh;
}

async function open({ connection }: FreshDatabase, port: number, wrong: Partial<FreshDatabase['connection']> = {}) {
  const url = urlOf({ ...connection, ...wrong, host: '127.0.0.1', port });
  const logged: string[] = [];
  const log = (_facts: object, sentence: string) => void logged.push(sentence);
  const clock = { now: () => new Date() };
  const config = readConfig({ DATABASE_URL: url, APP_KEY: '07'.repeat(32) }, '/nonexistent');
  const began = performance.now();
  const opening = openHouse(config, clock, { info: log, warn: log, error: log }, false, { patienceMs: 2_000 });
  const error = await opening.then(
    (house) => void ends.push(() => house.close()),
    (thrown) => thrown as Error & { remedy?: string },
  );
  return { error, ms: performance.now() - began, waits: logged.filter((line) => line.includes('not ready')) };
}

test('a database that is starting is waited for, and that is said once', async () => {
  const fresh = await database();
  const door = await openDoor(fresh, 3);
  const { error, waits } = await open(fresh, portOf(door));
  expect([error, waits.length]).toEqual([undefined, 1]);
});

test('a database where nobody listens yet is waited for', async () => {
  const fresh = await database();
  const taken = createServer();
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
  const port = portOf(taken);
  await new Promise((done) => taken.close(done));
  const opened = open(fresh, port);
  await new Promise((done) => setTimeout(done, 700));
  await openDoor(fresh, 0, port);
  expect((await opened).error).toBeUndefined();
});

test('a database that does not come is given up with what to do', async () => {
  const fresh = await database();
  const door = await openDoor(fresh, 1_000);
  const { error, ms, waits } = await open(fresh, portOf(door));
  expect(error?.message).toMatch(/starting/);
  expect(error?.remedy).toMatch(/DATABASE_URL|log/);
  expect(ms).toBeGreaterThan(1_500);
  expect(ms).toBeLessThan(4_000);
  expect(waits).toHaveLength(1);
});

test.each([
  ['database name', { database: 'no_such_one' }],
  ['password', { user: 'no_such_user', password: 'wrong' }],
])('a wrong %s is not waited for', async (_what, wrong) => {
  const fresh = await database();
  const door = await openDoor(fresh, 0);
  const { error, ms, waits } = await open(fresh, portOf(door), wrong);
  expect(error?.remedy).toContain('DATABASE_URL');
  expect(ms).toBeLessThan(1_500);
  expect(waits).toEqual([]);
});
