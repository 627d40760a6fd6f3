import pg from 'pg';
import type { App } from '../../src/app.ts';

/** A connection that may take its time. */
export async function onOwnConnection<T>(
  { pool: { options } }: Pick<App, 'pool'>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const patient = { statement_timeout: 0, query_timeout: 0, idle_in_transaction_session_timeout: 0 };
  const client = new pg.Client({ ...options, password: options.password, ...patient });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
