import { Fault } from './fault.ts';
import type { Faults, Group } from './group.ts';
import type { Kind } from './kinds.ts';
import type { Columns } from './read-header.ts';
import type { Row } from './split-records.ts';

/** A batch is one transaction: so many orders, refunds or people, and not many more rows. */
const GROUPS: Record<Kind, number> = { purchases: 1_000, customers: 1_000, list: 2_000, refunds: 100 };
const ROWS = 4_000;
const LETTERS = 1 << 22;
/** Rows of an order; the API takes as many. */
export const MOST_LINES = 500;

/** Rows that were put together, and where the next one begins. */
export interface Gathered {
  groups: Group[];
  rows: number;
  next: number;
  nextLine: number;
  /** The order that goes on after them, and has too many rows. */
  spilled: string | undefined;
}

/** Puts rows of one order together, and orders into batches. A batch ends where an order does. */
export function openBatches(kind: Kind, columns: Columns, delimiter: string, goesOn: string | undefined) {
  let groups: Group[] = [];
  let rows = 0;
  let letters = 0;
  let last: Row | undefined;
  let spilled = goesOn;
  const number = kind === 'purchases' ? columns.order_no : kind === 'refunds' ? columns.refund_no : undefined;

  /** What tells one order from another, also of a row of which not every cell could be told apart. */
  function keyOf(row: Row, before: string | undefined): string | undefined {
    if (number === undefined) return undefined;
    const cells = row.broken ? row.cells[0]!.split(delimiter) : row.cells;
    const own = cells[number]?.trim();
    if (!own) return undefined;
    const source = columns.source === undefined ? '' : cells[columns.source]?.trim();
    // What only the first row of an order says holds for the others.
    if (!source && before?.endsWith(`\n${own}`)) return before;
    return `${source ?? ''}\n${own}`;
  }

  function taken(): Gathered | undefined {
    if (!last) return undefined;
    const gathered = { groups, rows, next: last.next, nextLine: last.nextLine, spilled };
    groups = [];
    rows = letters = 0;
    last = undefined;
    return gathered;
  }

  return {
    /** Takes a row; gives the batch before it when that is full. */
    push(row: Row): Gathered | undefined {
      if (row.cells.every((cell) => cell.trim() === '')) return undefined;
      const group = groups.at(-1);
      const key = keyOf(row, group?.key ?? spilled);
      const same = key !== undefined && (group?.key === key || (!group && spilled === key));
      const room = group && same && group.rows.length < MOST_LINES;
      const full = !room && (groups.length >= GROUPS[kind] || rows >= ROWS || letters >= LETTERS);
      if (same && !room && group) group.tooLong = true;
      const spills = same && !room;
      spilled = spills ? key : undefined;
      const ready = full ? taken() : undefined;
      if (room) group.rows.push(row);
      else groups.push({ rows: [row], key, ...(spills && { tooLong: true }) });
      rows++;
      letters += row.cells.reduce((sum, cell) => sum + cell.length, 0);
      last = row;
      return ready;
    },
    end: taken,
  };
}

/** What is wrong with rows before anybody looks at what they say. */
export function shapeFaults(groups: readonly Group[], columns: number): Faults {
  return groups.flatMap(({ rows, tooLong }) =>
    rows.flatMap((row) => {
      const fault = tooLong ? new Fault('order_no', 'lines-many', { most: MOST_LINES }) : shapeFault(row, columns);
      return fault ? [{ row, fault }] : [];
    }),
  );
}

function shapeFault(row: Row, columns: number): Fault | undefined {
  if (row.broken) return new Fault(undefined, row.broken);
  // A separator at the end of each row makes an empty cell too many.
  while (row.cells.length > columns && row.cells.at(-1) === '') row.cells.pop();
  if (row.cells.length !== columns) return new Fault(undefined, 'cells-count', { cells: row.cells.length, columns });
  if (row.cells.some((cell) => cell.includes('\ufffd'))) return new Fault(undefined, 'unreadable');
  return undefined;
}
