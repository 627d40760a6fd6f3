import type pg from 'pg';
import type { Tx } from '../transaction.ts';

/** The first line of a backup. */
export interface BackupHead {
  quanbot: 1;
  at: string;
  /** What the database was migrated to. */
  migrations: string[];
}

const FETCH = 1_000;

/** Tables of the shop, but not the record of its migrations. */
export async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(
    `select tablename from pg_tables where schemaname = current_schema() and tablename <> 'schema_migrations' order by 1`,
  );
  return rows.map(({ tablename }) => tablename);
}

/** What the database was migrated to. */
export async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query('select name from schema_migrations order by timestamp');
  return rows.map(({ name }) => name);
}

/**
 * The whole shop as lines of JSON, as it was at one instant while people go on: a head, then each table's name and its
 * rows, then how many rows there were. The rows are the database's own text, and never numbers of JavaScript.
 */
export async function* readShop(client: pg.Client, now: Tx['now']): AsyncGenerator<string> {
  await client.query('begin isolation level repeatable read read only');
  const head: BackupHead = { quanbot: 1, at: now.toISOString(), migrations: await migrationsOf(client) };
  yield JSON.stringify(head);
  let count = 0;
  for (const table of await tablesOf(client)) {
    yield JSON.stringify({ table });
    await client.query(`declare lines no scroll cursor for select row_to_json(t)::text as line from "${table}" t`);
    for (;;) {
      const { rows } = await client.query<{ line: string }>(`fetch ${FETCH} from lines`);
      for (const { line } of rows) yield line;
      count += rows.length;
      if (rows.length < FETCH) break;
    }
    await client.query('close lines');
  }
  yield JSON.stringify({ rows: count });
  await client.query('commit');
}
