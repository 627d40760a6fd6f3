import type { App } from '../src/app.ts';

/** Reads any number of rows by a cursor of the database, so that memory stays flat; each batch gets its own work. */
export async function inBatches<Row>(
  app: Pick<App, 'pool'>,
  { text, values, size = 200 }: { text: string; values: unknown[]; size?: number },
  each: (rows: Row[]) => Promise<void>,
): Promise<void> {
  const client = await app.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin read only');
    await client.query('set local idle_in_transaction_session_timeout = 120000');
    await client.query(`declare batches no scroll cursor for ${text}`, values);
    for (;;) {
      const { rows } = await client.query(`fetch ${size} from batches`);
      if (rows.length === 0) break;
      await each(rows as Row[]);
    }
    await client.query('commit');
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}
