import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Pool } from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { inject } from 'vitest';
import type { Connection } from '../../adapters/postgres/index.ts';
import { type Lines, openLines } from '../../src/main/open-app.ts';
import { copyDatabase, dropDatabase, silent } from './server.ts';

const LET_GO_MS = 5_000;
const NO_PRIVILEGE = '42501';

export interface FreshDatabase {
  connection: Connection;
  drop(): Promise<void>;
}

/** A database of its own, migrated and empty: a copy of the run's template. KEEP_DB=1 keeps it. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const database = `quanbot_test_${randomBytes(6).toString('hex')}`;
  await copyDatabase(inject('server'), inject('template'), database);
  return {
    connection: { ...inject('server'), database },
    async drop() {
      if (inject('keepDatabases')) process.stderr.write(`Kept the database ${database}\n`);
      else await dropDatabase(inject('server'), database);
    },
  };
}

/** A database with the connections of a house to it. */
export interface ConnectedDatabase extends FreshDatabase {
  lines: Lines;
}

const emptied: ConnectedDatabase[] = [];

/**
 * As good as a fresh one and several times cheaper: one that was used before in this file, emptied, where there is one,
 * with connections whose ends at the server know the tables already.
 */
export async function emptyDatabase(): Promise<ConnectedDatabase> {
  const used = emptied.pop();
  if (used) return used;
  const fresh = await freshDatabase();
  const lines = await openLines(fresh.connection, silent);
  const emptier = await openEmptier(fresh.connection);
  const database: ConnectedDatabase = {
    connection: fresh.connection,
    lines,
    async drop() {
      if (inject('keepDatabases')) return close.get(database)!();
      await idle(lines);
      await empty(emptier);
      emptied.push(database);
    },
  };
  close.set(database, async () => {
    await Promise.all([lines.close(), emptier.client.end()]);
    await fresh.drop();
  });
  return database;
}

const close = new WeakMap<ConnectedDatabase, () => Promise<void>>();

/** Drops what `emptyDatabase` has kept for the next who asks. */
export async function dropEmptied(): Promise<void> {
  await Promise.all(emptied.splice(0).map((one) => close.get(one)!()));
}

/** Resolves when the house that had them has let go of every connection. */
async function idle({ database, pool }: Lines): Promise<void> {
  const { master } = database.driver as PostgresDriver;
  const end = performance.now() + LET_GO_MS;
  while ([pool, master as Pool].some((one) => one.idleCount < one.totalCount || one.waitingCount > 0)) {
    if (performance.now() > end) throw new Error('A house that was closed still holds a connection');
    await sleep(5);
  }
}

interface Table {
  name: string;
  needs: string[] | null;
  triggers: boolean;
}

let tables: Table[] | undefined;

/**
 * Who empties a database: a connection of its own, on which nobody looks at what refers to a row or guards it. The
 * connections of the house keep their plans, which they would lose if guards were set aside for all.
 */
interface Emptier {
  client: Client;
  /** False where the server does not let us; then guards are set aside for all. */
  unguarded: boolean;
}

async function openEmptier(connection: Connection): Promise<Emptier> {
  const client = new Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  const refused = (error: { code?: string }) => {
    if (error.code !== NO_PRIVILEGE) throw error;
    return true;
  };
  const unguarded = !(await client.query('set session_replication_role = replica').then(() => false, refused));
  return { client, unguarded };
}

/** Deletes what there is: a truncation makes a new file for each table and index, whether there was anything in it or not. */
async function empty({ client, unguarded }: Emptier): Promise<void> {
  tables ??= (await client.query<Table>(TABLES)).rows;
  const some = tables.map(({ name }) => `select '${name}' as name where exists (select from ${name})`);
  const { rows } = await client.query({ name: 'full', text: some.join(' union all ') });
  const full = new Set(rows.map(({ name }) => name));
  const guarded = unguarded ? [] : tables.filter(({ name, triggers }) => triggers && full.has(name));
  const turn = (how: string) => guarded.map(({ name }) => `alter table ${name} ${how} trigger user`);
  const deletes = neededLast(tables)
    .filter((name) => full.has(name))
    .map((name) => `delete from ${name}`);
  // Several statements in one string are one transaction.
  await client.query([...turn('disable'), ...deletes, ...turn('enable')].join(';\n'));
}

/** Those that refer to others come before them. Throws where tables refer to each other in a circle. */
function neededLast(all: Table[]): string[] {
  const left = new Map(all.map(({ name, needs }) => [name, needs ?? []]));
  const order: string[] = [];
  while (left.size > 0) {
    const needed = new Set([...left.values()].flat());
    const free = [...left.keys()].filter((name) => !needed.has(name));
    if (free.length === 0) throw new Error(`These refer to each other: ${[...left.keys()].join(', ')}`);
    for (const name of free) left.delete(name);
    order.push(...free);
  }
  return order;
}

// By name, whether others need them to be there, and whether something of ours refuses to have rows deleted.
const TABLES = `
select quote_ident(t.relname) as name,
  (select array_agg(distinct quote_ident(other.relname)) from pg_constraint c join pg_class other on other.oid = c.confrelid
   where c.conrelid = t.oid and c.contype = 'f' and c.confrelid <> t.oid) as needs,
  exists (select from pg_trigger g where g.tgrelid = t.oid and not g.tgisinternal) as triggers
from pg_class t
where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and not t.relispartition and t.relname <> 'schema_migrations'`;

/** The server and database of the run itself, for tests that make databases of their own. */
export function testServer(): Connection {
  return inject('server');
}
