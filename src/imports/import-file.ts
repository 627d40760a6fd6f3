import type { App } from '../app.ts';
import { type Actor, actorName } from '../staff/actor.ts';
import { inTransaction } from '../transaction.ts';
import { formatOf } from '../words/format.ts';
import { beginImport, lookAtFile, progressOf } from './begin-import.ts';
import { type Counts, noCounts } from './counts.ts';
import type { Examined, Source } from './examine.ts';
import { endImport, keepProgress } from './keep-progress.ts';
import type { Kind } from './kinds.ts';
import type { Reading, Wishes } from './reading.ts';
import { type Progress, runImport } from './run-import.ts';
import { openSeen } from './seen.ts';
import { everyError, namesIn, type ToldError, tellError } from './tell-errors.ts';

export type Finding = ToldError;

/** What has come of a file. */
export interface Done {
  /** Null for a dry run, of which nothing is kept. */
  id: string | null;
  reading: Reading;
  counts: Counts;
  /** `amountMinor` in words. */
  money: string;
}

/** Who is told what while a file comes in. */
export interface Watching {
  dry: boolean;
  begun(what: { reading: Reading; again: boolean; counts: Counts }): void;
  /** From 0 to 1. */
  progress(share: number, counts: Counts): void;
  /** Each row that was not taken; of a real run when it has ended, also those of an earlier run that was cut off. */
  found(finding: Finding, header: readonly string[]): Promise<void>;
}

/** Brings in a file that lies at hand, from beginning to end, in bounded memory; goes on with one that was cut off. */
export async function importFile(
  app: App,
  by: Actor,
  kind: Kind,
  source: Source,
  asked: Wishes,
  watching: Watching,
): Promise<Done> {
  const examined = await lookAtFile(app, by, kind, source, asked);
  const work = watching.dry ? dryRun : realRun;
  const { id, counts } = await work(app, by, kind, source, asked, watching, examined);
  const money = formatOf('en', app.shop).money(counts.amountMinor);
  return { id, reading: examined.reading, counts, money };
}

type Work = (...what: [...Parameters<typeof importFile>, Examined]) => Promise<{ id: string | null; counts: Counts }>;

const share = (examined: Examined, { position }: Progress) => (examined.bytes > 0 ? position / examined.bytes : 1);

const dryRun: Work = async (app, by, kind, source, _asked, watching, examined) => {
  const { reading } = examined;
  const { start, startLine } = reading;
  const counts = noCounts();
  watching.begun({ reading, again: false, counts });
  const nameOf = namesIn(kind, reading);
  const { progress } = await runImport(
    app,
    {
      ...{ kind, source, reading, by, name: 'import', seen: openSeen() },
      async keep(_tx, _progress, errors) {
        for (const { row, fault } of errors) {
          const { problem, field, facts } = fault;
          const told = { line: row.line, col: nameOf(field), problem, facts: facts[0] ?? {}, cells: row.cells };
          await watching.found(tellError(app.shop, app.shop.language, told), reading.header);
        }
      },
      after(now) {
        watching.progress(share(examined, now), now.counts);
        return false;
      },
    },
    { position: start, line: startLine, spilled: undefined, counts },
  );
  return { id: null, counts: progress.counts };
};

const realRun: Work = async (app, by, kind, source, asked, watching, examined) => {
  const what = { kind, name: source.name, asked, dry: false, stored: false, examined };
  const { row, holder, again } = await inTransaction(app, (tx) => beginImport(tx, by, what));
  const { reading } = examined;
  const from = progressOf(row);
  watching.begun({ reading, again, counts: from.counts });
  const held = { id: row.id, holder };
  const { progress } = await runImport(
    app,
    {
      ...{ kind, source, reading, by, name: `import:${row.id}` },
      keep: (tx, now, errors) => keepProgress(tx, held, now, errors),
      after(now) {
        watching.progress(share(examined, now), now.counts);
        return false;
      },
    },
    from,
  );
  await inTransaction(app, (tx) => endImport(tx, { ...held, by: actorName(by) }));
  for await (const finding of everyError({ db: app.database.manager, shop: app.shop }, row, app.shop.language))
    await watching.found(finding, reading.header);
  return { id: row.id, counts: progress.counts };
};
