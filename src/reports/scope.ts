import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import { storeBoundTo } from '../stores/store-bound-to.ts';
import { inSavepoint, sqlState, type Tx } from '../transaction.ts';
import { instantsOf, MOST_DAYS, type Period, refuseOdd, usualPeriod } from './period.ts';

/** What a report looks at: days, the zone that makes them days, and the store where the reader is bound to one. */
export interface Scope {
  readonly period: Period;
  readonly from: Date;
  readonly until: Date;
  readonly zone: string;
  readonly store: { id: string; name: string } | null;
}

/**
 * Asks the database. `sql` goes on after `with … as (…)`: it begins with `select`, or with a comma and queries of its
 * own. What takes too long is refused, and nothing else of the transaction is lost.
 */
export type Ask = <Row>(sql: string, ...more: unknown[]) => Promise<Row[]>;

/**
 * Opens the books for somebody who may read figures. Staff who are bound to a store read its days in its zone and its
 * purchases and uses alone. Statements get from $1 on: from, until, zone, store, and what a report adds.
 */
export async function openScope(
  tx: Tx,
  by: Actor,
  period?: Period,
  most = MOST_DAYS,
): Promise<{ scope: Scope; ask: Ask }> {
  authorise(by, 'read-figures');
  const store = await storeBoundTo(tx, by);
  const zone = store?.zone ?? tx.shop.zone;
  const days = period ?? usualPeriod(tx.now, zone);
  refuseOdd(days, most);
  const { from, until } = instantsOf(days, zone);
  const values = [from, until, zone, store?.id ?? null];
  return {
    scope: { period: days, from, until, zone, store: store && { id: store.id, name: store.name } },
    ask: (sql, ...more) => patiently(tx, sql, [...values, ...more]),
  };
}

const SLOW = '57014';

async function patiently<Row>(tx: Tx, sql: string, values: unknown[]): Promise<Row[]> {
  // A statement uses what it needs of the parameters; this gives the others a type.
  const typed = `with known as (select $1::timestamptz, $2::timestamptz, $3::text, $4::uuid) ${sql}`;
  try {
    return await inSavepoint(tx, async (inner) => {
      // Compiling a plan costs more than it saves where a report takes a second, and sorting in memory is worth some.
      // What does not fit goes to the disk: several may ask at once.
      await inner.db.query(`set local jit = off; set local work_mem = '64MB'; set local hash_mem_multiplier = 1`);
      return inner.db.query(typed, values);
    });
  } catch (error) {
    if (sqlState(error) === SLOW) throw new Refusal('report-too-slow');
    throw error;
  }
}
