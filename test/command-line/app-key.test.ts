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

test('processes that start at once agree on one key, a hundred times', async () => {
  const script = `const { readAppKey } = await import(${JSON.stringify(new URL('../../src/app-key.ts', import.meta.url).href)});
    const from = Number(process.argv[1]);
    const keys = [];
    for (let n = 0; n < 100; n++) {
      while (Date.now() < from + n * 5);
      keys.push(readAppKey({ DATA_DIR: ${JSON.stringify(folder)} + '/' + n }).toString('hex'));
    }
    process.stdout.write(JSON.stringify(keys));`;
  const from = String(performance.timeOrigin + performance.now() + 2_500);
  const start = () =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, from]);
  const made = await Promise.all([1, 2, 3].map(start));
  expect(new Set(made.map(({ stdout }) => stdout)).size).toBe(1);
  expect(new Set(JSON.parse(made[0]!.stdout)).size).toBe(100);
});
