import type pg from 'pg';
import { readRule } from '../src/segments/read-rule.ts';
import { peopleOf } from '../src/segments/segment-people.ts';
import { inTransaction, type Tx } from '../src/transaction.ts';
import type { Bench, Told } from './figure.ts';
import { openGround } from './ground.ts';
import { brief, inTurn, spread, told } from './measure.ts';
import { fillSegments } from './segments-ground.ts';
import { type Kind, kinds } from './segments-kinds.ts';

/** Raw queries that take longer are asked once. */
const LONG_MS = 15_000;

interface Asked {
  text: string;
  values: unknown[];
}

export const segments: Bench = {
  name: 'segments',
  about: 'Counting who is in a segment, against asking the same of the raw purchases; the same people each time',
  async run({ short, log }) {
    const ground = await openGround();
    const client = await ground.clients(1).connect();
    try {
      // Both sides may sort and group in memory.
      await client.query(`set work_mem = '256MB'; set jit = off`);
      const customers = short ? 2_000 : 1_000_000;
      const { now, purchases } = await fillSegments(ground, client, { customers, visits: short ? 8 : 9.5, log });
      const figures: Told[] = [];
      for (const kind of kinds) {
        const ours = await compiled(ground.app, kind, now);
        const raw = { text: kind.raw, values: kind.raw.includes('$1') ? [now] : [] };
        const { people, oursMs, rawMs } = await samePeople(client, kind, ours, raw);
        const pairs = short ? 1 : kind.headline ? 5 : 3;
        // What takes a minute once tells enough: the run that compared the people counts.
        const compared =
          rawMs > LONG_MS
            ? { ours: spread([rawMs]), reference: spread([oursMs]), ratio: spread([rawMs / oursMs]) }
            : await inTurn(
                pairs,
                () => timed(client, raw),
                () => timed(client, ours),
              );
        const wanted = kind.headline ? { floor: 50, goal: 500 } : { floor: null, goal: null };
        figures.push({
          name: kind.headline
            ? 'selective segment count ÷ from raw purchases, same ids'
            : `segment by ${kind.name} ÷ from raw purchases, same ids`,
          value: compared.ratio.median,
          unit: '× as fast',
          better: 'higher',
          ...wanted,
          reference: `the same asked of ${brief(purchases)} purchases of ${brief(customers)} customers (${brief(compared.ours.median)} ms here)`,
          detail: `${told(compared.ratio)}; “${kind.rule}”: ${brief(people)} people in ${brief(compared.reference.median)} ms`,
        });
        log(`${kind.name}: ${told(compared.ratio)}`);
      }
      return figures;
    } finally {
      client.release();
      await ground.end();
    }
  },
};

async function compiled(app: Parameters<typeof inTransaction>[0], { rule }: Kind, now: Date): Promise<Asked> {
  const at = { ...app, clock: { now: () => now } };
  const { sql, values } = await inTransaction(at, (tx: Tx) => peopleOf(tx, readRule(rule, tx.shop.currency)));
  return { text: sql, values };
}

/** Both sides have to find the very same people; gives how many, and how long each side took for it. */
async function samePeople(client: pg.PoolClient, { name }: Kind, ours: Asked, raw: Asked) {
  const found = async ({ text, values }: Asked) => {
    const began = performance.now();
    const { rows } = await client.query(
      `select count(*)::int as n, count(distinct customer_id)::int as different, coalesce(sum(hashtextextended(customer_id::text, 0)), 0) as sum from (${text}) p`,
      values,
    );
    return { ...rows[0], ms: performance.now() - began };
  };
  const [{ ms: oursMs, ...one }, { ms: rawMs, ...other }] = [await found(ours), await found(raw)];
  if (JSON.stringify(one) !== JSON.stringify(other) || one.n !== one.different) {
    throw new Error(`${name}: ${JSON.stringify(one)} against ${JSON.stringify(other)}`);
  }
  return { people: one.n as number, oursMs, rawMs };
}

async function timed(client: pg.PoolClient, { text, values }: Asked): Promise<number> {
  const began = performance.now();
  await client.query(`select count(*) from (${text}) p`, values);
  return performance.now() - began;
}
