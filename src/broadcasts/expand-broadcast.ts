import type pg from 'pg';
import type { App } from '../app.ts';
import { sealMessages } from '../chat/sealed.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { outOfQuietHours } from '../lib/dates.ts';
import { languages } from '../words/index.ts';
import { AUDIENCE } from './audience.ts';
import { broadcastMessage } from './broadcast-message.ts';

const CHUNK = 500;
const EXPAND_MS = 300_000;

/**
 * Freezes who gets a broadcast and what they get, by one `insert … select`: chunks of at most 500 people of one channel,
 * language and zone. Expanding what is expanded does nothing. Returns how many people there are.
 */
export async function expandBroadcast(
  app: Pick<App, 'pool' | 'database' | 'shop' | 'clock' | 'channels'>,
  broadcastId: string,
): Promise<number | undefined> {
  const now = app.clock.now();
  const client = await app.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    await client.query(`set local statement_timeout = ${EXPAND_MS}; set local work_mem = '64MB'`);
    const planned = await expand(app, client, broadcastId, now);
    await client.query('commit');
    return planned;
  } catch (error) {
    broken = error as Error;
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release(broken);
  }
}

type Parts = Pick<App, 'database' | 'shop' | 'channels'>;

async function expand(
  { database, shop, channels }: Parts,
  client: pg.PoolClient,
  id: string,
  now: Date,
): Promise<number | undefined> {
  const locked = await client.query(
    `select campaign_id from broadcast where id = $1 and state = 'waiting' for update skip locked`,
    [id],
  );
  if (locked.rows.length === 0) return undefined;
  const claimable = await findClaimable(database.manager, locked.rows[0].campaign_id);
  const draw = await broadcastMessage({ db: database.manager, shop, now }, claimable!);
  const messages = Object.fromEntries(languages.map((language) => [language, sealMessages([draw(language)])]));
  const { rows: zones } = await client.query(ZONES);
  const runs = zones.map(({ zone }) => outOfQuietHours(now, zone));
  const inserted = await client.query({
    text: EXPAND,
    values: [
      [...channels.keys()],
      languages,
      shop.language,
      id,
      CHUNK,
      zones.map(({ zone }) => zone),
      runs,
      outOfQuietHours(now, shop.zone),
    ],
    query_timeout: EXPAND_MS,
  } as pg.QueryConfig);
  const planned = Number(inserted.rows[0].planned);
  await client.query(
    `update broadcast set state = 'sending', started_at = $2, planned = $3, messages = $4 where id = $1`,
    [id, now, planned, messages],
  );
  return planned;
}

// A loose index scan: as many probes as there are zones.
const ZONES = `
with recursive z as (
  (select zone from customer where zone is not null order by zone limit 1)
  union all
  select (select zone from customer where zone > z.zone order by zone limit 1) from z where z.zone is not null
) select zone from z where zone is not null`;

const EXPAND = `
with numbered as (
  select id, channel, language, zone, (row_number() over (partition by channel, language, zone order by id) - 1) / $5::int as n
  from (${AUDIENCE}) people
), chunks as (
  insert into broadcast_chunk (broadcast_id, channel, language, zone, ids, first_id, last_id, run_at)
  select $4, channel, language, zone, array_agg(id order by id), min(id), max(id),
    coalesce((select run from unnest($6::text[], $7::timestamptz[]) as z (zone, run) where z.zone = numbered.zone), $8::timestamptz)
  from numbered group by channel, language, zone, n order by min(id)
  returning cardinality(ids) as people
) select coalesce(sum(people), 0) as planned from chunks`;
