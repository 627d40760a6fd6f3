import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { quan, quanProcess, urlOf } from './quan.ts';

let fresh: FreshDatabase;
let environment: Record<string, string>;
let folder: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), 'quanbot-command-'));
  environment = { DATABASE_URL: urlOf(fresh.connection), APP_KEY: '07'.repeat(32), DATA_DIR: join(folder, 'data') };
});
afterAll(async () => {
  await fresh.drop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (line: string, input?: string) => quan(environment, line.split(' '), input === undefined ? {} : { input });
async function sql(text: string) {
  const client = new pg.Client(fresh.connection);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const campaign = {
  ref: 'CAKE',
  stock: 3,
  terms: { kind: 'gift', gift: { en: 'cake' }, name: { en: 'Cake' }, validity: { days: 3 } },
};

test('a store is added, listed for people and for machines, and not added twice', async () => {
  expect((await run('store list')).out).toBe('There are no stores yet.\n');
  expect((await run('store list --json')).out).toBe('');
  expect((await run('store add Central Station --zone Asia/Tokyo')).out).toBe('Central Station is open.\n');
  expect((await run('store list --json')).json()).toMatchObject({ name: 'Central Station', zone: 'Asia/Tokyo' });
  expect((await run('store list')).out).toMatch(/^NAME +ZONE +ID\nCentral Station {2}Asia\/Tokyo +\S{36}\n$/);
  const again = await run('store add central station --json');
  expect([again.exit, again.out]).toEqual([1, '']);
  expect(JSON.parse(again.err)).toEqual({
    code: 'store-name-taken',
    sentence: 'There is a store called central station already.',
    remedy: 'Choose another name.',
  });
});

test('a campaign comes from standard input, in the JSON of the API', async () => {
  const made = await run('campaign create --file - --json', JSON.stringify(campaign));
  expect(made.json()).toMatchObject({ ref: 'CAKE', stock: 3, state: 'live', terms: campaign.terms });
  expect((await run('campaign list --json')).json()).toEqual(made.json());
  expect((await run('campaign list')).out).toContain('CAKE  Cake  gift  live   0 of 3   -');
  const bad = await run('campaign create --file -', '{"terms":{"kind":"gift"}}');
  expect(bad).toMatchObject({ exit: 1, out: '' });
  expect(bad.err).toMatch(/^terms-invalid: .+\n {2}→ .+\n$/);
  expect((await run('campaign create --file -', '{')).err).toContain('file-no-json');

  const { out: help } = await run('campaign create --help');
  const example = await run('campaign create --file - --json', help.slice(help.indexOf('{')));
  expect(example.err).toBe('');
  expect(JSON.parse(example.out)).toMatchObject({ ref: 'WELCOME50', stock: 200 });
});

test('a campaign comes from a file beside the person, in a process of its own', async () => {
  writeFileSync(join(folder, 'tea.json'), JSON.stringify({ ...campaign, ref: 'TEA1' }));
  const made = await quanProcess(environment, ['campaign', 'create', '--file', 'tea.json', '--json'], folder);
  expect(made.err).toBe('');
  expect(made.json()).toMatchObject({ ref: 'TEA1' });
  const missing = await quan(environment, ['campaign', 'create', '--file', 'no.json'], { cwd: folder });
  expect(missing.err).toContain(`${join(folder, 'no.json')} cannot be read.`);
});

test('an invitation is made for a role that there is, at a store that there is', async () => {
  const made = (await run('invite --role clerk --store central --json')).json();
  expect(made).toMatchObject({ role: 'clerk', says: `/join ${made.secret}` });
  const [kept] = await sql(
    'select i.role, s.name, to_jsonb(i)::text as row from staff_invite i join store s on s.id = i.store_id',
  );
  expect(kept).toMatchObject({ role: 'clerk', name: 'Central Station' });
  expect(kept.row).not.toContain(made.secret);
  expect((await run('invite --role boss')).err).toContain('role-unknown');
  expect((await run('invite --role clerk --store nowhere')).err).toContain('store-unknown');
});

test('an API key is shown once, listed without its secret, and revoked by what the list shows', async () => {
  const made = (await run('api-key create --scope redeem,points --name Till --days 30 --json')).json();
  expect(made.key).toMatch(/^quan_/);
  const listed = await run('api-key list --json');
  expect(listed.json()).toMatchObject({ name: 'Till', scopes: ['redeem', 'points'], revokedAt: null });
  expect(listed.out).not.toContain(made.key.split('_')[2]);
  expect((await run(`api-key revoke ${made.prefix}`)).exit).toBe(0);
  expect((await run('api-key list')).out).toMatch(/Till +redeem,points +revoked/);
  expect((await run('api-key create --scope everything')).err).toContain('scope-unknown');
  expect((await run('api-key revoke NOSUCH')).err).toContain('api-key-unknown');
});

test('an API key has every scope that is named, in one list or several', async () => {
  const made = (await run('api-key create --scope campaigns --scope redeem,points --scope redeem --json')).json();
  expect(made.scopes).toEqual(['campaigns', 'redeem', 'points']);
  expect((await run('api-key create --scope everything --scope redeem')).err).toContain('scope-unknown');
});

test('the ledger is verified; an account that differs is named, and the exit code says so', async () => {
  expect((await run('ledger verify --json')).json()).toMatchObject({ holds: true, differences: [] });
  const [{ id }] = await sql(`insert into customer (language, created_at) values ('en', now()) returning id`);
  await sql(`insert into points_account (customer_id, balance) values ('${id}', 7)`);
  const wrong = await run('ledger verify --json');
  expect(wrong.exit).toBe(1);
  expect(wrong.json()).toMatchObject({
    holds: false,
    differences: [{ customerId: id, balance: 7, entries: 0, lots: 0 }],
  });
  expect((await run('ledger verify')).out).toContain(id);
  await sql(`delete from points_account where customer_id = '${id}'`);
});

test('the ledger is verified for as long as that takes', async () => {
  await sql(`alter table points_lot rename to true_lot;
    create view points_lot as select gen_random_uuid() as customer_id, 1 as remaining
    where current_setting('statement_timeout') <> '0'`);
  expect((await run('ledger verify --json')).json().differences).toEqual([]);
  await sql('drop view points_lot; alter table true_lot rename to points_lot');
});

test('more campaigns than one page holds are all listed, each once', async () => {
  await sql(`with made as (
      insert into campaign (ref, state, zone, claim_from, created_at)
      select 'MANY' || n, 'live', 'Asia/Taipei', now(), now() from generate_series(1, 1000) n returning id)
    insert into campaign_terms (campaign_id, version, terms, created_at)
    select id, 1, '${JSON.stringify(campaign.terms)}', now() from made`);
  const [{ count }] = await sql('select count(*)::int from campaign');
  expect(count).toBeGreaterThan(1000);
  const refs = (await run('campaign list --json')).out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).ref);
  expect([refs.length, new Set(refs).size]).toEqual([count, count]);
});

test('a command that is typed wrongly exits 2 with its help and touches nothing', async () => {
  for (const line of [
    'nonsense',
    'campaign',
    'invite',
    'store add',
    'migrate now',
    'doctor --fast',
    'api-key create --days 3',
  ]) {
    const { exit, out, err } = await run(line);
    expect([line, exit, out]).toEqual([line, 2, '']);
    expect(err).toContain('quan');
  }
  expect(await run('api-key create --scope redeem --days 0')).toMatchObject({ exit: 2 });
  expect(await run('invite --help')).toMatchObject({ exit: 0, err: '' });
  expect((await run('help')).out).toContain('quan ledger verify');
});

test('settings that do not fit are all named, and no database is opened', async () => {
  const wrong = await quan({ PORT: 'x', LOG_LEVEL: 'loud' }, ['store', 'list', '--json']);
  expect(wrong.exit).toBe(1);
  expect(
    wrong.err
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).sentence),
  ).toEqual(['PORT is not right.', 'LOG_LEVEL is not right.']);
});

