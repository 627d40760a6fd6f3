import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';
import { readShop } from '../../../src/backups/read-shop.ts';
import { type NotRestored, writeShop } from '../../../src/backups/write-shop.ts';
import { folderOfPerson } from '../../../src/config.ts';
import { CommandError, needed, type QuanCommand, type Surroundings } from '../command.ts';
import { withApp } from '../open-app.ts';
import { onOwnConnection } from '../own-connection.ts';

const backup: QuanCommand = {
  name: 'backup',
  usage: '[--to FILE]',
  about: 'Writes the whole shop into a file, as it is at this instant; the shop may go on meanwhile.',
  options: { to: { type: 'string' } },
  run: (around, values) =>
    withApp(around, async (app) => {
      const now = app.clock.now();
      const named =
        (values.to as string | undefined) ?? `quanbot-${now.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`;
      const path = placeOf(around, named);
      const draft = `${path}.part`;
      let last = '';
      const lines = async function* (client: pg.Client) {
        for await (const line of readShop(client, now)) {
          last = line;
          yield `${line}\n`;
        }
      };
      try {
        const file = createWriteStream(draft, { mode: 0o600, flush: true });
        await onOwnConnection(app, (client) => pipeline(Readable.from(lines(client)), createGzip(), file));
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw fileError(error, path);
      }
      return {
        json: { file: path, ...JSON.parse(last), at: now.toISOString() },
        text: `The shop is in ${path}. Keep APP_KEY too, and elsewhere: without it no code works again.`,
      };
    }),
};

const restore: QuanCommand = {
  name: 'restore',
  usage: '--from FILE',
  about: 'Brings a backup back into an empty database (a new DATA_DIR or DATABASE_URL).',
  options: { from: { type: 'string' } },
  run(around, values) {
    const path = placeOf(around, needed(values, 'from'));
    return withApp(around, async (app) => {
      const done = await onOwnConnection(app, async (client) => {
        // Told where it is read; a listener of its own, so that it is not told to the process as well.
        const unpacked = createGunzip().on('error', () => undefined);
        const packed = createReadStream(path).on('error', (error) => unpacked.destroy(error));
        return writeShop(client, linesOf(packed.pipe(unpacked)), app.clock.now());
      }).catch((error) => {
        throw fileError(error, path);
      });
      if ('not' in done) throw new CommandError({ code: `backup-${done.not}`, ...REASONS[done.not] });
      return { json: { file: path, rows: done.rows }, text: `${done.rows} rows are back. Open the shop: npm start` };
    });
  },
};

const REASONS: Record<NotRestored, { sentence: string; remedy: string }> = {
  'not-a-backup': { sentence: 'This is no backup of ours.', remedy: 'Give a file that `quan backup` has written.' },
  'cut-short': { sentence: 'The backup ends too early; nothing was changed.', remedy: 'Give a whole file.' },
  'other-version': {
    sentence: 'The backup was made by another version of Quanbot.',
    remedy: 'Restore it with that version, then start the newer one, which brings the database up to date.',
  },
  'other-key': {
    sentence: 'The backup belongs to another APP_KEY: no coupon code would work.',
    remedy: 'Give the key of that shop in APP_KEY, or put its app-key file into an empty DATA_DIR.',
  },
  'not-empty': {
    sentence: 'Something has happened in this database already; nothing was changed.',
    remedy: 'Restore into a new DATA_DIR or an empty database, before the first start.',
  },
};

/** Lines of a stream whose errors arrive where they are read, which those of `readline` do not. */
async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let begun = '';
  for await (const part of stream.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (begun + part).split('\n');
    begun = lines.pop()!;
    yield* lines;
  }
  if (begun) yield begun;
}

const placeOf = (around: Surroundings, path: string) => resolve(around.cwd ?? folderOfPerson(), path);

function fileError(error: unknown, path: string): unknown {
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (code.startsWith('Z_')) return new CommandError({ code: 'backup-not-a-backup', ...REASONS['not-a-backup'] });
  if (!syscall || !['open', 'write', 'read', 'rename'].includes(syscall)) return error;
  const remedy =
    code === 'ENOSPC' ? 'Free some space, or choose another disk.' : 'Choose a path that this user may use.';
  return new CommandError({ code: 'file', sentence: `${path} cannot be used (${code}).`, remedy });
}

export const backupCommands = [backup, restore];
