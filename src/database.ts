import 'reflect-metadata';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { entities } from '../entities/index.ts';
import { SnakeCase } from '../entities/naming.ts';
import { migrations } from '../migrations/index.ts';

/** Where a PostgreSQL is: a URL, or a socket directory with its credentials. */
export type Connection =
  | { url?: string }
  | { host: string; port: number; user: string; password?: string; database: string };

const CONNECT_MS = 5_000;
const STATEMENT_MS = 10_000;
const IDLE_IN_TRANSACTION_MS = 10_000;

// A connection that hangs is worse than one that fails: everything has a time-out, dead links are noticed.
const timeouts = {
  connectionTimeoutMillis: CONNECT_MS,
  statement_timeout: STATEMENT_MS,
  query_timeout: STATEMENT_MS + 2_000,
  idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: 2_000,
};

/** TypeORM's options for a connection. */
export function databaseOptions(connection: Connection, poolSize = 10): PostgresDataSourceOptions {
  const where =
    'host' in connection
      ? {
          host: connection.host,
          port: connection.port,
          username: connection.user,
          password: connection.password,
          database: connection.database,
        }
      : { url: connection.url };
  return {
    type: 'postgres',
    ...where,
    entities,
    migrations,
    migrationsTableName: 'schema_migrations',
    namingStrategy: new SnakeCase(),
    synchronize: false,
    logging: false,
    poolSize,
    connectTimeoutMS: CONNECT_MS,
    applicationName: 'quanbot',
    extra: timeouts,
  };
}

/** Opens the database for rows by key and use cases; the caller migrates it with `migrate`. */
export async function openDatabase(connection: Connection, poolSize?: number): Promise<DataSource> {
  return new DataSource(databaseOptions(connection, poolSize)).initialize();
}

/** A plain pool beside it, for the few statements that are too hot for anything in between. */
export function openPool(connection: Connection, size: number, onError: (error: Error) => void): pg.Pool {
  const where = 'host' in connection ? connection : { connectionString: connection.url };
  const pool = new pg.Pool({ ...where, ...timeouts, max: size, application_name: 'quanbot' });
  pool.on('error', onError);
  return pool;
}

// Any number that nothing else of ours locks.
const MIGRATION_LOCK = 7_826_001;

/**
 * Brings the schema up to date, one process at a time; each migration is a transaction of its own. It has connections
 * of its own: a large table, and a process that waits for another's migrations, may take longer than any customer waits.
 */
export async function migrate(database: DataSource): Promise<string[]> {
  const patient = await openPatient(database.options as PostgresDataSourceOptions);
  try {
    const runner = patient.createQueryRunner();
    try {
      await runner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
      const done = await patient.runMigrations({ transaction: 'each' });
      return done.map((migration) => migration.name);
    } finally {
      await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
      await runner.release();
    }
  } finally {
    await patient.destroy();
  }
}

function openPatient(options: PostgresDataSourceOptions): Promise<DataSource> {
  const extra = { ...options.extra, statement_timeout: 0, query_timeout: 0, idle_in_transaction_session_timeout: 0 };
  return new DataSource({ ...options, entities: [], poolSize: 2, extra }).initialize();
}
