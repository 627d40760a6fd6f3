import { textList } from '../lib/pg-list.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import type { Progress, RowError } from './run-import.ts';

/** So many rows that were not taken are kept with their reasons; of more there is only the count. */
export const MOST_ERRORS = 100_000;
/** A worker that is not heard of for so long is dead. */
const LEASE = '30 seconds';

/** Notes how far an import is, as whoever holds it; refuses when somebody else has taken it over. */
export async function keepProgress(
  tx: Tx,
  { id, holder }: { id: string; holder: string },
  { position, line, spilled, counts }: Progress,
  errors: readonly RowError[],
): Promise<void> {
  const [, written] = await tx.db.query(
    `update import set position = $3, line = $4, spilled = $5, counts = $6, lease_until = clock_timestamp() + interval '${LEASE}'
     where id = $1 and holder = $2 and state = 'running'`,
    [id, holder, position, line, spilled ?? null, JSON.stringify(counts)],
  );
  if (written === 0) throw new Refusal('import-taken-over');
  const before = counts.refused - errors.length;
  await keepErrors(tx, id, errors.slice(0, Math.max(MOST_ERRORS - before, 0)));
}

async function keepErrors({ db, shop }: Tx, id: string, errors: readonly RowError[]): Promise<void> {
  if (errors.length === 0) return;
  await db.query(
    `insert into import_error (import_id, line, col, problem, facts, row_sealed)
     select $1, line, col, problem, facts::jsonb, decode(sealed, 'hex')
     from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[]) as e (line, col, problem, facts, sealed)
     on conflict do nothing`,
    [
      id,
      errors.map(({ row }) => row.line),
      errors.map(({ fault }) => fault.field ?? null),
      errors.map(({ fault }) => fault.problem),
      textList(errors.map(({ fault }) => JSON.stringify(fault.facts[0] ?? {}))),
      errors.map(({ row }) => shop.codes.encrypt(JSON.stringify(row.cells)).toString('hex')),
    ],
  );
}

/** Ends an import; what was sent of it is forgotten. */
export async function endImport(
  tx: Tx,
  { id, holder, by }: { id: string; holder: string; by: string },
  reason?: { code: string; facts: unknown[] },
): Promise<void> {
  const [, written] = await tx.db.query(
    `update import set state = $3, reason = $4, finished_at = $5, lease_until = '-infinity' where id = $1 and holder = $2 and state = 'running'`,
    [id, holder, reason ? 'failed' : 'done', reason ? JSON.stringify(reason) : null, tx.now],
  );
  if (written === 0) throw new Refusal('import-taken-over');
  await tx.db.query('delete from import_part where import_id = $1', [id]);
  await tx.db.query(
    `insert into audit (actor, act, subject, facts, at) select $2, 'import', id, counts || jsonb_build_object('kind', kind, 'dry', dry), $3
     from import where id = $1`,
    [id, by, tx.now],
  );
}
