import type pg from 'pg';

const LATER_MS = 40;

/** A planted fault: says that claims are won before they are written, and writes them a moment later. */
export function eager(pool: pg.Pool): Pick<pg.Pool, 'query'> {
  const query = async (statement: { values: unknown[] }) => {
    setTimeout(() => void pool.query(statement as never).catch(() => undefined), LATER_MS);
    const asked = (statement.values[8] as string[]).length;
    return { rows: [{ asked, won: asked, others: null }] };
  };
  return { query } as never;
}
