import type { EntityManager } from 'typeorm';
import type { App } from './app.ts';
import type { Shop } from './shop.ts';

/** One transaction and one instant. No other handle reaches a use case. */
export interface Tx {
  readonly db: EntityManager;
  /** Read once from the clock; every rule of this transaction sees the same instant. */
  readonly now: Date;
  readonly shop: Shop;
}

const TRIES = 4;
// serialization_failure, deadlock_detected: the database asks for the whole transaction again.
const AGAIN = new Set(['40001', '40P01']);

/** Runs a use case in one transaction; the whole of it again where the database asks for that. */
export async function inTransaction<T>(
  app: Pick<App, 'database' | 'clock' | 'shop'>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await app.database.transaction((db) => work({ db, now: app.clock.now(), shop: app.shop }));
    } catch (error) {
      if (tries === TRIES || !asksAgain(error)) throw error;
    }
  }
}

/** True when the database asks for the whole of it again: two waited for each other, and this one gave way. */
export function asksAgain(error: unknown): boolean {
  return AGAIN.has(sqlState(error) ?? '');
}

/** Runs work under a savepoint: when it throws, only its own writes are undone. */
export async function inSavepoint<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return tx.db.transaction((db) => work({ ...tx, db }));
}

/** The SQLSTATE of a failed statement, through TypeORM or straight from the driver. */
export function sqlState(error: unknown): string | undefined {
  const found = error as { code?: unknown; driverError?: { code?: unknown } };
  const code = found?.driverError?.code ?? found?.code;
  return typeof code === 'string' ? code : undefined;
}

/** True when the database or the way to it is down, rather than our statement wrong. */
export function isWeather(error: unknown): boolean {
  const code = sqlState(error) ?? '';
  if (/^(08|53|57P0|57014|25P03)/.test(code)) return true;
  if (/^E(CONN|PIPE|HOST|NET|TIMEDOUT|AI_AGAIN|NOTFOUND)|^ENOENT$/.test(code)) return true;
  // TypeORM takes a lost connection back at once, and says of what is asked next that it was released.
  return /timeout exceeded when trying to connect|Connection terminated|Query read timeout|not queryable|Driver not Connected|query runner (was )?already released/i.test(
    String((error as Error)?.message),
  );
}
