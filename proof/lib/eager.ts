import type pg from 'pg';

const LATER_MS = 40;

/** A planted fault: says that claims are won before they are written, and writes them a moment later. */
export function eager(pool: pg.Pool): Pick<pg.Pool, 'query'> {
  const query = async (statement: pg.QueryConfig) => {
    const write = async () => void (await pool.query(statement).catch(() => undefined));
    setTimeout(() => void write(), LATER_MS);
    const asked = (statement.values![8] as string[]).length;
    return { rows: [{ asked, won: asked, others: null }] };
  };
  return { query } as never;
}
