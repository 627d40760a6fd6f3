import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import type { Connection } from '../../adapters/postgres/index.ts';
import { migrate, openDatabase } from '../../src/database.ts';
import { startTestServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    server: Connection;
    template: string;
    keepDatabases: boolean;
  }
}

/** One server for the run, and one migrated database that each test file gets a copy of. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // biome-ignore-start lint/style/noProcessEnv: tests are told by the environment which server to use
  const keep = process.env.KEEP_DB === '1';
  const server = await startTestServer(process.env.TEST_DATABASE_URL, keep);
  // biome-ignore-end lint/style/noProcessEnv: as above
  const template = `quanbot_template_${process.pid}`;
  try {
    await administer(server.connection, `create database ${template}`);
    const migrated = await openDatabase({ ...server.connection, database: template });
    try {
      await migrate(migrated);
    } finally {
      await migrated.destroy();
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('server', server.connection);
  project.provide('template', template);
  project.provide('keepDatabases', keep);
  return async () => {
    if (keep) await untilDismissed(server.connection);
    else await administer(server.connection, `drop database if exists ${template}`);
    await server.stop();
  };
}

async function administer(connection: Connection, statement: string): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function untilDismissed({ host, port, user, password }: Connection): Promise<void> {
  process.stderr.write(`\nKept: PGPASSWORD=${password} psql -h ${host} -p ${port} -U ${user} -l\n`);
  if (!process.stdin.isTTY) return;
  process.stderr.write('The server stays until you press Enter.\n');
  await new Promise((resolve) => process.stdin.once('data', resolve));
}
