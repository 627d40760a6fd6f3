import type { App } from '../../src/app.ts';
import { checkAppKey, readAppKey } from '../../src/app-key.ts';
import { type Config, ConfigError, readConfig } from '../../src/config.ts';
import { type Connection, migrate, openDatabase, openPool } from '../../src/database.ts';
import { openShop } from '../../src/shop.ts';
import { isWeather } from '../../src/transaction.ts';
import { openPostgres } from '../postgres/index.ts';
import { CommandError, type Surroundings } from './command.ts';
import { explainConnection } from './doctor/connection.ts';

/** The settings; throws every problem with them. */
export function settingsOf({ config = readConfig() }: Surroundings): Config {
  if (config instanceof ConfigError) throw config;
  return config;
}

/** Writes for the person at the terminal, not for a log: only what is wrong. */
export function terminalLog({ stderr }: Pick<Surroundings, 'stderr'>) {
  const write = (facts: object, sentence: string) =>
    void stderr.write(`${sentence}${Object.keys(facts).length > 0 ? ` ${JSON.stringify(facts)}` : ''}\n`);
  return { info: () => undefined, warn: write, error: write };
}

/** Opens the database, brings it up to date, does the work, and closes everything again. */
export async function withApp<T>(around: Surroundings, work: (app: App, migrated: string[]) => Promise<T>): Promise<T> {
  const config = settingsOf(around);
  const log = terminalLog(around);
  const postgres = config.DATABASE_URL ? undefined : await openPostgres({ dataDir: config.DATA_DIR, log, share: true });
  const connection: Connection = postgres ? postgres.connection : { url: config.DATABASE_URL! };
  try {
    const shop = openShop(config, readAppKey(config));
    const database = await openDatabase(connection, 3);
    const pool = openPool(connection, 1, () => undefined);
    try {
      const migrated = await migrate(database);
      await checkAppKey(database, shop.codes);
      return await work({ database, pool, shop, clock: around.clock, log, channels: new Map() }, migrated);
    } finally {
      await pool.end();
      await database.destroy();
    }
  } catch (error) {
    if (!isConnection(error)) throw error;
    const { code, says, remedy } = explainConnection(error, config.DATABASE_URL);
    throw new CommandError({ code: `database-${code}`, sentence: says, remedy });
  } finally {
    await postgres?.stop();
  }
}

function isConnection(error: unknown): boolean {
  const { code } = error as { code?: string };
  return isWeather(error) || /^(28|3D)/.test(code ?? '');
}
