import type { ToldError } from './tell-errors.ts';

/** Columns that stand before those of the file; an import knows none of them, so that it can be brought in again. */
const OURS = ['error line', 'error column', 'error', 'what to do'];

// What a table would take for a formula; also in full width.
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const rowOf = (cells: readonly string[]) => `${cells.map(cell).join(',')}\r\n`;

/** The first line of the file of errors; a BOM tells tables that it is UTF-8. */
export const errorHeader = (header: readonly string[]) => `\ufeff${rowOf([...OURS, ...header])}`;

/** A row with what is wrong with it, to be mended in its place and brought in again. */
export function errorRow({ line, column, problem, remedy, row }: ToldError, header: readonly string[]): string {
  const cells = [...row, ...Array<string>(Math.max(header.length - row.length, 0)).fill('')];
  return rowOf([String(line), column ?? '', problem, remedy, ...cells]);
}
