import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrations } from '../../../migrations/index.ts';
import type { Config } from '../../../src/config.ts';
import type { Connection } from '../../../src/database.ts';
import type { Finding } from '../../adapter.ts';
import { openPostgres, StartError } from '../../postgres/index.ts';
import { layoutOf } from '../../postgres/layout.ts';
import type { Surroundings } from '../command.ts';
import { terminalLog } from '../open-app.ts';
import { examineAppKey } from './app-key.ts';
import { clockFinding } from './clock.ts';
import { explainConnection } from './connection.ts';
import { examineUsedUp } from './used-up.ts';

const name = 'database';
const OLDEST = 140_000;

/** Whether the database can be reached, is new enough, migrated, of the same key and of the same time. */
export async function examineDatabase(around: Surroundings, config: Config): Promise<Finding[]> {
  const url = config.DATABASE_URL;
  if (url) return examineServer(around, config, { url });
  if (!existsSync(join(layoutOf(config.DATA_DIR).cluster, 'PG_VERSION'))) {
    return [{ name, ok: true, says: 'There is no embedded database yet; the first start makes it.' }];
  }
  try {
    const postgres = await openPostgres({ dataDir: config.DATA_DIR, log: terminalLog(around), share: true });
    try {
      return await examineServer(around, config, postgres.connection);
    } finally {
      await postgres.stop();
    }
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return [{ name, ok: false, says: error.message, remedy: error.remedy }];
  }
}

async function examineServer(around: Surroundings, config: Config, connection: Connection): Promise<Finding[]> {
  const where = 'host' in connection ? connection : { connectionString: connection.url };
  const client = new pg.Client({ ...where, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query('show server_version_num');
    const version = Number(rows[0].server_version_num);
    const says = `PostgreSQL ${Math.floor(version / 10_000)} answers.`;
    if (version < OLDEST) return [{ name, ok: false, says, remedy: 'Upgrade it to version 14 or later.' }];
    return [
      { name, ok: true, says },
      await examineMigrations(client),
      await examineAppKey(client, config),
      await examineClock(around, client),
      ...(await examineUsedUp(client)),
    ];
  } catch (error) {
    const { says, remedy } = explainConnection(error, config.DATABASE_URL);
    return [{ name, ok: false, says, remedy }];
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function examineMigrations(client: pg.Client): Promise<Finding> {
  const known = migrations.map((migration) => migration.name);
  const { rows } = await client.query(`select to_regclass('schema_migrations') is not null as there`);
  const done: string[] = rows[0].there
    ? (await client.query('select name from schema_migrations')).rows.map((row) => row.name)
    : [];
  const pending = known.filter((one) => !done.includes(one)).length;
  const newer = done.filter((one) => !known.includes(one)).length;
  const finding = { name: 'migrations' };
  if (newer > 0) {
    const says = 'The database was migrated by a newer Quanbot.';
    return { ...finding, ok: false, says, remedy: 'Update this Quanbot, or use the newer one.' };
  }
  if (pending > 0 && done.length > 0) {
    const says = `${pending} of ${known.length} migrations are pending.`;
    return { ...finding, ok: false, says, remedy: 'Run quan migrate, or start the server: it migrates.' };
  }
  const says = pending > 0 ? 'The database is empty; the first start migrates it.' : `All ${known.length} are done.`;
  return { ...finding, ok: true, says };
}

async function examineClock({ clock }: Surroundings, client: pg.Client): Promise<Finding> {
  const asked = clock.now().getTime();
  const { rows } = await client.query('select clock_timestamp() as at');
  const heard = clock.now().getTime();
  return clockFinding('database clock', (asked + heard) / 2 - rows[0].at.getTime(), 'the database');
}
