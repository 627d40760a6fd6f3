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

const emptied: FreshDatabase[] = [];

/** As good as a fresh one and several times cheaper: one that was used before in this file, emptied, where there is one. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  const fresh = emptied.pop() ?? (await freshDatabase());
  if (inject('keepDatabases')) return fresh;
  return {
    connection: fresh.connection,
    async drop() {
      await empty(fresh.connection);
      emptied.push(fresh);
    },
  };
}

/** Drops what `emptyDatabase` has kept for the next who asks. */
export async function dropEmptied(): Promise<void> {
  await Promise.all(emptied.splice(0).map((one) => one.drop()));
}

async function empty(connection: Connection): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    const tables = await client.query(
      `select string_agg(quote_ident(tablename), ', ') as names from pg_tables
       where schemaname = 'public' and tablename <> 'schema_migrations'`,
    );
    await client.query(`truncate ${tables.rows[0].names}`);
  } finally {
    await client.end();
  }
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
