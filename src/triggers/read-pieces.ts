import type { Tx } from '../transaction.ts';

const SIZE = 1_000;

/** Reads any number of rows a piece at a time within the transaction, so that memory stays flat. */
export async function* readPieces<Row>({ db }: Pick<Tx, 'db'>, sql: string, values: unknown[]): AsyncGenerator<Row[]> {
  await db.query(`declare pieces no scroll cursor for ${sql}`, values);
  for (;;) {
    const rows: Row[] = await db.query(`fetch ${SIZE} from pieces`);
    if (rows.length > 0) yield rows;
    if (rows.length < SIZE) break;
  }
  await db.query('close pieces');
}
