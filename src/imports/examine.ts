import { createHash } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import { decoderOf, type Encoding, openGuess } from './encoding.ts';
import { fieldNamed, type Kind } from './kinds.ts';
import type { Reading, Wishes } from './reading.ts';
import { openLines } from './split-lines.ts';
import { cellsOf } from './split-records.ts';

/** Where the bytes of a file come from; they can be read again from any byte. */
export interface Source {
  readonly name: string | null;
  open(from: number): AsyncIterable<Buffer>;
}

/** What one look at a whole file tells. */
export interface Examined {
  hash: Buffer;
  bytes: number;
  lines: number;
  reading: Reading;
}

const HEAD = 1 << 16;
const LONGEST_HEADER = HEAD / 2;
const DELIMITERS = [',', ';', '\t', '|'];

/** Looks at a file once, in bounded memory: what it is written in, what its columns are, how long it is. */
export async function examine(source: Source, kind: Kind, asked: Wishes): Promise<Examined> {
  const hash = createHash('sha256');
  const guess = asked.encoding ? undefined : openGuess();
  const parts: Buffer[] = [];
  let bytes = 0;
  let lines = 0;
  for await (const chunk of source.open(0)) {
    if (bytes < HEAD) parts.push(chunk.subarray(0, HEAD - bytes));
    if (bytes === 0) refuseOther(chunk);
    hash.update(chunk);
    guess?.push(chunk);
    bytes += chunk.length;
    lines += countLines(chunk);
  }
  const head = Buffer.concat(parts);
  const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  const found = asked.encoding ?? (bom ? 'utf-8' : guess?.end((encoding) => namesIn(head, kind, encoding)));
  if (!found) throw new Refusal('import-encoding');
  const how = asked.encoding ? 'given' : bom ? 'bom' : 'found';
  const { cells, delimiter, start, startLine } = headerOf(head, bom ? 3 : 0, kind, found);
  const reading = { ...asked, encoding: found, how, delimiter, header: cells, start, startLine } as const;
  return { hash: hash.digest(), bytes, lines, reading };
}

function refuseOther(begin: Buffer): void {
  const utf16 = (begin[0] === 0xff && begin[1] === 0xfe) || (begin[0] === 0xfe && begin[1] === 0xff);
  if (utf16) throw new Refusal('import-encoding');
  // A workbook is an archive, and a text has no NUL.
  if (begin.subarray(0, 4).toString('latin1') === 'PK\x03\x04' || begin.subarray(0, HEAD).includes(0)) {
    throw new Refusal('import-no-csv');
  }
}

function countLines(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count++;
  return count;
}

/** The first line that says something, cut where most of its cells are columns that we know. */
function headerOf(head: Buffer, from: number, kind: Kind, encoding: Encoding) {
  const decode = decoderOf(encoding);
  const cut = openLines(from);
  const lines = [...cut.push(head.subarray(from)), ...cut.end()];
  let line = 0;
  let fixed: string | undefined;
  for (const { bytes, next } of lines) {
    line++;
    const text = decode(bytes);
    // Excel writes and reads this line above the header.
    const said = /^"?sep=(.)"?$/i.exec(text)?.[1];
    if (said) fixed = said;
    if (said || !text.trim()) continue;
    if (bytes.length >= LONGEST_HEADER) throw new Refusal('import-no-csv');
    const [best] = (fixed ? [fixed] : DELIMITERS)
      .map((delimiter) => ({ delimiter, cells: (cellsOf(text, delimiter) ?? []).map((cell) => cell.trim()) }))
      .map((one) => ({ ...one, known: one.cells.filter((cell) => fieldNamed(kind, cell)).length }))
      .sort((one, other) => other.known - one.known || other.cells.length - one.cells.length);
    return { cells: best!.cells, delimiter: best!.delimiter, start: next, startLine: line + 1 };
  }
  throw new Refusal('import-empty');
}

function namesIn(head: Buffer, kind: Kind, encoding: Encoding): number {
  return headerOf(head, 0, kind, encoding).cells.filter((cell) => fieldNamed(kind, cell)).length;
}
