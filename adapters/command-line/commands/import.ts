import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { folderOfPerson } from '../../../src/config.ts';
import { errorHeader, errorRow } from '../../../src/imports/error-file.ts';
import type { Source } from '../../../src/imports/examine.ts';
import { type Done, type Finding, importFile } from '../../../src/imports/import-file.ts';
import { type Kind, kinds } from '../../../src/imports/kinds.ts';
import { type Wishes, wishes } from '../../../src/imports/reading.ts';
import { CommandError, type QuanCommand, type Surroundings, UsageError, type Values } from '../command.ts';
import { withApp } from '../open-app.ts';
import { openProgressBar } from '../progress-bar.ts';

const SHOWN = 10;
const text = { type: 'string' } as const;

export const importCommand: QuanCommand = {
  name: 'import',
  usage:
    'purchases|customers|refunds|list FILE [--dry-run] [--errors FILE] [--source NAME] [--encoding utf-8|big5|gb18030] [--map "order_no=單號, …"] [--store NAME] [--channel NAME] [--members NAME] [--dates dmy|mdy] [--country 886] [--segment NAME] [--points]',
  about:
    'Brings a CSV file in. What is here already stays as it is, so the same file may come again; one that was cut off goes on.',
  options: {
    ...{ encoding: text, map: text, source: text, store: text, channel: text, members: text, dates: text },
    ...{ country: text, segment: text, errors: text },
    ...{ points: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  },
  words: [2, 2],
  run(around, values, [kind = '', path = '']) {
    if (!(kinds as readonly string[]).includes(kind))
      throw new UsageError(`What is to come in is one of ${kinds.join(', ')}.`);
    const asked = wishesIn(values);
    const place = placeOf(around, path);
    const bar = openProgressBar(around.stderr);
    return withApp(around, async (app) => {
      const dry = values['dry-run'] === true;
      const errors = values.errors === undefined ? undefined : await openErrors(placeOf(around, String(values.errors)));
      const first: Finding[] = [];
      try {
        const done = await importFile(app, { kind: 'operator' }, kind as Kind, fileSource(place), asked, {
          dry,
          begun: ({ reading, again, counts }) => {
            around.stderr.write(
              `${place}: ${reading.encoding} (${HOW[reading.how]}), ${reading.header.length} columns.\n`,
            );
            if (again)
              around.stderr.write(`An earlier run got as far as ${number(counts.rows)} rows; going on from there.\n`);
          },
          progress: (share, counts) => bar.at(share, `${number(counts.rows)} rows`),
          found: async (finding, header) => {
            if (first.length < SHOWN) first.push(finding);
            await errors?.write(finding, header);
          },
        });
        bar.end();
        await errors?.keep();
        return {
          json: { kind, dry, id: done.id, ...done.reading, ...done.counts, errors: first },
          text: summary(kind as Kind, dry, done, first, errors !== undefined),
          exit: done.counts.refused > 0 ? 1 : 0,
        };
      } finally {
        bar.end();
        await errors?.close();
      }
    }).catch((error) => {
      throw fileError(error, place);
    });
  },
};

const HOW = { given: 'as you say', bom: 'as it says', found: 'as far as we can tell' };
const number = (count: number) => count.toLocaleString('en');
const placeOf = (around: Surroundings, path: string) => resolve(around.cwd ?? folderOfPerson(), path);

const fileSource = (path: string): Source => ({
  name: basename(path),
  open: (from) => createReadStream(path, { start: from, highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>,
});

function wishesIn(values: Values): Wishes {
  const { 'dry-run': _, errors: __, json: ___, ...given } = values;
  const read = wishes.safeParse(given);
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0]!;
  throw new UsageError(`--${path.join('.')} does not fit: ${message}.`);
}

/** Beside its place until it is whole. */
async function openErrors(path: string) {
  const draft = `${path}.part`;
  const file = await open(draft, 'w', 0o600);
  let begun = false;
  let kept = false;
  return {
    async write(finding: Finding, header: readonly string[]) {
      if (!begun) await file.appendFile(errorHeader(header));
      begun = true;
      await file.appendFile(errorRow(finding, header));
    },
    async keep() {
      await file.close();
      // No errors leave no file, nor that of an earlier run.
      await (begun ? rename(draft, path) : rm(path, { force: true }));
      kept = true;
    },
    async close() {
      await file.close().catch(() => undefined);
      if (!kept || !begun) await rm(draft, { force: true });
    },
  };
}

const THINGS: Record<Kind, string> = {
  purchases: 'orders',
  customers: 'customers',
  refunds: 'refunds',
  list: 'members',
};

function summary(kind: Kind, dry: boolean, { counts, money }: Done, first: Finding[], written: boolean): string {
  const done = dry ? 'would be ' : '';
  const amount = kind === 'purchases' || kind === 'refunds' ? `, ${money}` : '';
  const known = dry && kind !== 'refunds' ? [`known customers: ${number(counts.customersKnown)}`] : [];
  const met = kind === 'purchases' || kind === 'customers' ? [`new customers: ${number(counts.customersNew)}`] : [];
  const lines = [
    `${number(counts.rows)} rows: ${number(counts.taken)} ${THINGS[kind]} ${done}taken${amount}, ${number(counts.again)} here already, ${number(counts.refused)} rows refused${[...met, ...known].map((one) => `, ${one}`).join('')}.`,
    ...(dry ? ['Nothing was written.'] : []),
  ];
  if (first.length === 0) return lines.join('\n');
  const told = first.map(
    ({ line, column, problem, remedy }) => `  line ${line}${column ? `, ${column}` : ''}: ${problem} → ${remedy}`,
  );
  const more = counts.refused - first.length;
  const rest = more > 0 ? [`  … and ${number(more)} more${written ? '' : '; --errors FILE writes them all'}`] : [];
  return [...lines, '', ...told, ...rest].join('\n');
}

function fileError(error: unknown, path: string): unknown {
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (!syscall || !['open', 'read', 'write', 'rename'].includes(syscall)) return error;
  const remedy = 'Choose a path that this user may use.';
  return new CommandError({ code: 'file', sentence: `${path} cannot be used (${code}).`, remedy });
}
