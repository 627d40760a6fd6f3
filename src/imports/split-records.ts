import { parse } from 'csv-parse/sync';
import type { Line } from './split-lines.ts';

/** A row of the file: its cells, or only its text where it cannot be told apart into cells. */
export interface Row {
  /** The line it begins on, the first line of the file being 1. */
  line: number;
  cells: string[];
  broken?: 'quote-broken' | 'row-too-long';
  /** Where the row after it begins: byte and line. */
  next: number;
  nextLine: number;
}

export interface Shape {
  delimiter: string;
  /** Of the header; a row over several lines is one only when it has as many. */
  columns?: number;
  decode(bytes: Buffer): string;
}

/** A cell of several lines may have so many; beyond that a quote was opened and never closed. */
const MOST_LINES = 50;
/** Bytes of a row, which its cells are far below. */
const LONGEST = 1 << 16;
const QUOTE = 34;

type Pending = Line & { text: string; line: number };

/**
 * Puts lines together into rows. A quote that is opened and never closed costs the row that it stands in, and not the
 * rest of the file: the lines after it are read afresh.
 */
export function openRecords(shape: Shape, firstLine: number): { push(lines: Line[]): Row[]; end(): Row[] } {
  let line = firstLine;
  let open: Pending[] = [];
  let rows: Row[] = [];
  let quoted: { row: Row; text: string }[] = [];

  function take(one: Pending): void {
    if (one.bytes.length > LONGEST) {
      for (const left of open.splice(0)) breakOff(left, 'quote-broken');
      breakOff(one, 'row-too-long');
      return;
    }
    if (open.length === 0 && !one.bytes.includes(QUOTE)) {
      give([one], one.text.split(shape.delimiter));
      return;
    }
    const lines = [...open, one];
    const text = lines.map((each) => each.text).join('\n');
    const state = quotesOf(text, shape.delimiter);
    if (state === 'open' && lines.length < MOST_LINES && text.length < LONGEST) {
      open = lines;
      return;
    }
    open = [];
    if (state === 'good' && lines.length === 1) {
      quoted.push({ row: give(lines, []), text });
    } else {
      const cells = state === 'good' ? cellsOf(text, shape.delimiter) : undefined;
      if (cells && cells.length === shape.columns) give(lines, cells);
      else again(lines);
    }
  }

  /** The first line is broken by itself, the others are read afresh. */
  function again([first, ...others]: Pending[]): void {
    breakOff(first!, 'quote-broken');
    for (const other of others) take(other);
  }

  function breakOff(one: Pending, broken: NonNullable<Row['broken']>): void {
    give([one], [one.text.slice(0, LONGEST)]).broken = broken;
  }

  function give(lines: Pending[], cells: string[]): Row {
    const last = lines.at(-1)!;
    const row = { line: lines[0]!.line, cells, next: last.next, nextLine: last.line + 1 };
    rows.push(row);
    return row;
  }

  function given(): Row[] {
    const texts = quoted.map(({ text }) => text);
    const parsed = cellsOfAll(texts, shape.delimiter);
    quoted.forEach(({ row, text }, at) => {
      const cells = parsed[at];
      if (cells) row.cells = cells;
      else Object.assign(row, { cells: [text], broken: 'quote-broken' });
    });
    const ready = rows;
    rows = [];
    quoted = [];
    return ready;
  }

  return {
    push(lines) {
      for (const one of lines) take({ ...one, text: shape.decode(one.bytes), line: line++ });
      return given();
    },
    end() {
      while (open.length > 0) {
        const left = open;
        open = [];
        again(left);
      }
      return given();
    },
  };
}

/** Whether the quotes of a text come in pairs around whole cells; one inside a plain cell, as in 5" cake, is only a sign. */
function quotesOf(text: string, delimiter: string): 'good' | 'open' | 'bad' {
  for (let at = 0; at <= text.length; ) {
    if (text[at] !== '"') {
      const end = text.indexOf(delimiter, at);
      if (end < 0) return 'good';
      at = end + 1;
      continue;
    }
    let end = at + 1;
    for (;;) {
      end = text.indexOf('"', end);
      if (end < 0) return 'open';
      if (text[end + 1] !== '"') break;
      end += 2;
    }
    if (end + 1 < text.length && text[end + 1] !== delimiter) return 'bad';
    at = end + 2;
  }
  return 'good';
}

const options = (delimiter: string) =>
  ({ delimiter, record_delimiter: '\u001e', relax_column_count: true, relax_quotes: true }) as const;

/** The cells of one text, where it is a row. */
export function cellsOf(text: string, delimiter: string): string[] | undefined {
  return cellsOfAll([text], delimiter)[0];
}

/** Many at once, which is several times quicker than each by itself. */
function cellsOfAll(texts: string[], delimiter: string): (string[] | undefined)[] {
  if (texts.length === 0) return [];
  try {
    // Rows are told apart by a sign that no text of people holds, for their cells may hold line ends.
    const rows: string[][] = parse(texts.join('\u001e'), options(delimiter));
    if (rows.length === texts.length) return rows;
  } catch {
    // One of them is to blame, and is found below.
  }
  return texts.length === 1 ? [undefined] : texts.map((text) => cellsOfAll([text], delimiter)[0]);
}
