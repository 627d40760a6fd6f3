import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Finding } from '../../adapters/adapter.ts';
import { examineNode } from '../../adapters/command-line/doctor/machine.ts';
import { type FakeLine, startLine } from '../phones/line.ts';
import { protocolsPresent } from '../phones/protocols.ts';
import { type FakeTelegram, startTelegram } from '../phones/telegram.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { now, quan, urlOf } from './quan.ts';

let fresh: FreshDatabase;
let folder: string;
let well: Record<string, string>;
beforeAll(async () => {
  fresh = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), 'quanbot-doctor-'));
  well = { DATABASE_URL: urlOf(fresh.connection), APP_KEY: '07'.repeat(32), DATA_DIR: join(folder, 'data') };
  await quan(well, ['migrate']);
});
afterAll(async () => {
  await fresh.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** What the doctor says in a set-up that differs by this from one where everything is well. */
async function said(differs: Record<string, string> = {}, skewMs = 0) {
  const clock = { now: () => new Date(now().getTime() + skewMs) };
  const { exit, out } = await quan({ ...well, ...differs }, ['doctor', '--json'], { clock });
  const findings: Finding[] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const wrong = Object.fromEntries(
    findings.filter(({ ok }) => !ok).map(({ name, says, remedy }) => [name, `${says} → ${remedy}`]),
  );
  expect(exit).toBe(findings.some(({ ok }) => !ok) ? 1 : 0);
  return { findings, wrong };
}

test('where everything is well, the doctor says so', async () => {
  const { findings, wrong } = await said();
  expect(wrong).toEqual({});
  expect(findings.map(({ name }) => name)).toEqual([
    'configuration',
    'node',
    'data directory',
    'database',
    'migrations',
    'app key',
    'database clock',
    'channels',
    'public address',
    'disk',
  ]);
  const people = await quan(well, ['doctor']);
  expect(people).toMatchObject({ exit: 0 });
  expect(people.out).toContain('✓ database: PostgreSQL 18 answers.');
});

test('every setting that does not fit is named with its remedy', async () => {
  const { wrong } = await said({ PORT: '99999', BRAND_CURRENCY: 'QQQ' });
  expect(Object.keys(wrong)).toEqual(['setting PORT', 'setting BRAND_CURRENCY']);
  expect(wrong['setting PORT']).toContain('0 (any free port) to 65535');
});

test('a database that cannot be reached is told apart by its reason', async () => {
  const url = new URL(well.DATABASE_URL!);
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const port = (silent.address() as AddressInfo).port;
  const at = async (DATABASE_URL: string) => (await said({ DATABASE_URL })).wrong.database;
  expect(await at('postgres://u:pw-canary@127.0.0.1:1/x')).toMatch(
    /^Nobody answers at 127.0.0.1:1: the connection is refused/,
  );
  expect(await at('postgres://u:pw-canary@no-such-host.invalid/x')).toContain(
    'There is no host called no-such-host.invalid',
  );
  expect(await at(url.href.replace(/\/\/([^:]+):[^@]+@/, '//$1:pw-canary@'))).toContain(
    'does not accept this user or password',
  );
  expect(await at(url.href.replace(fresh.connection.database, 'no_such_database'))).toContain(
    'There is no database no_such_database',
  );
  expect(await at(`postgres://u:pw-canary@127.0.0.1:${port}/x`)).toContain('does not answer');
  silent.close();
  const all = await quan({ ...well, DATABASE_URL: 'postgres://u:pw-canary@127.0.0.1:1/x' }, ['doctor']);
  expect(all.out + all.err).not.toContain('pw-canary');
});

test('another command on a database that is away says what the doctor says', async () => {
  const { exit, err } = await quan({ ...well, DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x' }, ['store', 'list']);
  expect([exit, err]).toEqual([1, expect.stringContaining('database-refused: Nobody answers at 127.0.0.1:1')]);
});

test('pending migrations and those of a newer version are named', async () => {
  const client = new pg.Client(fresh.connection);
  await client.connect();
  const { rows } = await client.query(
    'delete from schema_migrations where id = (select max(id) from schema_migrations) returning *',
  );
  expect((await said()).wrong.migrations).toMatch(/^1 of \d+ migrations are pending. → Run quan migrate/);
  await client.query('insert into schema_migrations (timestamp, name) values ($1, $2)', [
    rows[0].timestamp,
    rows[0].name,
  ]);
  await client.query(`insert into schema_migrations (timestamp, name) values (1, 'later')`);
  expect((await said()).wrong.migrations).toContain('newer Quanbot');
  await client.query(`delete from schema_migrations where name = 'later'`);
  await client.end();
});

test('what waits because a platform takes no more messages this month is counted', async () => {
  const client = new pg.Client(fresh.connection);
  await client.connect();
  await client.query(
    `insert into delivery (subject, class, channel, address, messages, run_at, created_at, reason)
     select 'm' || n, 'notice', 'line', 'U1', '[]', now(), now(), case when n < 3 then 'monthly-limit' end from generate_series(1, 3) n`,
  );
  await client.query(
    `with told as (insert into campaign (ref, state, zone, claim_from, created_at) values ('TOLD', 'live', 'UTC', now(), now()) returning id)
     insert into broadcast (campaign_id, state, send_at, created_at, reason) select id, 'paused', now(), now(), 'monthly-limit:line' from told`,
  );
  expect((await said()).wrong).toEqual({
    'line month': expect.stringMatching(/used up: 2 messages to single people and 1 broadcast wait. → Choose a larger/),
  });
  await client.query('delete from delivery; delete from broadcast; delete from campaign');
  expect((await said()).wrong).toEqual({});
  await client.end();
});

test('another APP_KEY, and one that is lost, are found', async () => {
  expect((await said({ APP_KEY: '08'.repeat(32) })).wrong['app key']).toContain(
    'not the key that this database was begun with',
  );
  expect((await said({ APP_KEY: '' })).wrong['app key']).toContain('is missing');
});

test('a clock that is off by more than two seconds is found, and one within is not', async () => {
  expect((await said({}, 1_500)).wrong).toEqual({});
  expect((await said({}, 60_000)).wrong['database clock']).toMatch(
    /^This machine's clock is (59|60)\.\d s ahead of the database/,
  );
  expect((await said({}, -60_000)).wrong['database clock']).toMatch(
    /^This machine's clock is 60\.\d s behind the database/,
  );
});

test('an old Node and an address that is not https are found', async () => {
  expect(examineNode('20.20.0')).toMatchObject({ ok: false });
  expect(examineNode('24.1.0')).toMatchObject({ ok: true });
  expect((await said({ PUBLIC_URL: 'http://shop.example' })).wrong['public address']).toContain('is not https');
  const behind = async (more = {}) => {
    const { findings, wrong } = await said({ PUBLIC_URL: 'https://shop.example', ...more });
    expect(wrong).toEqual({});
    return findings.find(({ name }) => name === 'public address')!.says;
  };
  expect(await behind()).toContain('until TRUST_PROXY names the proxy');
  expect(await behind({ TRUST_PROXY: '127.0.0.1' })).toBe('People reach this server at https://shop.example.');
});

test('a data directory that cannot be written is found', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect((await said({ DATA_DIR: join(folder, 'file', 'data') })).wrong['data directory']).toContain(
    'cannot be written',
  );
});

const platforms = test.skipIf(!protocolsPresent);
const tokens = { line: 'the access token', telegram: '1000:abcdefghijklmnopqrstuvwxyz' };
const PUBLIC_URL = 'https://shop.example';
async function withPlatforms(
  work: (line: FakeLine, telegram: FakeTelegram, differs: Record<string, string>) => Promise<void>,
) {
  const line = await startLine({ channelSecret: 'the channel secret', accessToken: tokens.line });
  const telegram = await startTelegram({ token: tokens.telegram, webhooks: 'any' });
  try {
    await work(line, telegram, {
      PUBLIC_URL,
      LINE_CHANNEL_SECRET: 'the channel secret',
      LINE_CHANNEL_ACCESS_TOKEN: tokens.line,
      LINE_API_BASE: line.apiBase,
      LINE_DATA_API_BASE: line.dataApiBase,
      TELEGRAM_BOT_TOKEN: tokens.telegram,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    });
  } finally {
    await line.close();
    await telegram.close();
  }
}

platforms('a bad token of LINE and of Telegram is named, and stands in no output', () =>
  withPlatforms(async (_line, _telegram, differs) => {
    const bad = { LINE_CHANNEL_ACCESS_TOKEN: 'canary-token', TELEGRAM_BOT_TOKEN: '1000:canary-token-abcdefgh' };
    const { wrong, findings } = await said({ ...differs, ...bad });
    expect(wrong['line token']).toContain('LINE does not accept the channel access token');
    expect(wrong['telegram token']).toContain('@BotFather');
    expect(JSON.stringify(findings)).not.toContain('canary');
  }),
);

platforms('a webhook that points elsewhere is named with where it should point', () =>
  withPlatforms(async (line, telegram, differs) => {
    line.webhookUrl = 'https://elsewhere.example/webhooks/line';
    const { wrong } = await said(differs);
    expect(wrong['line webhook']).toContain(`${PUBLIC_URL}/webhooks/line`);
    expect(wrong['telegram webhook']).toMatch(/sends updates to nowhere/);
    line.webhookUrl = `${PUBLIC_URL}/webhooks/line`;
    expect((await said(differs)).wrong['line webhook']).toBeUndefined();
    expect(line.violations).toEqual([]);
    expect(telegram.violations).toEqual([]);
  }),
);

platforms('a platform that cannot be reached and a clock that differs from its own are named', () =>
  withPlatforms(async (_line, _telegram, differs) => {
    const { wrong } = await said(differs, 60_000);
    expect(wrong['line clock']).toContain('ahead of LINE');
    const away = await said({
      ...differs,
      LINE_API_BASE: 'http://127.0.0.1:1',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
    });
    expect(away.wrong['line token']).toContain('LINE does not answer');
    expect(away.wrong.telegram).toContain('Telegram cannot be asked');
  }),
);

platforms('LINE without a public https address is named', () =>
  withPlatforms(async (_line, _telegram, differs) => {
    const { wrong } = await said({ ...differs, PUBLIC_URL: '' });
    expect(wrong['public address']).toContain('LINE needs one');
  }),
);