test.each(['nope', '127.0.0.1,true', '10.0.0.0/33', '10.0.0', '::1/129', '1'])(
  'TRUST_PROXY=%s is named as wrong, with what may stand there',
  async (value) => {
    const wrong = await quan({ TRUST_PROXY: value }, ['store', 'list', '--json']);
    expect(wrong.exit).toBe(1);
    expect(JSON.parse(wrong.err)).toMatchObject({
      sentence: 'TRUST_PROXY is not right.',
      remedy: expect.stringContaining('127.0.0.1'),
    });
  },
);

test('in .env everything between quotes counts, and a comment may follow', () => {
  const file = join(folder, 'quoted.env');
  const lines = ['BRAND_NAME="Quan #1" # ours', "METRICS_TOKEN='0123456789abcdef'  # mine", 'LOG_LEVEL=warn  # less'];
  writeFileSync(file, [...lines, 'DATA_DIR= # the usual one', 'OWNERS=web:a#b'].join('\n'));
  expect(readConfig({}, file)).toMatchObject({
    BRAND_NAME: 'Quan #1',
    METRICS_TOKEN: '0123456789abcdef',
    LOG_LEVEL: 'warn',
    DATA_DIR: './data',
    OWNERS: ['web:a#b'],
  });
});

test('TRUST_PROXY takes addresses, networks and the names that Express knows, and Express takes them', () => {
  const given = '127.0.0.1, ::1,10.0.0.0/8,fd00::/8,10.0.0.0/255.0.0.0,loopback,uniquelocal';
  const { TRUST_PROXY } = readConfig({ TRUST_PROXY: given }, '/nonexistent');
  expect(TRUST_PROXY).toHaveLength(7);
  expect(() => express().set('trust proxy', TRUST_PROXY)).not.toThrow();
});

test('another APP_KEY than the one the database was begun with is refused', async () => {
  const other = await quan({ ...environment, APP_KEY: '08'.repeat(32) }, ['store', 'list']);
  expect(other.err).toContain('app-key-other');
  expect(other.exit).toBe(1);
});

test('the settings are shown with secrets masked', async () => {
  const shown = await run('config');
  expect(shown.out).toMatch(/APP_KEY +••••••/);
  expect(shown.out).not.toContain('0707');
  expect((await run('config --json')).json()).toMatchObject({ PORT: '3000', APP_KEY: '••••••', PUBLIC_URL: null });
});
