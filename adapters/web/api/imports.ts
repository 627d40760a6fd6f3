import { z } from 'zod';
import { Import } from '../../../entities/import.ts';
import { explainRefusal } from '../../../src/explain-refusal.ts';
import { type Counts, countsShape } from '../../../src/imports/counts.ts';
import { errorHeader, errorRow } from '../../../src/imports/error-file.ts';
import { listImports } from '../../../src/imports/list-imports.ts';
import { kindShape, type Reading, readings, wishes } from '../../../src/imports/reading.ts';
import { receiveFile } from '../../../src/imports/receive-file.ts';
import { errorsOf, everyError } from '../../../src/imports/tell-errors.ts';
import { tellImport } from '../../../src/imports/tell-import.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { Shop } from '../../../src/shop.ts';
import { type Actor, authorise } from '../../../src/staff/actor.ts';
import type { Tx } from '../../../src/transaction.ts';
import { type Language, languages } from '../../../src/words/index.ts';
import { readerOf } from './answer.ts';
import { endpoint, upload } from './endpoint.ts';
import { byId, id, instant, iso, isoOrNull, refused } from './shapes.ts';

const language = z
  .enum(languages as [Language, ...Language[]])
  .optional()
  .describe('In which what is wrong is said; that of Accept-Language when missing.');

const view = z.strictObject({
  id,
  kind: kindShape,
  state: z.enum(['running', 'done', 'failed']),
  dryRun: z.boolean(),
  share: z.number().min(0).max(1).describe('How much of the file is worked off.'),
  reading: readings.pick({ encoding: true, how: true, delimiter: true, header: true }),
  counts: countsShape,
  lines: z.array(z.string()).describe('The counts in words.'),
  name: z.string().nullable().describe('What the file is called.'),
  problem: refused.nullable().describe('Why the whole of it failed.'),
  createdAt: instant,
  when: z.string().describe('The same by the clock of the shop, in the language that the lines are in.'),
  finishedAt: instant.nullable(),
});

/** A row as it is told: to staff on a page in their words, to a key in those of the API. */
function viewOf(
  { shop, now, by }: { shop: Shop; now: Date; by: Actor },
  row: Import,
  spoken: string,
): z.input<typeof view> {
  const { encoding, how, delimiter, header } = row.reading as Reading;
  const reason = row.reason as { code: Refusal['code']; facts: never } | null;
  return {
    ...{ id: row.id, kind: row.kind, state: row.state as 'running', dryRun: row.dry },
    share: row.bytes > 0 ? row.position / row.bytes : 1,
    reading: { encoding, how, delimiter, header },
    counts: row.counts as Counts,
    lines: tellImport(shop.words(spoken), { kind: row.kind, dry: row.dry, counts: row.counts as Counts }),
    name: row.name,
    problem: reason && explainRefusal(shop, spoken, new Refusal(reason.code, ...reason.facts), readerOf(by)),
    createdAt: iso(row.createdAt),
    when: shop.words(spoken).dossier.when(row.createdAt, now),
    finishedAt: isoOrNull(row.finishedAt),
  };
}

const yes = z.enum(['true', 'false']).transform((text) => text === 'true');

const send = upload({
  path: '/imports/{kind}',
  name: 'importFile',
  about: 'Takes a CSV file, to be worked off; see how far it is with GET. The same file again changes nothing.',
  scopes: ['imports'],
  params: z.strictObject({ kind: kindShape }),
  query: wishes.extend({
    points: yes.optional().describe('Gives the points of purchases, which history gives not.'),
    dryRun: yes.optional().describe('Only looks at it, and writes nothing.'),
    name: z.string().max(200).optional().describe('What the file is called.'),
  }),
  answer: view.extend({ again: z.boolean().describe('True when this very file is being worked off already.') }),
  async receive(app, { by, language: spoken, params, query, file, bytes }) {
    const { dryRun = false, name = null, ...asked } = query;
    const { row, again } = await receiveFile(app, by, { kind: params.kind, asked, dry: dryRun, name, file, bytes });
    return { ...viewOf({ shop: app.shop, now: app.clock.now(), by }, row, spoken), again };
  },
});

const read = endpoint({
  method: 'get',
  path: '/imports/{id}',
  name: 'readImport',
  about: 'How far an import is, and what has come of its rows.',
  scopes: ['imports'],
  params: byId,
  query: z.strictObject({ language }),
  answer: view,
  async run({ tx, by, params, query, language: spoken }) {
    authorise(by, 'import');
    return viewOf({ ...tx, by }, await importOf(tx, params.id), query.language ?? spoken);
  },
});

const errors = endpoint({
  method: 'get',
  path: '/imports/{id}/errors',
  name: 'readImportErrors',
  about: 'The rows of an import that were not taken, each with what is wrong and how to mend it.',
  scopes: ['imports'],
  params: byId,
  query: z.strictObject({
    language,
    after: z.coerce.number().int().min(0).default(0).describe('The line after which to go on.'),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  answer: z.strictObject({
    errors: z.array(
      z.strictObject({
        line: z.int().min(1),
        column: z.string().nullable(),
        code: z.string(),
        problem: z.string(),
        remedy: z.string(),
        row: z.array(z.string()),
      }),
    ),
    next: z.int().nullable().describe('Send it as after for the next ones; null at the end.'),
  }),
  async run({ tx, by, params, language: heard, query: { language: spoken, after, limit } }) {
    authorise(by, 'import');
    const row = await importOf(tx, params.id);
    const found = await errorsOf(tx, row, spoken ?? heard, { after, limit });
    return { errors: found, next: found.length < limit ? null : found.at(-1)!.line };
  },
});

const list = endpoint({
  method: 'get',
  path: '/imports',
  name: 'listImports',
  about: 'The last twenty files that came in or were looked at, the newest first.',
  scopes: ['imports'],
  answer: z.strictObject({ imports: z.array(view) }),
  run: async ({ tx, by, language: spoken }) => ({
    imports: (await listImports(tx, by)).map((row) => viewOf({ ...tx, by }, row, spoken)),
  }),
});

const table = endpoint({
  method: 'get',
  path: '/imports/{id}/errors/csv',
  name: 'readImportErrorTable',
  about: 'The rows that were not taken as CSV, with what is wrong, to be mended in their place and sent again.',
  scopes: ['imports'],
  params: byId,
  query: z.strictObject({ language }),
  answer: z.strictObject({ csv: z.string(), name: z.string() }),
  type: 'text/csv',
  async run({ tx, by, params, language: heard, query }) {
    authorise(by, 'import');
    const row = await importOf(tx, params.id);
    const { header } = row.reading as Reading;
    const rows = [errorHeader(header)];
    for await (const error of everyError(tx, row, query.language ?? heard)) rows.push(errorRow(error, header));
    return { csv: rows.join(''), name: 'errors.csv' };
  },
});

async function importOf(tx: Tx, wanted: string): Promise<Import> {
  const row = await tx.db.findOneBy(Import, { id: wanted });
  if (!row || row.state === 'arriving') throw new Refusal('import-unknown');
  return row;
}

export const importEndpoints = [send, list, read, errors, table];
