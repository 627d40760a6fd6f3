import { z } from 'zod';
import { Import } from '../../../entities/import.ts';
import { explainRefusal } from '../../../src/explain-refusal.ts';
import { type Counts, countsShape } from '../../../src/imports/counts.ts';
import { kindShape, type Reading, readings, wishes } from '../../../src/imports/reading.ts';
import { receiveFile } from '../../../src/imports/receive-file.ts';
import { errorsOf } from '../../../src/imports/tell-errors.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { Shop } from '../../../src/shop.ts';
import { authorise } from '../../../src/staff/actor.ts';
import type { Tx } from '../../../src/transaction.ts';
import { type Language, languages } from '../../../src/words/index.ts';
import { endpoint, upload } from './endpoint.ts';
import { byId, id, instant, iso, isoOrNull, refused } from './shapes.ts';

const language = z
  .enum(languages as [Language, ...Language[]])
  .optional()
  .describe('In which what is wrong is said; that of the shop when missing.');

const view = z.strictObject({
  id,
  kind: kindShape,
  state: z.enum(['running', 'done', 'failed']),
  dryRun: z.boolean(),
  share: z.number().min(0).max(1).describe('How much of the file is worked off.'),
  reading: readings.pick({ encoding: true, how: true, delimiter: true, header: true }),
  counts: countsShape,
  problem: refused.nullable().describe('Why the whole of it failed.'),
  createdAt: instant,
  finishedAt: instant.nullable(),
});

function viewOf(shop: Shop, row: Import, spoken: string): z.input<typeof view> {
  const { encoding, how, delimiter, header } = row.reading as Reading;
  const reason = row.reason as { code: Refusal['code']; facts: never } | null;
  return {
    ...{ id: row.id, kind: row.kind, state: row.state as 'running', dryRun: row.dry },
    share: row.bytes > 0 ? row.position / row.bytes : 1,
    reading: { encoding, how, delimiter, header },
    counts: row.counts as Counts,
    problem: reason && explainRefusal(shop, spoken, new Refusal(reason.code, ...reason.facts)),
    createdAt: iso(row.createdAt),
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
  async receive(app, { by, params, query, file, bytes }) {
    const { dryRun = false, name = null, ...asked } = query;
    const { row, again } = await receiveFile(app, by, { kind: params.kind, asked, dry: dryRun, name, file, bytes });
    return { ...viewOf(app.shop, row, app.shop.language), again };
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
  async run({ tx, by, params, query }) {
    authorise(by, 'import');
    return viewOf(tx.shop, await importOf(tx, params.id), query.language ?? tx.shop.language);
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
  async run({ tx, by, params, query: { language: spoken, after, limit } }) {
    authorise(by, 'import');
    const row = await importOf(tx, params.id);
    const found = await errorsOf(tx, row, spoken ?? tx.shop.language, { after, limit });
    return { errors: found, next: found.length < limit ? null : found.at(-1)!.line };
  },
});

async function importOf(tx: Tx, wanted: string): Promise<Import> {
  const row = await tx.db.findOneBy(Import, { id: wanted });
  if (!row || row.state === 'arriving') throw new Refusal('import-unknown');
  return row;
}

export const importEndpoints = [send, read, errors];
