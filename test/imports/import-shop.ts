import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database.ts';
import { openShop } from '../../src/shop.ts';
import { inTransaction, type Tx } from '../../src/transaction.ts';
import { quan, urlOf } from '../command-line/quan.ts';
import { freshDatabase } from '../support/database.ts';

/** A shop into which files come by the command. */
export async function openImportShop() {
  const fresh = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'quanbot-import-'));
  const environment = {
    DATABASE_URL: urlOf(fresh.connection),
    APP_KEY: '07'.repeat(32),
    DATA_DIR: join(folder, 'data'),
    BRAND_LANGUAGE: 'zh-hant',
  };
  const client = new pg.Client(fresh.connection);
  await client.connect();
  return {
    environment,
    folder,
    path: (name: string) => join(folder, name),
    write: (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content),
    run: (...argv: string[]) => quan(environment, argv, { cwd: folder }),
    // biome-ignore lint/suspicious/noExplicitAny: what the database gives, looked at by tests
    sql: async (text: string, values: unknown[] = []): Promise<any[]> => (await client.query(text, values)).rows,
    /** Somebody who has written to the shop, and joined. */
    person: async (): Promise<string> =>
      (
        await client.query(
          `insert into customer (language, joined_at, agreed_version, created_at) values ('en', now(), '1', now()) returning id`,
        )
      ).rows[0].id,
    /** Works in the shop as the server does. */
    async inside<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      const config = readConfig(environment, '/nonexistent');
      const database = await openDatabase(fresh.connection, 1);
      try {
        const shop = openShop(config, Buffer.alloc(32, 7));
        return await inTransaction({ database, clock: { now: () => new Date() }, shop }, work);
      } finally {
        await database.destroy();
      }
    },
    async close() {
      await client.end();
      await fresh.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type ImportShop = Awaited<ReturnType<typeof openImportShop>>;
