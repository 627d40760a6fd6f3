import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { quan, quanProcess, urlOf } from '../command-line/quan.ts';
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
    process: (...argv: string[]) => quanProcess(environment, argv, folder),
    // biome-ignore lint/suspicious/noExplicitAny: what the database gives, looked at by tests
    sql: async (text: string, values: unknown[] = []): Promise<any[]> => (await client.query(text, values)).rows,
    async close() {
      await client.end();
      await fresh.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type ImportShop = Awaited<ReturnType<typeof openImportShop>>;
