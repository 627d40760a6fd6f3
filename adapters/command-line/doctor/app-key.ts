import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { AppKeyError, appKeyMark, readAppKey } from '../../../src/app-key.ts';
import type { Config } from '../../../src/config.ts';
import { openCodes } from '../../../src/lib/codes.ts';
import type { Finding } from '../../adapter.ts';

const name = 'app key';

/** Whether our key is the one that the database was begun with; makes none and keeps nothing. */
export async function examineAppKey(client: pg.Client, config: Config): Promise<Finding> {
  const begun = await markOf(client);
  if (!config.APP_KEY && !existsSync(join(config.DATA_DIR, 'app-key'))) {
    if (begun === undefined) return { name, ok: true, says: 'There is no key yet; the first start makes it.' };
    const remedy = `Give APP_KEY, or put the file back to ${join(config.DATA_DIR, 'app-key')}.`;
    return { name, ok: false, says: 'The key that this database was begun with is missing.', remedy };
  }
  try {
    const mark = appKeyMark(openCodes(readAppKey(config)));
    if (begun === undefined || begun === mark) return { name, ok: true, says: 'The key fits the database.' };
    return {
      name,
      ok: false,
      says: 'APP_KEY is not the key that this database was begun with: no coupon code would work.',
      remedy: 'Give the first key in APP_KEY or DATA_DIR/app-key, or use another database.',
    };
  } catch (error) {
    if (!(error instanceof AppKeyError)) throw error;
    return { name, ok: false, says: error.message, remedy: error.remedy };
  }
}

async function markOf(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query(`select to_regclass('setting') is not null as there`);
  if (!rows[0].there) return undefined;
  return (await client.query(`select value from setting where key = 'app_key_check'`)).rows[0]?.value;
}
