import { accessSync, constants, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Connection, type Log, openPostgres } from '../../adapters/postgres/index.ts';
import { birthOf } from '../../adapters/postgres/processes.ts';

export interface TestServer {
  connection: Connection;
  stop(): Promise<void>;
}

const PREFIX = 'quanbot-test-';
/** A file system in memory, where there is one. */
const MEMORY = '/dev/shm';
const ENOUGH = 3_000_000_000;
export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The PostgreSQL the tests use: TEST_DATABASE_URL, else an embedded one that is thrown away with its directory. */
export async function startTestServer(url: string | undefined, keep: boolean): Promise<TestServer> {
  if (url) return { connection: fromUrl(url), stop: async () => undefined };
  const folders = [tmpdir(), MEMORY];
  folders.forEach(sweep);
  const dataDir = temporaryDirectory(folders[roomy() ? 1 : 0]);
  const server = await openPostgres({ dataDir, log: silent, durable: false });
  return {
    connection: server.connection,
    async stop() {
      await server.stop();
      if (!keep) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Makes a copy of a database; of its files, where the server would otherwise go through them page by page. */
export async function copyDatabase(server: Connection, template: string, copy: string): Promise<void> {
  const client = new Client(server);
  await client.connect();
  try {
    const { rows } = await client.query('show server_version_num');
    const how = Number(rows[0].server_version_num) < 150_000 ? '' : 'strategy file_copy';
    await client.query(`create database ${copy} template ${template} ${how}`);
  } finally {
    await client.end();
  }
}

/**
 * Drops a database with the sessions that are left of us in it. By force it would fail whenever the server itself is clearing
 * up in there, which only a superuser may end; without force the server stops that, and waits for it.
 */
export async function dropDatabase(server: Connection, database: string): Promise<void> {
  const client = new Client(server);
  await client.connect();
  try {
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = current_user',
      [database],
    );
    await client.query(`drop database if exists ${database}`);
  } finally {
    await client.end();
  }
}

/** A new directory that carries our process number, by which a later run knows that nobody needs it any more. */
export function temporaryDirectory(folder = tmpdir()): string {
  return mkdtempSync(join(folder, `${PREFIX}${process.pid}-`));
}

// Runs that were killed leave 40 MB each, or more.
function sweep(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(PREFIX)) continue;
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    if (birthOf(pid) === undefined) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Whether the machine has memory to spare: a database is 700 files, and a run makes and drops hundreds of databases. */
function roomy(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return Math.min(bavail * bsize, freemem()) > ENOUGH;
  } catch {
    return false;
  }
}

function fromUrl(url: string): Connection {
  const { host, port, user = 'postgres', password, database } = new Client({ connectionString: url });
  return { host, port, user, password: password ?? '', database: database ?? user };
}
