import type pg from 'pg';
import type { Tx } from '../transaction.ts';
import { type BackupHead, migrationsOf, tablesOf } from './read-shop.ts';

const BATCH = 500;

/** Why a backup cannot be brought back here. */
export type NotRestored = 'not-a-backup' | 'cut-short' | 'other-version' | 'other-key' | 'not-empty';

/**
 * Brings a backup back into a migrated database in which nothing has happened yet, whole or not at all. What was about to
 * be told to many is not told: it may have been since.
 */
export async function writeShop(
  client: pg.Client,
  lines: AsyncIterable<string>,
  now: Tx['now'],
): Promise<{ rows: number } | { not: NotRestored }> {
  await client.query('begin');
  const done = await write(client, lines, now);
  await client.query('not' in done ? 'rollback' : 'commit');
  return done;
}

async function write(client: pg.Client, lines: AsyncIterable<string>, now: Date) {
  const all = lines[Symbol.asyncIterator]();
  const head = parsed<BackupHead>((await all.next()).value);
  if (head?.quanbot !== 1) return { not: 'not-a-backup' as const };
  if (String(head.migrations) !== String(await migrationsOf(client))) return { not: 'other-version' as const };
  const tables = new Set(await tablesOf(client));
  if (await isUsed(client, tables)) return { not: 'not-empty' as const };
  const [key] = (await client.query(`delete from setting where key = 'app_key_check' returning value`)).rows;
  const foreignKeys = await dropForeignKeys(client);
  let table = '';
  let count = 0;
  let batch: string[] = [];
  const flush = async () => {
    await client.query(
      `insert into "${table}" overriding system value select * from json_populate_recordset(null::"${table}", $1::json)`,
      [`[${batch.join(',')}]`],
    );
    count += batch.length;
    batch = [];
  };
  for (let next = await all.next(); ; next = await all.next()) {
    if (next.done) return { not: 'cut-short' as const };
    const mark = /^\{"(?:table|rows)":[^,]*\}$/.test(next.value)
      ? parsed<{ table?: string; rows?: number }>(next.value)
      : undefined;
    if (batch.length >= BATCH || (mark && batch.length > 0)) await flush();
    if (mark?.rows !== undefined) {
      if (mark.rows !== count) return { not: 'cut-short' as const };
      break;
    }
    if (!mark) batch.push(next.value);
    else if (mark.table !== undefined && tables.has(mark.table)) table = mark.table;
    else return { not: 'not-a-backup' as const };
  }
  const [restored] = (await client.query(`select value from setting where key = 'app_key_check'`)).rows;
  if (key && restored && restored.value !== key.value) return { not: 'other-key' as const };
  for (const add of foreignKeys) await client.query(add);
  await countOn(client, [...tables]);
  await client.query(TELL_NOBODY_TWICE, [now]);
  await client.query(STOP_BROADCASTS, [now]);
  return { rows: count };
}

function parsed<T>(line: string | undefined): Partial<T> | undefined {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return undefined;
  }
}

// Opening a shop writes its settings; anything else has been done by somebody.
async function isUsed(client: pg.Client, tables: Set<string>): Promise<boolean> {
  for (const table of tables) {
    if (['setting', 'sender', 'job_run', 'channel_note'].includes(table)) continue;
    if ((await client.query(`select from "${table}" limit 1`)).rowCount) return true;
  }
  for (const table of ['sender', 'job_run', 'channel_note', 'setting']) {
    const but = table === 'setting' ? `where key <> 'app_key_check'` : '';
    await client.query(`delete from "${table}" ${but}`);
  }
  return false;
}

/** Rows come table by table, so what they refer to is checked when all are there. Returns what brings the keys back. */
async function dropForeignKeys(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ place: string; name: string; is: string }>(
    `select c.conrelid::regclass::text as place, quote_ident(c.conname) as name, pg_get_constraintdef(c.oid) as is
     from pg_constraint c where c.contype = 'f' and c.connamespace = current_schema()::regnamespace`,
  );
  for (const { place, name } of rows) await client.query(`alter table ${place} drop constraint ${name}`);
  return rows.map(({ place, name, is }) => `alter table ${place} add constraint ${name} ${is}`);
}

async function countOn(client: pg.Client, tables: string[]): Promise<void> {
  const { rows } = await client.query<{ place: string; name: string }>(
    `select table_name as place, column_name as name from information_schema.columns
     where table_schema = current_schema() and is_identity = 'YES' and table_name = any($1::text[])`,
    [tables],
  );
  for (const { place, name } of rows) {
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce((select max("${name}") from "${place}"), 0) + 1, false)`,
      [`"${place}"`, name],
    );
  }
}

const TELL_NOBODY_TWICE = `
update delivery set state = 'unknown', reason = 'brought back from a backup', finished_at = $1, lease_token = null, lease_until = null
where state = 'waiting' and class = 'marketing'`;

const STOP_BROADCASTS = `
update broadcast set state = 'stopped', reason = 'brought back from a backup',
  finished_at = case when started_at is null then $1::timestamptz end
where state in ('sending', 'paused') or (state = 'waiting' and send_at <= $1)`;
