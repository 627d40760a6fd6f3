import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DataSource } from 'typeorm';
import type { Config } from './config.ts';
import type { Codes } from './lib/codes.ts';

/** The key does not fit: a damaged file, or another key than the one this database was begun with. */
export class AppKeyError extends Error {
  readonly code: 'app-key-damaged' | 'app-key-other';
  readonly remedy: string;
  constructor(code: AppKeyError['code'], sentence: string, remedy: string) {
    super(sentence);
    this.name = 'StartError';
    this.code = code;
    this.remedy = remedy;
  }
}

/** The key that codes and sealed data hang on: `APP_KEY`, else the one in the data directory, made there once. */
export function readAppKey(config: Pick<Config, 'APP_KEY' | 'DATA_DIR'>): Buffer {
  if (config.APP_KEY) return bytesOf(config.APP_KEY)!;
  const directory = resolve(config.DATA_DIR);
  const path = join(directory, 'app-key');
  const text = readIfThere(path) ?? make(directory, path);
  const key = bytesOf(text.trim());
  if (key) return key;
  throw new AppKeyError(
    'app-key-damaged',
    `The file ${path} does not hold a key.`,
    'Put it back from a backup. Without it all coupon codes are lost; only if there are none yet, delete the file.',
  );
}

/** What the database keeps of the key that it was begun with; it tells nothing about the key. */
export const appKeyMark = (codes: Codes): string => codes.seal('app key check', 'quanbot').toString('hex');

/** For each start: keeps the mark of the key at the first one, and throws `AppKeyError` when it is another key later. */
export async function checkAppKey(database: DataSource, codes: Codes): Promise<void> {
  const mark = appKeyMark(codes);
  await database.query(`insert into setting (key, value) values ('app_key_check', $1) on conflict do nothing`, [mark]);
  const [row] = await database.query(`select value from setting where key = 'app_key_check'`);
  if (row.value === mark) return;
  throw new AppKeyError(
    'app-key-other',
    'APP_KEY is not the key that this database was begun with: no coupon code would work.',
    'Give the first key in APP_KEY or DATA_DIR/app-key, or use another database.',
  );
}

function bytesOf(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** Written beside and then linked: whoever finds the file finds a whole key, and of two starts at once one wins. */
function make(directory: string, path: string): string {
  mkdirSync(directory, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const flag = { flag: 'wx', mode: 0o600, flush: true };
  const key = `${randomBytes(32).toString('hex')}\n`;
  writeFileSync(draft, key, flag);
  try {
    chmodSync(draft, 0o600);
    linkSync(draft, path);
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readFileSync(path, 'utf8');
    // A file system without links.
    try {
      writeFileSync(path, key, flag);
      return key;
    } catch {
      return readFileSync(path, 'utf8');
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
