import { randomBytes } from 'node:crypto';
import { Import } from '../../entities/import.ts';
import type { App } from '../app.ts';
import { newId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise } from '../staff/actor.ts';
import { lookAtFile } from './begin-import.ts';
import { noCounts } from './counts.ts';
import { forgetFile } from './forget-imports.ts';
import type { Kind } from './kinds.ts';
import { fingerprintOf, type Wishes } from './reading.ts';
import { storedFile, storeFile } from './stored-file.ts';

/** What arrives within the time that the server gives a request, over a line such as shops have. */
export const MOST_BYTES = 32 << 20;

/**
 * Receives a file over the API: it is stored as it comes, looked at, and worked off by a job. The same file that is still
 * being worked off gives that import (`again`), so that a call whose answer was lost can be made again.
 */
export async function receiveFile(
  app: App,
  by: Actor,
  what: {
    kind: Kind;
    asked: Wishes;
    dry: boolean;
    name: string | null;
    file: AsyncIterable<Buffer>;
    bytes: number | undefined;
  },
): Promise<{ row: Import; again: boolean }> {
  authorise(by, 'import');
  const { kind, asked, dry, name, file, bytes: said = 0 } = what;
  refuseLarge(said);
  const { database, pool } = app;
  const now = app.clock.now();
  const id = newId(now.getTime());
  await database.manager.insert(Import, {
    ...{ id, kind, state: 'arriving', name, fingerprint: randomBytes(16), bytes: 0, lines: 0, reading: {}, dry },
    ...{ stored: true, position: 0, counts: noCounts(), by: actorName(by), createdAt: now },
  });
  try {
    await storeFile(app, id, file, refuseLarge);
    const examined = await lookAtFile(app, by, kind, storedFile(app, { id, name }), asked);
    const { start, startLine } = examined.reading;
    const { rows } = await pool.query(
      `update import set state = 'running', fingerprint = $2, bytes = $3, lines = $4, reading = $5, position = $6, line = $7
       where id = $1 and not exists (select from import where fingerprint = $2 and state = 'running') returning id`,
      [
        ...[id, fingerprintOf(kind, dry, examined.hash, asked), examined.bytes, examined.lines],
        ...[JSON.stringify(examined.reading), start, startLine],
      ],
    );
    if (rows.length > 0) return { row: await database.manager.findOneByOrFail(Import, { id }), again: false };
    const fingerprint = fingerprintOf(kind, dry, examined.hash, asked);
    const row = await database.manager.findOneBy(Import, { fingerprint, state: 'running' });
    // It ended in this very moment: the call may be made again, and begins a new one.
    if (!row) throw new Refusal('not-now');
    await forgetFile(app, id);
    return { row, again: true };
  } catch (error) {
    await forgetFile(app, id).catch(() => undefined);
    throw error;
  }
}

function refuseLarge(bytes: number): void {
  if (bytes > MOST_BYTES) throw new Refusal('import-too-large', { megabytes: MOST_BYTES >> 20 });
}
