import type { App } from '../app.ts';

const UNSENT_MS = 3_600_000;
const ERRORS_KEPT_MS = 30 * 86_400_000;

/** Forgets what was stored of a file that does not come in. */
export async function forgetFile({ pool }: Pick<App, 'pool'>, id: string): Promise<void> {
  await pool.query('delete from import_part where import_id = $1', [id]);
  await pool.query(`delete from import where id = $1 and state = 'arriving'`, [id]);
}

/** Forgets files that were never sent to their end, and after thirty days the rows that were not taken. */
export async function forgetImports({ pool, clock }: Pick<App, 'pool' | 'clock'>): Promise<void> {
  const before = (ms: number) => new Date(clock.now().getTime() - ms);
  const { rows } = await pool.query(`select id from import where state = 'arriving' and created_at < $1`, [
    before(UNSENT_MS),
  ]);
  for (const { id } of rows) await forgetFile({ pool }, id);
  await pool.query('delete from import_error e using import i where i.id = e.import_id and i.finished_at < $1', [
    before(ERRORS_KEPT_MS),
  ]);
}
