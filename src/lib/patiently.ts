import type pg from 'pg';
import type { EntityManager } from 'typeorm';

const PATIENCE_MS = 600_000;

// biome-ignore lint/suspicious/noExplicitAny: rows, as the statement says
type Ask = (text: string, values?: unknown[]) => Promise<any[]>;

/** Statements over much of the past may take their time, each up to ten minutes, until the transaction ends. */
export async function patiently({ db }: { db: EntityManager }): Promise<Ask> {
  await db.query(`set local statement_timeout = ${PATIENCE_MS}; set local work_mem = '64MB'`);
  // TypeORM has no way to say it for one statement, but the connection below it has.
  const client: pg.PoolClient = await db.queryRunner!.connect();
  return async (text, values) => {
    const { rows } = await client.query({ text, values, query_timeout: PATIENCE_MS } as pg.QueryConfig);
    return rows;
  };
}
