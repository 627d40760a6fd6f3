import type { App } from '../app.ts';
import type { Hear, Log } from '../chat/channel.ts';
import { openHear } from '../chat/hear.ts';
import { openRush } from '../commands/rush.ts';
import { openRedeemRush } from '../commands/rush-redeem.ts';
import type { Config } from '../config.ts';
import { gatherClaims } from '../coupons/gather-claims.ts';
import { gatherRedemptions } from '../coupons/gather-redemptions.ts';
import { type Connection, openDatabase, openPool } from '../database.ts';
import { hearInOrder } from '../outbox/hear-in-order.ts';
import { openShop } from '../shop.ts';

/** The house without its doors: database, shop and hearing. `close` ends the connections. */
export interface Opened {
  app: App;
  hear: Hear;
  close(): Promise<void>;
}

/** Connections kept for the hot statements; the rest of the work has a pool of its own. */
const HOT_CONNECTIONS = 8;
const CONNECTIONS = 12;

/** What a house needs of its database. */
export interface Lines extends Pick<App, 'database' | 'pool'> {
  close(): Promise<void>;
}

/** Opens the house on a migrated or empty database. `clock` is the one place where the time comes in. */
export async function openApp(
  config: Config,
  appKey: Buffer,
  connection: Connection,
  log: Log,
  clock: App['clock'],
): Promise<Opened> {
  const lines = await openLines(connection, log);
  return { ...furnish(config, appKey, lines, log, clock), close: lines.close };
}

/** Opens the connections of a house. */
export async function openLines(connection: Connection, log: Log): Promise<Lines> {
  const database = await openDatabase(connection, CONNECTIONS);
  const pool = openPool(connection, HOT_CONNECTIONS, (error) =>
    log.warn({ error: String(error) }, 'A connection was lost'),
  );
  return {
    database,
    pool,
    async close() {
      await pool.end();
      await database.destroy();
    },
  };
}

/** The house on connections that are there; they outlive it. */
export function furnish(
  config: Config,
  appKey: Buffer,
  { database, pool }: Pick<Lines, 'database' | 'pool'>,
  log: Log,
  clock: App['clock'],
): Omit<Opened, 'close'> {
  const app: App = { database, pool, shop: openShop(config, appKey), clock, log, channels: new Map() };
  const claim = openRush(app, gatherClaims(app));
  const redeem = openRedeemRush(app, gatherRedemptions(app));
  return { app, hear: hearInOrder(app, openHear(app, { claim, redeem })) };
}
