import type { App } from '../app.ts';
import type { Actor } from '../staff/actor.ts';
import { listStores } from '../stores/list-stores.ts';
import { inTransaction, sqlState, type Tx } from '../transaction.ts';
import { type Gathered, openBatches, shapeFaults } from './batches.ts';
import type { Counts } from './counts.ts';
import { Overtaken } from './create-people.ts';
import { decoderOf } from './encoding.ts';
import type { Source } from './examine.ts';
import { Fault } from './fault.ts';
import type { Batch, Faults, Group } from './group.ts';
import type { Kind } from './kinds.ts';
import { readHeader } from './read-header.ts';
import type { Reading } from './reading.ts';
import type { Seen } from './seen.ts';
import { openLines } from './split-lines.ts';
import { openRecords, type Row } from './split-records.ts';
import { takeCustomers } from './take-customers.ts';
import { takeList } from './take-list.ts';
import { takeOrders } from './take-orders.ts';
import { takeRefunds } from './take-refunds.ts';

/** How far an import is. */
export interface Progress {
  position: number;
  line: number;
  spilled: string | undefined;
  counts: Counts;
}

/** A row that was not taken. */
export interface RowError {
  row: Row;
  fault: Fault;
}

/** What is brought in, and who keeps the record of it. */
export interface Run {
  kind: Kind;
  source: Source;
  reading: Reading;
  by: Actor;
  /** As what it signs what it writes. */
  name: string;
  /** Given for a dry run: nothing is written. */
  seen?: Seen;
  /** Notes, in the transaction of a batch, how far it is and what was not taken. */
  keep(tx: Tx, progress: Progress, errors: readonly RowError[]): Promise<void>;
  /** Told after each batch. True ends the run before the end of the file. */
  after?(progress: Progress): boolean | undefined;
}

const takers: Record<Kind, (batch: Batch, groups: readonly Group[]) => Promise<Faults>> = {
  purchases: takeOrders,
  customers: takeCustomers,
  refunds: takeRefunds,
  list: takeList,
};

/**
 * Brings a file in from where an earlier run has stopped, batch by batch: each is one transaction with the record of how
 * far it is, so that whatever kills it, a batch is there and noted, or neither. Gives whether it is at the end.
 */
export async function runImport(app: App, run: Run, from: Progress): Promise<{ ended: boolean; progress: Progress }> {
  const { kind, reading, source } = run;
  const columns = readHeader(kind, reading);
  const shape = { delimiter: reading.delimiter, columns: reading.header.length, decode: decoderOf(reading.encoding) };
  const lines = openLines(from.position);
  const records = openRecords(shape, from.line);
  const batches = openBatches(kind, columns, reading.delimiter, from.spilled);
  let progress = from;

  async function work(gathered: Gathered | undefined): Promise<boolean> {
    if (!gathered) return false;
    progress = await inTransaction(app, (tx) => workOff(tx, run, columns, progress, gathered));
    return run.after?.(progress) ?? false;
  }

  for await (const chunk of source.open(from.position)) {
    for (const row of records.push(lines.push(chunk))) {
      if (await work(batches.push(row))) return { ended: false, progress };
    }
  }
  for (const row of [...records.push(lines.end()), ...records.end()]) {
    if (await work(batches.push(row))) return { ended: false, progress };
  }
  await work(batches.end());
  return { ended: true, progress };
}

async function workOff(
  tx: Tx,
  run: Run,
  columns: Batch['columns'],
  { counts: before }: Progress,
  { groups, rows, next, nextLine, spilled }: Gathered,
): Promise<Progress> {
  // A transaction that is begun again counts again.
  const counts = { ...before, rows: before.rows + rows };
  const { by, reading, seen, name } = run;
  const batch: Batch = { tx, by, reading, columns, stores: await listStores(tx), seen, counts, name };
  const broken = shapeFaults(groups, reading.header.length);
  const bad = new Set(broken.map(({ row }) => row));
  const whole = groups.filter((group) => !group.rows.some((row) => bad.has(row)));
  const faults = [...broken, ...(await attempt(() => takers[run.kind](batch, whole)))];
  const errors = withTheirOrders(groups, faults);
  counts.refused += errors.length;
  const progress = { position: next, line: nextLine, spilled, counts };
  await run.keep(tx, progress, errors);
  return progress;
}

/** Whom this transaction did not see yet may have been written meanwhile: then it begins again, and sees. */
async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (sqlState(error) === '23505') throw new Overtaken();
    throw error;
  }
}

/** Of an order nothing is taken when a row of it is wrong: the others are told why. */
function withTheirOrders(groups: readonly Group[], faults: Faults): RowError[] {
  const own = new Map<Row, Fault>();
  for (const { row, fault } of faults) if (!own.has(row)) own.set(row, fault);
  const errors = groups.flatMap(({ rows }) => {
    const first = rows.find((row) => own.has(row));
    if (!first) return [];
    return rows.map((row) => ({
      row,
      fault: own.get(row) ?? new Fault(undefined, 'same-order', { line: first.line }),
    }));
  });
  // A fault that is nobody's row's would be an order that is neither taken nor refused.
  if (errors.filter(({ row }) => own.has(row)).length < own.size) throw new Error('a fault of an import has no row');
  return errors;
}
