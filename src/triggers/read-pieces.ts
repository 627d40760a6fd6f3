import type { Tx } from '../transaction.ts';

const SIZE = 1_000;

type Ask = (sql: string, values?: unknown[]) => Promise<unknown[]>;

/**
 * Reads any number of rows a piece at a time within the transaction, so that memory stays flat; by `ask` where that may
 * take longer than a statement usually may.
 */
export async function* readPieces<Row>(
  { db }: Pick<Tx, 'db'>,
  sql: string,
  values: unknown[],
  ask: Ask = (text, given) => db.query(text, given),
): AsyncGenerator<Row[]> {
  await ask(`declare pieces no scroll cursor for ${sql}`, values);
  for (;;) {
    const rows = (await ask(`fetch ${SIZE} from pieces`)) as Row[];
    if (rows.length > 0) yield rows;
    if (rows.length < SIZE) break;
  }
  await ask('close pieces');
}
