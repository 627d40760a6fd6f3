import type { Import } from '../../entities/import.ts';
import type { Shop } from '../shop.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import type { Problem } from './fault.ts';
import type { Field, Kind } from './kinds.ts';
import { readHeader } from './read-header.ts';
import type { Reading } from './reading.ts';

/** A row that was not taken, as people are told. */
export interface ToldError {
  line: number;
  /** The name of the column, as the file has it or as we call the field; null when it is the row as a whole. */
  column: string | null;
  code: string;
  problem: string;
  remedy: string;
  /** The cells of the row. */
  row: string[];
}

/** Says what is wrong with a row, in a language. */
export function tellError(
  shop: Pick<Shop, 'words'>,
  language: string,
  {
    line,
    col,
    problem,
    facts,
    cells,
  }: { line: number; col: string | null; problem: string; facts: object; cells: string[] },
): ToldError {
  const problems = shop.words(language).imports.problems as Words['imports']['problems'];
  const say = problems[problem as Problem] as (facts: object) => readonly [string, string];
  const [said, remedy] = say(facts);
  return { line, column: col, code: problem, problem: said, remedy, row: cells };
}

/** What the file calls a field; our own name where it has no such column. */
export function namesIn(kind: Kind, reading: Reading): (field: string | null | undefined) => string | null {
  const columns = readHeader(kind, reading);
  return (field) => (field ? (reading.header[columns[field as Field] ?? -1] ?? field) : null);
}

const PAGE = 1_000;

/** The rows of an import that were not taken, in the order of the file, after a line. */
export async function errorsOf(
  { db, shop }: Pick<Tx, 'db' | 'shop'>,
  { id, kind, reading }: Pick<Import, 'id' | 'kind' | 'reading'>,
  language: string,
  { after = 0, limit = PAGE }: { after?: number; limit?: number } = {},
): Promise<ToldError[]> {
  const rows: { line: string; col: string | null; problem: string; facts: object; row_sealed: Buffer }[] =
    await db.query(
      'select line, col, problem, facts, row_sealed from import_error where import_id = $1 and line > $2 order by line limit $3',
      [id, after, limit],
    );
  const nameOf = namesIn(kind, reading as Reading);
  return rows.map(({ line, col, problem, facts, row_sealed: sealed }) =>
    tellError(shop, language, {
      line: Number(line),
      col: nameOf(col),
      problem,
      facts,
      cells: JSON.parse(shop.codes.decrypt(sealed)),
    }),
  );
}

/** All of them, a page at a time. */
export async function* everyError(
  tx: Pick<Tx, 'db' | 'shop'>,
  one: Pick<Import, 'id' | 'kind' | 'reading'>,
  language: string,
) {
  for (let after = 0; ; ) {
    const page = await errorsOf(tx, one, language, { after });
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)!.line;
  }
}
