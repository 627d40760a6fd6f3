import { randomBytes, randomUUID } from 'node:crypto';
import { Import } from '../../entities/import.ts';
import type { App } from '../app.ts';
import { Refusal } from '../refusal.ts';
import { actorNamed } from '../staff/actor-named.ts';
import { inTransaction, isWeather } from '../transaction.ts';
import { progressOf, readingOf } from './begin-import.ts';
import { noCounts } from './counts.ts';
import { endImport, keepProgress } from './keep-progress.ts';
import { type Run, runImport } from './run-import.ts';
import { openSeen, type Seen } from './seen.ts';
import { storedFile } from './stored-file.ts';

/** This process, as it holds what it works on. */
const me = randomUUID();
/** What dry runs of this process have met; one that another process has begun is begun again. */
const memories = new Map<string, Seen>();

/**
 * Works on the oldest file that was sent over the API, for so many milliseconds, and goes on with it the next time. Of
 * several processes each has a file of its own; that of one which died is taken over after its lease.
 */
export async function workOffFiles(app: App, ms = 2_500): Promise<boolean> {
  const { rows } = await app.pool.query(
    `update import set holder = $1, lease_until = clock_timestamp() + interval '30 seconds' where id = (
       select id from import where stored and finished_at is null and state = 'running'
         and (lease_until < clock_timestamp() or holder = $1) order by created_at limit 1 for update skip locked)
     returning id`,
    [me],
  );
  if (rows.length === 0) return false;
  const row = await app.database.manager.findOneByOrFail(Import, { id: rows[0].id });
  try {
    await work(app, row, performance.now() + ms);
  } catch (error) {
    memories.delete(row.id);
    if (isWeather(error)) throw error;
    await fail(app, row, error);
  }
  return true;
}

async function work(app: App, row: Import, until: number): Promise<void> {
  // Whoever sent the file may do what they may do now, and nothing when they have ended.
  const by = await actorNamed({ db: app.database.manager, now: app.clock.now() }, row.by);
  const reading = readingOf(row);
  const held = { id: row.id, holder: me };
  let from = progressOf(row);
  let seen: Seen | undefined;
  if (row.dry) {
    seen = memories.get(row.id);
    if (!seen) {
      seen = openSeen();
      memories.set(row.id, seen);
      from = { position: reading.start, line: reading.startLine, spilled: undefined, counts: noCounts() };
      await app.pool.query('delete from import_error where import_id = $1', [row.id]);
    }
  }
  const run: Run = {
    ...{ kind: row.kind, source: storedFile(app, row), reading, by, name: `import:${row.id}` },
    ...(seen && { seen }),
    keep: (tx, now, errors) => keepProgress(tx, held, now, errors),
    after: () => performance.now() > until,
  };
  const { ended } = await runImport(app, run, from);
  if (!ended) return;
  memories.delete(row.id);
  await inTransaction(app, (tx) => endImport(tx, { ...held, by: row.by }));
}

async function fail(app: App, row: Import, error: unknown): Promise<void> {
  let refusal = error instanceof Refusal ? error : undefined;
  // Whoever has taken it over goes on with it.
  if (refusal?.code === 'import-taken-over') return;
  if (!refusal) {
    const id = randomBytes(6).toString('hex');
    app.log.error({ id, import: row.id, error: String((error as Error)?.name) }, 'An import failed');
    refusal = new Refusal('bug', { id });
  }
  const { code, facts } = refusal;
  await inTransaction(app, (tx) => endImport(tx, { id: row.id, holder: me, by: row.by }, { code, facts }));
}
