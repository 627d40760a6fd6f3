import type { Store } from '../../entities/store.ts';
import { storable } from '../lib/plain-text.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import type { Counts } from './counts.ts';
import { Fault } from './fault.ts';
import type { Field } from './kinds.ts';
import type { Columns } from './read-header.ts';
import type { Reading } from './reading.ts';
import type { Seen } from './seen.ts';
import type { Row } from './split-records.ts';

/** Rows that are one thing: those of an order or a refund, or a person's one. */
export interface Group {
  rows: Row[];
  /** Undefined for rows that cannot be read at all. */
  key: string | undefined;
  tooLong?: boolean;
}

/** What a batch is worked off in. */
export interface Batch {
  tx: Tx;
  by: Actor;
  reading: Reading;
  columns: Columns;
  stores: readonly Store[];
  /** Its instances so far, where nothing is to be written. */
  seen: Seen | undefined;
  counts: Counts;
  /** The import, as it signs what it writes. */
  name: string;
}

/** The faults of a group, each with its row. */
export type Faults = { row: Row; fault: Fault }[];

// A cell that a table would take for a formula was guarded by an apostrophe when it was written.
const GUARDED = /^'(?=[=+\-@\t\r＝＋－＠])/;

/** What a row says in a field; undefined when nothing. */
export function cellOf({ columns }: Pick<Batch, 'columns'>, row: Row, field: Field): string | undefined {
  const at = columns[field];
  const cell = at === undefined ? undefined : row.cells[at];
  return cell === undefined ? undefined : storable(cell).replace(GUARDED, '').trim() || undefined;
}

/** The same, at most so long. */
export function textOf(batch: Pick<Batch, 'columns'>, row: Row, field: Field, most: number): string | undefined {
  const text = cellOf(batch, row, field);
  if (text && text.length > most) throw new Fault(field, 'too-long', { most });
  return text;
}

/** What a field must say. */
export function needed<T>(field: Field, value: T | undefined): T {
  if (value === undefined) throw new Fault(field, 'needed');
  return value;
}

/** Does the work, and gives what is wrong instead of throwing it. */
export function tried<T>(work: () => T): T | Fault {
  try {
    return work();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}
