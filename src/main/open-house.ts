import { openPostgres } from '../../adapters/postgres/index.ts';
import type { App } from '../app.ts';
import { checkAppKey, readAppKey } from '../app-key.ts';
import type { Log } from '../chat/channel.ts';
import type { Config } from '../config.ts';
import { migrate } from '../database.ts';
import { awaitDatabase, type Patience } from './await-database.ts';
import { type Opened, openApp } from './open-app.ts';

/** Opens the database (the one given, or the embedded one), brings it up to date, and opens the house on it. */
export async function openHouse(
  config: Config,
  clock: App['clock'],
  log: Log,
  share = false,
  patience: Patience = {},
): Promise<Opened> {
  const appKey = readAppKey(config);
  if (config.DATABASE_URL) await awaitDatabase(config.DATABASE_URL, log, patience);
  const embedded = config.DATABASE_URL ? undefined : await openPostgres({ dataDir: config.DATA_DIR, log, share });
  try {
    const opened = await openApp(config, appKey, embedded?.connection ?? { url: config.DATABASE_URL! }, log, clock);
    const done = await migrate(opened.app.database);
    if (done.length > 0) log.info({ migrations: done }, 'The database is up to date');
    await checkAppKey(opened.app.database, opened.app.shop.codes);
    return {
      ...opened,
      async close() {
        await opened.close();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}
