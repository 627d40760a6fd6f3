import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Connection, type Log, openPostgres } from '../../adapters/postgres/index.ts';
import { birthOf } from '../../adapters/postgres/processes.ts';

export interface TestServer {
  connection: Connection;
  stop(): Promise<void>;
}

const PREFIX = 'quanbot-test-';
export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The PostgreSQL the tests use: TEST_DATABASE_URL, else an embedded one that is thrown away with its directory. */
export async function startTestServer(url: string | undefined, keep: boolean): Promise<TestServer> {
  if (url) return { connection: fromUrl(url), stop: async () => undefined };
  sweep();
  const dataDir = temporaryDirectory();
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

/** A new directory that carries our process number, by which a later run knows that nobody needs it any more. */
export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

// Runs that were killed leave 40 MB each.
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    if (birthOf(pid) === undefined) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function fromUrl(url: string): Connection {
  const { host, port, user = 'postgres', password, database } = new Client({ connectionString: url });
  return { host, port, user, password: password ?? '', database: database ?? user };
}
