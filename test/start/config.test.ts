import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'quanbot-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function problemsOf(environment: Record<string, string>, envFile = '/nonexistent'): Record<string, string> {
  try {
    readConfig(environment, envFile);
    return {};
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return Object.fromEntries(error.problems.map(({ name, remedy }) => [name, remedy]));
  }
}

describe('the file of a secret', () => {
  const secret = file('token', 'metrics-token-of-the-file\n');
  const read = (environment: Record<string, string>, dotEnv: string) =>
    readConfig(environment, file('.env', dotEnv)).METRICS_TOKEN;

  test('that the environment names wins over anything in .env', () => {
    const other = file('other', 'metrics-token-of-another');
    expect(read({ METRICS_TOKEN_FILE: secret }, 'METRICS_TOKEN=metrics-token-of-dotenv')).toContain('file');
    expect(read({ METRICS_TOKEN_FILE: secret }, `METRICS_TOKEN_FILE=${other}`)).toContain('file');
  });

  test('that .env names gives way to the environment, and to the value beside it', () => {
    expect(read({ METRICS_TOKEN: 'metrics-token-of-the-env' }, `METRICS_TOKEN_FILE=${secret}`)).toContain('env');
    expect(read({}, `METRICS_TOKEN=metrics-token-of-dotenv\nMETRICS_TOKEN_FILE=${secret}`)).toContain('dotenv');
    expect(read({}, `METRICS_TOKEN_FILE=${secret}`)).toContain('file');
  });

  test('that is empty or not there is a problem, not a missing value', () => {
    const environment = { METRICS_TOKEN_FILE: file('empty', ' \n'), APP_KEY_FILE: join(folder, 'nowhere') };
    expect(problemsOf(environment)).toEqual({
      METRICS_TOKEN_FILE: expect.stringContaining('is empty; put the value into it'),
      APP_KEY_FILE: expect.stringContaining('cannot be read'),
    });
  });
});

describe('TELEGRAM_MODE=webhook', () => {
  const problem = (PUBLIC_URL: string) => problemsOf({ TELEGRAM_MODE: 'webhook', PUBLIC_URL }).PUBLIC_URL;

  test.each([
    '',
    'http://shop.example',
    'http://10.0.0.2:3000',
    'http://localhost.shop.example',
    'http://127.0.0.1.nip.io',
  ])('refuses PUBLIC_URL=%s by name, with a remedy', (url) =>
    expect(problem(url)).toMatch(/needs (https|it); give the https address/),
  );

  test.each(['https://shop.example', 'http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000/shop'])(
    'takes PUBLIC_URL=%s',
    (url) => expect(problem(url)).toBeUndefined(),
  );

  test('alone asks for https: polling takes any address', () => {
    expect(problemsOf({ TELEGRAM_MODE: 'polling', PUBLIC_URL: 'http://shop.example' })).toEqual({});
  });
});

describe('BRAND_LANGUAGE', () => {
  test.each([
    ['zh-Hant', 'zh-hant'],
    ['zh_CN', 'zh-hans'],
    ['en-GB', 'en'],
  ])('%s is the language that we speak nearest to it', (tag, language) => {
    expect(readConfig({ BRAND_LANGUAGE: tag }, '/nonexistent').BRAND_LANGUAGE).toBe(language);
  });

  test('that nobody here speaks is a problem, with those that are spoken', () => {
    expect(problemsOf({ BRAND_LANGUAGE: 'tlh' })).toEqual({ BRAND_LANGUAGE: 'Give one of en, zh-hant, zh-hans.' });
  });
});
