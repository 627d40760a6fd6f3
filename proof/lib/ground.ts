import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { Client, Pool } from 'pg';
import { type Connection, openPostgres } from '../../adapters/postgres/index.ts';
import { migrate, openDatabase } from '../../src/database.ts';
import { copyDatabase, dropDatabase, silent, temporaryDirectory } from '../../test/support/server.ts';

/** A database of a proof's own. */
export interface Plot {
  connection: Connection;
  url: string;
  rows<T = Record<string, never>>(text: string, values?: unknown[]): Promise<T[]>;
  pool: Pool;
  drop(): Promise<void>;
}

/** A PostgreSQL to try things on. */
export interface Ground {
  /** A migrated, empty database, with its schema changed where a fault is to be planted. */
  plot(change?: (ask: (text: string) => Promise<unknown>) => Promise<void>): Promise<Plot>;
}

/** Uses a server that runs, and the migrated database on it that each plot is a copy of. */
export function groundOn(server: Connection, template: string): Ground {
  return {
    async plot(change) {
      const database = `quanbot_proof_${randomBytes(6).toString('hex')}`;
      await copyDatabase(server, template, database);
      const connection = { ...server, database };
      const pool = new Pool({ ...connection, max: 4 });
      // A server that is killed takes idle connections with it.
      pool.on('error', () => undefined);
      const rows = async <T>(text: string, values: unknown[] = []) => (await pool.query(text, values)).rows as T[];
      await change?.(rows);
      return {
        connection,
        url: urlOf(connection),
        rows,
        pool,
        async drop() {
          await pool.end();
          await dropDatabase(server, database);
        },
      };
    },
  };
}

const TEMPLATE = 'quanbot_proof_template';

/** Starts a PostgreSQL as a shop has it: durable, with check sums. */
export async function openGround() {
  const dataDir = temporaryDirectory();
  let server = await openPostgres({ dataDir, log: silent });
  await asked(server.connection, `create database ${TEMPLATE}`);
  const database = await openDatabase({ ...server.connection, database: TEMPLATE });
  await migrate(database);
  await database.destroy();
  const close = async () => {
    open.delete(close);
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  open.add(close);
  return {
    ...groundOn(server.connection, TEMPLATE),
    pid: () => server.pid(),
    /** Ends what is left of a killed server, and starts it again on the same data. */
    async again() {
      await server.stop();
      server = await openPostgres({ dataDir, log: silent });
    },
    close,
  };
}

const open = new Set<() => Promise<void>>();

/** Ends every server that was started here. */
export const leaveGround = () => Promise.allSettled([...open].map((close) => close()));

export type DurableGround = Awaited<ReturnType<typeof openGround>>;

async function asked(server: Connection, text: string): Promise<void> {
  const client = new Client(server);
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** As DATABASE_URL; a socket's directory goes into the query. */
function urlOf({ host, port, user, password, database }: Connection): string {
  const secret = encodeURIComponent(password);
  if (!host.startsWith('/')) return `postgres://${user}:${secret}@${host}:${port}/${database}`;
  return `postgres://${user}:${secret}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}
