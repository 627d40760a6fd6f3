import type pg from 'pg';
import { countBroadcast } from '../src/broadcasts/count-broadcast.ts';
import { expandBroadcast } from '../src/broadcasts/expand-broadcast.ts';
import type { Channel } from '../src/chat/channel.ts';
import { runSender } from '../src/outbox/run-sender.ts';
import type { Bench, Told } from './figure.ts';
import { clock, type Ground, openGround } from './ground.ts';
import { brief, inTurn, spread, told } from './measure.ts';

export const broadcast: Bench = {
  name: 'broadcast',
  about: 'A broadcast to a million people, to a platform that takes everything at once',
  async run({ short, log }) {
    const ground = await openGround();
    try {
      return await measure(ground, short ? 3_000 : 1_000_000, short ? 1 : 3, log);
    } finally {
      await ground.end();
    }
  },
};

async function measure(ground: Ground, people: number, pairs: number, log: (line: string) => void): Promise<Told[]> {
  const pool = ground.clients(8);
  let taken = 0;
  const channel: Channel = {
    name: 'bench',
    abilities: { many: 500, pace: Number.POSITIVE_INFINITY, idempotent: true },
    send: async () => ({ outcome: 'sent' }),
    sendMany: async (addresses) => {
      taken += addresses.length;
      return { outcome: 'sent' };
    },
  };
  log(`${brief(people)} people are made`);
  await ground.people(people);
  // With checksums, even the first look at a new row is written down: that is no part of a broadcast.
  await pool.query('vacuum analyze customer, identity');
  await pool.query('checkpoint');
  ground.app.channels.set('bench', channel);
  // The caps are looked at each time and hold nobody back, for everybody is told several times here.
  await tellOften(ground);
  await pool.query('create table plain_ids (id bigint not null) with (autovacuum_enabled = off)');
  await pool.query(
    'create table lease_row (id bigint primary key, address text not null, state text not null, lease_until timestamptz) with (autovacuum_enabled = off)',
  );
  await pool.query(`create index lease_due on lease_row (id) where state = 'waiting'`);

  log('expansion, then the drain');
  const expansions: number[] = [];
  const wals: number[] = [];
  const expansionWals: number[] = [];
  const inserts: number[] = [];
  const drain = async () => {
    const id = await waitingBroadcast(ground);
    await pool.query('truncate plain_ids');
    inserts.push(await timed(() => pool.query('insert into plain_ids select generate_series(1, $1::int)', [people])));
    await pool.query('checkpoint');
    const before = await wal(pool);
    expansions.push(await timed(() => expandBroadcast(ground.app, id)));
    const expanded = await wal(pool);
    taken = 0;
    const took = await timed(async () => {
      const sender = runSender(ground.app, channel);
      while (!(await done(pool, id))) await new Promise((resolve) => setTimeout(resolve, 10));
      await sender.close();
    });
    const { holdout, sent } = await countBroadcast(ground.app.database.manager, id);
    if (taken !== sent || sent + holdout !== people)
      throw new Error(`${taken} of ${people} were told, ${holdout} held out`);
    const after = await wal(pool);
    wals.push((after - before) / taken);
    expansionWals.push((expanded - before) / taken);
    return (taken * 1000) / took;
  };
  const rows = Math.min(people, 100_000);
  const drained = await inTurn(pairs, drain, () => leasedRows(pool, rows));
  const expansion = spread(expansions.map((took, at) => took / inserts[at]!));
  return [
    {
      name: 'broadcast: drain of chunks ÷ leased row for each recipient',
      value: drained.ratio.median,
      unit: '×',
      better: 'higher',
      floor: 4,
      goal: 5,
      reference: `rows leased 500 at a time by 8 workers, then marked (${brief(drained.reference.median)} recipients/s here)`,
      detail: `${told(drained.ratio)}, ${brief(drained.ours.median)} recipients/s`,
    },
    {
      name: 'broadcast: WAL per recipient, expansion and drain',
      value: spread(wals).median,
      unit: 'bytes',
      better: 'lower',
      floor: 20,
      goal: 15,
      reference: 'pg_current_wal_lsn before and after',
      detail: `${told(spread(wals))}, of which expansion ${told(spread(expansionWals))}`,
    },
    {
      name: `broadcast: expansion of ${brief(people)} people ÷ insert of as many bigints`,
      value: expansion.median,
      unit: '×',
      better: 'lower',
      floor: null,
      goal: null,
      reference: `insert … select generate_series (${brief(spread(inserts).median)} ms here)`,
      detail: `${told(expansion)}, ${told(spread(expansions))} ms`,
    },
  ];
}

/** Lets the shop tell everybody as often as a bench likes. */
export async function tellOften({ app }: Ground): Promise<void> {
  await app.pool.query(`insert into setting values ('marketing.per_day', '1000'), ('marketing.per_week', '1000')`);
}

/** A broadcast whose time has come. */
export async function waitingBroadcast(ground: Ground): Promise<string> {
  const { campaign } = await ground.campaign();
  const { rows } = await ground.app.pool.query(
    `insert into broadcast (campaign_id, state, send_at, created_at) values ($1, 'waiting', $2, $2) returning id`,
    [campaign.id, clock.now()],
  );
  return rows[0].id;
}

async function done(pool: pg.Pool, id: string): Promise<boolean> {
  const { rows } = await pool.query(
    `select not exists (select from broadcast_chunk where broadcast_id = $1 and state = 'waiting') as done`,
    [id],
  );
  return rows[0].done;
}

/** The design that a queue of rows leads to: lease a handful, send it, mark it. */
async function leasedRows(pool: pg.Pool, people: number): Promise<number> {
  await pool.query('truncate lease_row');
  await pool.query(`insert into lease_row select id, address, 'waiting' from identity limit $1`, [people]);
  let sent = 0;
  const took = await timed(() =>
    Promise.all(
      Array.from({ length: 8 }, async () => {
        for (;;) {
          const { rows } = await pool.query({ name: 'lease', text: LEASE });
          if (rows.length === 0) return;
          sent += rows.length;
          await pool.query({ name: 'mark', text: MARK, values: [rows.map(({ id }) => id)] });
        }
      }),
    ),
  );
  if (sent !== people) throw new Error(`${sent} of ${people} rows were sent`);
  return (people * 1000) / took;
}

const LEASE = `
update lease_row r set lease_until = clock_timestamp() + interval '30 s' from (
  select id from lease_row where state = 'waiting' and (lease_until is null or lease_until < clock_timestamp())
  order by id limit 500 for update skip locked) due
where r.id = due.id returning r.id, r.address`;
const MARK = `update lease_row set state = 'sent', lease_until = null where id = any($1::bigint[])`;

async function wal(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query(`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::text as at`);
  return Number(rows[0].at);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
