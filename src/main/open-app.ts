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

/** Opens the house on a migrated or empty database. `clock` is the one place where the time comes in. */
export async function openApp(
  config: Config,
  appKey: Buffer,
  connection: Connection,
  log: Log,
  clock: App['clock'],
): Promise<Opened> {
  const database = await openDatabase(connection, CONNECTIONS);
  const pool = openPool(connection, HOT_CONNECTIONS, (error) =>
    log.warn({ error: String(error) }, 'A connection was lost'),
  );
  const app: App = { database, pool, shop: openShop(config, appKey), clock, log, channels: new Map() };
  const claim = openRush(app, gatherClaims(app));
  const redeem = openRedeemRush(app, gatherRedemptions(app));
  const hear = hearInOrder(app, openHear(app, { claim, redeem }));
  return {
    app,
    hear,
    async close() {
      await pool.end();
      await database.destroy();
    },
  };
}
