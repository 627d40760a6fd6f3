import type pg from 'pg';
import { readRule } from '../src/segments/read-rule.ts';
import { peopleOf } from '../src/segments/segment-people.ts';
import { inTransaction, type Tx } from '../src/transaction.ts';
import type { Bench, Told } from './figure.ts';
import { openGround } from './ground.ts';
import { brief, inTurn, told } from './measure.ts';
import { fillSegments } from './segments-ground.ts';
import type { Kind } from './segments-kind.ts';
import { kinds } from './segments-kinds.ts';

/** Raw queries that take longer are asked once. */
const LONG_MS = 2_000;
/** Comparing more people than this takes time of its own. */
const MANY = 50_000;

interface Asked {
  text: string;
  values: unknown[];
}

export const segments: Bench = {
  name: 'segments',
  about: 'Counting who is in a segment, against asking the same of the raw purchases; the same people each time',
  async run({ short, log, found, people = short ? 2_000 : 1_000_000 }) {
    const ground = await openGround();
    const client = await ground.clients(1).connect();
    try {
      await client.query(PREPARED);
      const began = performance.now();
      const said = (line: string) => log(`${line} (${brief((performance.now() - began) / 1000)} s)`);
      const { now, purchases } = await fillSegments(ground, client, {
        customers: people,
        visits: short ? 8 : 9.5,
        log: said,
      });
      const of = `${brief(purchases)} purchases of ${brief(people)} customers`;
      for (const kind of kinds) {
        found(await compared(client, kind, { ours: await compiled(ground.app, kind, now), now, of, short }));
        said(kind.name);
      }
      return [];
    } finally {
      client.release();
      await ground.end();
    }
  },
};

// Both sides may sort and group in memory, and no plan is compiled. Making the data is no part of it, so it may be quick.
const PREPARED = `
set work_mem = '256MB'; set jit = off; set maintenance_work_mem = '512MB'; set synchronize_seqscans = off`;

/** One kind, with everybody it finds compared first. */
async function compared(
  client: pg.PoolClient,
  kind: Kind,
  { ours, now, of, short }: { ours: Asked; now: Date; of: string; short: boolean },
): Promise<Told> {
  const raw = { text: kind.raw, values: kind.raw.includes('$1') ? [now] : [] };
  const { people, rawMs } = await samePeople(client, kind, ours, raw);
  // What takes seconds once tells enough: the time in which its people were compared, unless that went into the people.
  const plain = people > MANY || rawMs <= LONG_MS;
  const asked = async (one: Asked) => (plain ? await timed(client, one) : (await foundBy(client, one)).ms);
  const once = rawMs > LONG_MS ? (plain ? await timed(client, raw) : rawMs) : undefined;
  const {
    ours: theirs,
    reference,
    ratio,
  } = await inTurn(
    short ? 1 : kind.headline ? 5 : 3,
    async () => once ?? (await asked(raw)),
    () => asked(ours),
  );
  const wanted = kind.headline ? { floor: 50, goal: 500 } : { floor: null, goal: null };
  return {
    name: kind.headline
      ? 'selective segment count ÷ from raw purchases, same ids'
      : `segment by ${kind.name} ÷ from the raw rows, same ids`,
    value: ratio.median,
    unit: '× as fast',
    better: 'higher',
    ...wanted,
    reference: `the same asked of ${of} (${brief(theirs.median)} ms here${once ? ', asked once' : ''})`,
    detail: `${told(ratio)}; “${kind.rule}”: ${brief(people)} people in ${brief(reference.median)} ms${people === 0 ? '; that two empty sets are equal says nothing' : ''}`,
  };
}

async function compiled(app: Parameters<typeof inTransaction>[0], { rule }: Kind, now: Date): Promise<Asked> {
  const at = { ...app, clock: { now: () => now } };
  const { sql, values } = await inTransaction(at, (tx: Tx) => peopleOf(tx, readRule(rule, tx.shop.currency)));
  return { text: sql, values };
}

/** Both sides have to find the very same people; gives how many, and how long the raw side took for it. */
async function samePeople(client: pg.PoolClient, { name }: Kind, ours: Asked, raw: Asked) {
  const [{ ms: _, ...one }, { ms: rawMs, ...other }] = [await foundBy(client, ours), await foundBy(client, raw)];
  if (JSON.stringify(one) !== JSON.stringify(other) || one.n !== one.different) {
    throw new Error(`${name}: ${JSON.stringify(one)} against ${JSON.stringify(other)}`);
  }
  return { people: one.n, rawMs };
}

/** How many people, how many different ones, and a sum over their ids that no other set is likely to have. */
async function foundBy(client: pg.PoolClient, { text, values }: Asked) {
  const began = performance.now();
  const { rows } = await client.query<{ n: number; different: number; sum: string }>(
    `select count(*)::int as n, count(distinct customer_id)::int as different, coalesce(sum(hashtextextended(customer_id::text, 0)), 0) as sum from (${text}) p`,
    values,
  );
  return { ...rows[0]!, ms: performance.now() - began };
}

async function timed(client: pg.PoolClient, { text, values }: Asked): Promise<number> {
  const began = performance.now();
  await client.query(`select count(*) from (${text}) p`, values);
  return performance.now() - began;
}
