import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppKeyError, readAppKey } from '../../src/app-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quanbot-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const key = (APP_KEY?: string) => readAppKey({ APP_KEY, DATA_DIR: join(folder, 'data') }).toString('hex');

test('a key is read in hex and in both kinds of base64', () => {
  const hex = 'fb'.repeat(32);
  const bytes = Buffer.from(hex, 'hex');
  for (const text of [hex, hex.toUpperCase(), bytes.toString('base64'), bytes.toString('base64url')])
    expect(key(text)).toBe(hex);
});

test('a missing key is made once, for its owner alone', () => {
  const made = key();
  expect(made).toMatch(/^[0-9a-f]{64}$/);
  expect(key()).toBe(made);
  expect(statSync(join(folder, 'data', 'app-key')).mode & 0o777).toBe(0o600);
});

test('a damaged key is refused and left as it is', () => {
  key();
  const path = join(folder, 'data', 'app-key');
  writeFileSync(path, 'half a ke');
  expect(() => key()).toThrow(AppKeyError);
  expect(readFileSync(path, 'utf8')).toBe('half a ke');
});

test('processes that start at once agree on one key', async () => {
  const script = `const { readAppKey } = await import(${JSON.stringify(new URL('../../src/app-key.ts', import.meta.url).href)});
    process.stdout.write(readAppKey({ DATA_DIR: ${JSON.stringify(join(folder, 'data'))} }).toString('hex'));`;
  const start = () => promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
  const made = await Promise.all([1, 2, 3, 4].map(start));
  expect(new Set(made.map(({ stdout }) => stdout)).size).toBe(1);
  expect(made[0]!.stdout).toBe(key());
});
