import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Connection, openPostgres } from '../adapters/postgres/index.ts';
import { createCampaign } from '../src/campaigns/create-campaign.ts';
import type { CampaignInput } from '../src/campaigns/terms.ts';
import { readConfig } from '../src/config.ts';
import { type Claimable, findClaimable } from '../src/coupons/claimable.ts';
import { migrate, openDatabase } from '../src/database.ts';
import { newId } from '../src/lib/ids.ts';
import { type Opened, openApp } from '../src/main/open-app.ts';
import { CONSENT_VERSION } from '../src/shop.ts';
import { inTransaction } from '../src/transaction.ts';

export const APP_KEY = Buffer.alloc(32, 7);
/** Business time begins at noon in the shop's zone: at night no offer would leave. */
export const SHIFT = (((4 * 3_600_000 - Date.now()) % 86_400_000) + 86_400_000) % 86_400_000;
/** The clock of a process, on which another one of the bench may depend. */
export const clockAt = (shift: number) => ({ now: () => new Date(Date.now() + shift) });
export const clock = clockAt(SHIFT);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A shop on a PostgreSQL of its own that forgets nothing: fsync on, in a temporary directory. */
export interface Ground extends Opened {
  connection: Connection;
  /** Connections for references, which are no part of the shop. */
  clients(count: number): pg.Pool;
  /** People who have joined, can be reached on `channel`, and hold nothing. */
  people(count: number, channel?: string): Promise<string[]>;
  campaign(input?: Partial<CampaignInput>): Promise<Claimable>;
  end(): Promise<void>;
}

/** A migrated data directory that no server uses. Each ground begins as a copy, which is made in no time. */
let seed: Promise<string> | undefined;

async function makeSeed(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'quanbot-bench-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const postgres = await openPostgres({ dataDir, log: quiet });
  const database = await openDatabase(postgres.connection, 1);
  await migrate(database);
  await database.destroy();
  await postgres.stop();
  return dataDir;
}

/** Opens the shop; everything is gone after `end`. */
export async function openGround(): Promise<Ground> {
  seed ??= makeSeed();
  const dataDir = mkdtempSync(join(tmpdir(), 'quanbot-bench-'));
  cpSync(await seed, dataDir, { recursive: true });
  // A copy of a directory has the modes of a new one, and PostgreSQL wants its own to be private.
  chmodSync(join(dataDir, 'postgres'), 0o700);
  const postgres = await openPostgres({ dataDir, log: quiet });
  const { connection } = postgres;
  const config = readConfig({ BRAND_TIME_ZONE: 'Asia/Taipei' }, '/nowhere/.env');
  const opened = await openApp(config, APP_KEY, connection, quiet, clock);
  const pools: pg.Pool[] = [];
  let met = 0;
  return {
    ...opened,
    connection,
    clients(count) {
      const pool = new pg.Pool({ ...connection, max: count, min: count, idleTimeoutMillis: 0 });
      pool.on('error', () => undefined);
      pools.push(pool);
      return pool;
    },
    async people(count, channel = 'bench') {
      const from = met;
      met += count;
      const ids: string[] = [];
      for (let at = 0; at < count; at++) ids.push(newId(clock.now().getTime()));
      for (let at = 0; at < count; at += 50_000) {
        const part = ids.slice(at, at + 50_000);
        await opened.app.pool.query(PEOPLE, [part, clock.now(), channel, from + at]);
      }
      await opened.app.pool.query('analyze customer, identity');
      return ids;
    },
    async campaign(input) {
      const terms = { kind: 'amount' as const, name: { en: 'Latte' }, amountMinor: 1_000, validity: { days: 30 } };
      const { id } = await inTransaction(opened.app, (tx) =>
        createCampaign(tx, { kind: 'operator' }, { terms, ...input }),
      );
      return (await findClaimable(opened.app.database.manager, id))!;
    },
    async end() {
      await Promise.all(pools.map((pool) => pool.end()));
      await opened.close();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const PEOPLE = `
with people as (
  insert into customer (id, language, joined_at, agreed_version, marketing, created_at)
  select id, 'en', $2, '${CONSENT_VERSION}', true, $2 from unnest($1::uuid[]) id
)
insert into identity (customer_id, channel, address, heard_at, created_at)
select id, $3, 'U' || lpad(to_hex($4::int + n - 1), 32, '0'), $2, $2 from unnest($1::uuid[]) with ordinality as u (id, n)`;
