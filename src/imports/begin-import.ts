import { randomUUID } from 'node:crypto';
import { Import } from '../../entities/import.ts';
import type { App } from '../app.ts';
import { newId } from '../lib/ids.ts';
import { findSegment } from '../segments/find-segment.ts';
import { type Actor, actorName, authorise } from '../staff/actor.ts';
import { inTransaction, type Tx } from '../transaction.ts';
import { type Counts, noCounts } from './counts.ts';
import { type Examined, examine, type Source } from './examine.ts';
import type { Kind } from './kinds.ts';
import { readHeader } from './read-header.ts';
import { fingerprintOf, type Reading, type Wishes } from './reading.ts';
import type { Progress } from './run-import.ts';

/** An import that this process works on. */
export interface Begun {
  row: Import;
  holder: string;
  /** True when an earlier run of the same file had not ended, and this one goes on. */
  again: boolean;
}

/** Looks at a file and refuses it as a whole where no row of it could be taken. */
export async function lookAtFile(app: App, by: Actor, kind: Kind, source: Source, asked: Wishes): Promise<Examined> {
  authorise(by, 'import');
  const examined = await examine(source, kind, asked);
  readHeader(kind, examined.reading);
  if (kind === 'list') await inTransaction(app, (tx) => findSegment(tx, asked.segment!));
  return examined;
}

/** Begins the import of a file, or takes over the one of the same file and the same wishes that has not ended. */
export async function beginImport(
  tx: Tx,
  by: Actor,
  what: { kind: Kind; name: string | null; asked: Wishes; dry: boolean; stored: boolean; examined: Examined },
): Promise<Begun> {
  authorise(by, 'import');
  const { kind, name, asked, dry, stored, examined } = what;
  const holder = randomUUID();
  const fingerprint = fingerprintOf(kind, dry, examined.hash, asked);
  const id = newId(tx.now.getTime());
  const [{ id: found }] = await tx.db.query(
    `insert into import as i (id, kind, state, name, fingerprint, bytes, lines, reading, dry, stored, position, line, counts, holder, by, created_at)
     values ($1, $2, 'running', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     on conflict (fingerprint) where state = 'running' do update set holder = case when i.stored then i.holder else excluded.holder end
     returning id`,
    [
      ...[id, kind, name, fingerprint, examined.bytes, examined.lines, JSON.stringify(examined.reading), dry, stored],
      ...[
        examined.reading.start,
        examined.reading.startLine,
        JSON.stringify(noCounts()),
        stored ? null : holder,
        actorName(by),
        tx.now,
      ],
    ],
  );
  return { row: await tx.db.findOneByOrFail(Import, { id: found }), holder, again: found !== id };
}

/** Where an import goes on. */
export const progressOf = ({ position, line, spilled, counts }: Import): Progress => ({
  ...{ position, line, spilled: spilled ?? undefined },
  counts: counts as Counts,
});

export const readingOf = ({ reading }: Import): Reading => reading as Reading;
