import type pg from 'pg';
import type { DataSource } from 'typeorm';
import type { Channel, Log } from './chat/channel.ts';
import type { Shop } from './shop.ts';

export interface Clock {
  now(): Date;
}

/** The running house. Use cases never see it: they get a `Tx`. */
export interface App {
  readonly database: DataSource;
  /** For the hot statements: claims in batches, marks, leases. */
  readonly pool: pg.Pool;
  readonly shop: Shop;
  readonly clock: Clock;
  readonly log: Log;
  /** Channels that are open, by name; filled by main. */
  readonly channels: Map<string, Channel>;
}
