import { plainAmount } from '../lib/money.ts';
import type { Words } from '../words/index.ts';
import type { Table } from './shown/shown.ts';

// Spreadsheets take these for the beginning of a formula, also in their full-width forms (OWASP, CSV injection).
const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * A table as CSV (RFC 4180) that Excel opens right: UTF-8 with its mark, CRLF, columns named in the reader's language,
 * money as a plain decimal. Text that a spreadsheet would work out is led by an apostrophe; numbers of ours are not text.
 */
export function writeCsv({ columns, rows }: Table, t: Words, currency: string): string {
  const names = t.reports.columns;
  const head = columns.map((one) =>
    typeof one === 'string' ? names[one] : t.reports.inCurrency(names[one.money], currency),
  );
  const lines = rows.map((row) =>
    row.map((cell, at) => {
      if (cell === null) return '';
      if (typeof cell === 'string') return quoted(FORMULA.test(cell) ? `'${cell}` : cell);
      return typeof columns[at] === 'string' ? String(cell) : plainAmount(cell, currency);
    }),
  );
  return `\ufeff${[head.map(quoted), ...lines].map((line) => line.join(',')).join('\r\n')}\r\n`;
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
