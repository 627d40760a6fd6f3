import { csvRow } from '../lib/csv-cells.ts';
import type { ToldError } from './tell-errors.ts';

/** Columns that stand before those of the file; an import knows none of them, so that it can be brought in again. */
const OURS = ['error line', 'error column', 'error', 'what to do'];

/** The first line of the file of errors; a BOM tells tables that it is UTF-8. */
export const errorHeader = (header: readonly string[]) => `\ufeff${csvRow([...OURS, ...header])}`;

/** A row with what is wrong with it, to be mended in its place and brought in again. */
export function errorRow({ line, column, problem, remedy, row }: ToldError, header: readonly string[]): string {
  const cells = [...row, ...Array<string>(Math.max(header.length - row.length, 0)).fill('')];
  return csvRow([String(line), column ?? '', problem, remedy, ...cells]);
}
