import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { quan, urlOf } from '../command-line/quan.ts';
import { openCounter } from '../coupons/counter.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

const counter = await openCounter();
const { run, database } = counter;
const folder = mkdtempSync(join(tmpdir(), 'quanbot-backup-'));
const file = join(folder, 'shop.backup');
const others: FreshDatabase[] = [];
const APP_KEY = '07'.repeat(32);
const shop = { DATABASE_URL: urlOf(connectionOf()), APP_KEY };

function connectionOf(): FreshDatabase['connection'] {
  const { host, port, username, password, database: name } = database.options as never as Record<string, never>;
  return { host, port, user: username, password, database: name } as never;
}

async function empty() {
  const fresh = await freshDatabase();
  others.push(fresh);
  return { fresh, environment: { DATABASE_URL: urlOf(fresh.connection), APP_KEY } };
}

/** Each table's rows as one number, whatever their order. */
async function sums(connection: object): Promise<Record<string, string>> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows } = await client.query(`select tablename as t from pg_tables where schemaname = 'public' order by 1`);
    const found: Record<string, string> = {};
    for (const { t } of rows) {
      const [row] = (
        await client.query(
          `select count(*) || ':' || coalesce(sum(hashtextextended(x::text, 0)), 0) as sum from "${t}" x`,
        )
      ).rows;
      found[t] = row.sum;
    }
    return found;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  const noi = await counter.staff('Noi');
  const hostile = await counter.person('Mali "\\ \n {"table":"x"} 券 😀');
  const { id } = await counter.campaign({
    budgetMinor: 90_000,
    terms: { kind: 'percent', percentBasisPoints: 1000, capMinor: 4000 },
  });
  for (let n = 0; n < 3; n++) {
    const { code } = await counter.claim(id, n === 0 ? hostile : await counter.person(`P${n}`));
    await run((tx) => redeemCoupon(tx, noi, { code, amountMinor: 10_000 }));
    if (n === 0) await run((tx) => undoRedemption(tx, noi, {}));
  }
  await database.query(
    `insert into customer (name, language, created_at) select 'crowd ' || n, 'en', now() from generate_series(1, 2500) n`,
  );
  expect((await quan(shop, ['api-key', 'create', '--scope', 'redeem'])).exit).toBe(0);
});
afterAll(async () => {
  await counter.close();
  for (const { drop } of others) await drop();
  rmSync(folder, { recursive: true, force: true });
});

test('a backup brings every row back as it was, and the shop goes on from there', async () => {
  const made = await quan(shop, ['backup', '--to', file, '--json']);
  expect([made.exit, made.err]).toEqual([0, '']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { fresh, environment } = await empty();
  const back = await quan(environment, ['restore', '--from', file, '--json']);
  expect([back.exit, back.err]).toEqual([0, '']);
  expect(await sums(fresh.connection)).toEqual(await sums(connectionOf()));
  expect((await quan(environment, ['ledger', 'verify'])).exit).toBe(0);
  const client = new pg.Client(fresh.connection);
  await client.connect();
  const keys = `select count(*)::int as n from pg_constraint where contype = 'f'`;
  expect((await client.query(keys)).rows).toEqual(await database.query(keys));
  await client.query(
    `insert into identity (customer_id, channel, address, created_at) select id, 'web', 'new', now() from customer limit 1`,
  );
  await client.end();
  expect(back.json().rows).toBe(made.json().rows);
  const again = await quan(environment, ['restore', '--from', file]);
  expect([again.exit, again.err]).toEqual([1, expect.stringContaining('backup-not-empty')]);
});

test('a backup is of one instant, though people go on meanwhile', async () => {
  let going = true;
  const people = (async () => {
    for (let n = 0; going; n++) {
      await database.query(
        `with p as (insert into customer (language, created_at) values ('en', now()) returning id)
         insert into identity (customer_id, channel, address, created_at) select id, 'web', 'busy ' || $1::text, now() from p`,
        [n],
      );
    }
  })();
  const busy = join(folder, 'busy.backup');
  expect((await quan(shop, ['backup', '--to', busy])).exit).toBe(0);
  going = false;
  await people;
  const { environment } = await empty();
  expect(await quan(environment, ['restore', '--from', busy])).toMatchObject({ exit: 0, err: '' });
});

test('what was about to be told to many is not told after all, and what is owed to one is', async () => {
  const delivery = (subject: string, kind: string) =>
    database.query(
      `insert into delivery (subject, class, channel, address, messages, run_at, created_at) values ($1, $2, 'web', 'x', '[]', now(), now())`,
      [subject, kind],
    );
  await delivery('greeting', 'marketing');
  await delivery('receipt', 'notice');
  await database.query(
    `insert into broadcast (campaign_id, state, send_at, started_at, created_at) select id, 'sending', now(), now(), now() from campaign`,
  );
  const told = join(folder, 'told.backup');
  await quan(shop, ['backup', '--to', told]);
  const { fresh, environment } = await empty();
  expect((await quan(environment, ['restore', '--from', told])).exit).toBe(0);
  const client = new pg.Client(fresh.connection);
  await client.connect();
  const { rows } = await client.query(
    `select subject, state from delivery where subject in ('greeting', 'receipt') union all select 'broadcast', state from broadcast order by 1`,
  );
  await client.end();
  expect(rows).toEqual([
    { subject: 'broadcast', state: 'stopped' },
    { subject: 'greeting', state: 'unknown' },
    { subject: 'receipt', state: 'waiting' },
  ]);
});

test('a backup that is cut, of another key, or none at all changes nothing', async () => {
  const { fresh, environment } = await empty();
  const lines = gunzipSync(readFileSync(file)).toString().split('\n');
  const cases = {
    'cut-short': gzipSync(lines.slice(0, -20).join('\n')),
    'not-a-backup': Buffer.from('hello'),
    'other-version': gzipSync([lines[0]!.replace('0001', '0009'), ...lines.slice(1)].join('\n')),
  };
  await quan(environment, ['migrate']);
  const before = await sums(fresh.connection);
  for (const [code, content] of Object.entries({ ...cases, 'half a packet': readFileSync(file).subarray(0, 5_000) })) {
    const path = join(folder, 'wrong.backup');
    writeFileSync(path, content);
    const { exit, err } = await quan(environment, ['restore', '--from', path]);
    expect([code, exit, err]).toEqual([code, 1, expect.stringMatching(code in cases ? `backup-${code}` : /backup-/)]);
    expect(await sums(fresh.connection)).toEqual(before);
  }
  const missing = await quan(environment, ['restore', '--from', join(folder, 'none')]);
  expect(missing.err).toContain('ENOENT');
  const other = await empty();
  const stranger = await quan({ ...other.environment, APP_KEY: '08'.repeat(32) }, ['restore', '--from', file]);
  expect(stranger.err).toContain('backup-other-key');
});
