import type pg from 'pg';
import type { App } from '../app.ts';
import { ZONES } from '../customers/zones-of-people.ts';
import { instantOf, outOfQuietHours } from '../lib/dates.ts';
import type { Tx } from '../transaction.ts';
import { askApproval, outgrew } from './ask-approval.ts';
import { isPersonal } from './blanks.ts';
import { freezeMessages } from './broadcast-message.ts';
import { describeAudience } from './describe-audience.ts';
import { freezeRecipients } from './freeze-recipients.ts';
import { FREEZE_LOCK } from './hold-back.ts';
import { marketingRules } from './marketing-rules.ts';
import { type Plan, storedPlan } from './plan.ts';
import { putEndedAside } from './put-aside.ts';

const EXPAND_MS = 300_000;

/**
 * Freezes who gets a broadcast, who is held back, and what they are told: chunks of at most 500 people of one channel,
 * language, zone and variant. Expanding what is expanded does nothing. Returns how many people are meant, those held
 * back included. One broadcast is frozen at a time over all processes, so that each counts what the others plan.
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
    await client.query(`set local statement_timeout = ${EXPAND_MS}; set local work_mem = '64MB'; set local jit = off`);
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
    `select campaign_id, plan, wall_at, series_id, made_by, approval, asked from broadcast
     where id = $1 and state = 'waiting' and approval is distinct from 'asked' for update skip locked`,
    [id],
  );
  if (locked.rows.length === 0) return undefined;
  const { campaign_id: campaignId, wall_at: wallAt, series_id: seriesId, made_by: madeBy } = locked.rows[0];
  const plan = storedPlan(locked.rows[0].plan);
  const tx: Tx = { db: database.manager, shop, now };
  const messages = await freezeMessages(tx, campaignId, plan);
  const rules = await marketingRules(tx);
  await client.query({
    text: `select pg_advisory_xact_lock(${FREEZE_LOCK})`,
    query_timeout: EXPAND_MS,
  } as pg.QueryConfig);
  const { rows: zones } = await client.query(ZONES);
  const runAt = (zone: string) => outOfQuietHours(wallAt ? reached(wallAt, zone, now) : now, zone);
  await client.query('savepoint unfrozen');
  const inserted = await freezeRecipients(tx, client, {
    id,
    of: seriesId ?? id,
    plan,
    rules,
    open: [...channels.keys()],
    personal: personalOf(plan),
    zones: zones.map(({ zone }) => zone),
    runs: zones.map(({ zone }) => runAt(zone)),
    run: runAt(shop.zone),
    timeoutMs: EXPAND_MS,
  });
  const about = { id, campaignId, plan, madeBy, approval: locked.rows[0].approval, asked: locked.rows[0].asked };
  const changes = await outgrew(tx, about, inserted);
  if (changes) {
    await client.query('rollback to savepoint unfrozen');
    const asked = await askApproval(tx, about, inserted, changes);
    await client.query(
      `update broadcast set approval = 'asked', approved_by = null, approved_at = null, asked = $2 where id = $1`,
      [id, JSON.stringify(asked)],
    );
    return undefined;
  }
  const planned = inserted.reduce((all, one) => all + one, 0);
  await client.query(
    `update broadcast set state = 'sending', started_at = $2, planned = $3, messages = $4, holdout_percent = $5, audience = $6 where id = $1`,
    [
      id,
      now,
      planned,
      JSON.stringify(messages),
      rules.holdoutPercent,
      JSON.stringify(await describeAudience(tx, plan)),
    ],
  );
  await putEndedAside(client, now, id);
  return planned;
}

/** When a clock in the zone shows `2027-03-01 18:30`; now, when it has. */
export function reached(wallAt: string, zone: string, now: Date): Date {
  const [day, time] = wallAt.split(' ');
  const at = instantOf(day!, zone, time);
  return at > now ? at : now;
}

const personalOf = (plan: Plan): number[] =>
  [plan, ...plan.variants].flatMap(({ texts }, at) => (isPersonal(texts) ? [at] : []));
