import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/**
 * The record outside of what is tried: a file that is only appended to, written before and after each call. It knows
 * nothing of the database, so that the two can be compared.
 */
export interface History<Line> {
  write(line: Line): void;
  /** Everything that was written, read from the file. */
  read(): Line[];
  close(): void;
}

/** Opens a history. Each line is in the file before the call goes on. */
export function openHistory<Line extends object>(path: string): History<Line> {
  const file = openSync(path, 'a', 0o600);
  return {
    write: (line) => void writeSync(file, `${JSON.stringify(line)}\n`),
    read: () =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Line),
    close: () => closeSync(file),
  };
}
