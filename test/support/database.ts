import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { Connection } from '../../adapters/postgres/index.ts';

export interface FreshDatabase {
  connection: Connection;
  drop(): Promise<void>;
}

/** A database of its own, migrated and empty: a copy of the run's template. KEEP_DB=1 keeps it. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const database = `quanbot_test_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${database} template ${inject('template')}`);
  return {
    connection: { ...inject('server'), database },
    async drop() {
      if (inject('keepDatabases')) process.stderr.write(`Kept the database ${database}\n`);
      else await administer(`drop database if exists ${database} with (force)`);
    },
  };
}

/** The server and database of the run itself, for tests that make databases of their own. */
export function testServer(): Connection {
  return inject('server');
}

async function administer(statement: string): Promise<void> {
  const client = new Client(inject('server'));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
