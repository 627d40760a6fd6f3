import { inTransaction, type Tx } from '../src/transaction.ts';
import { findOccurrences } from '../src/triggers/find-occurrences.ts';
import { type RuleInput, ruleSchema } from '../src/triggers/rule.ts';
import { clock, type Ground } from './ground.ts';

const DAY = 86_400_000;
const kinds: RuleInput['when'][] = [
  { kind: 'joined' },
  { kind: 'purchase', minimumMinor: 100 },
  { kind: 'purchases', count: 3, days: 30 },
  { kind: 'visit', count: 2 },
  { kind: 'spend', amountMinor: 3_000 },
  { kind: 'points', balance: 100 },
  { kind: 'coupon-used' },
  { kind: 'coupon-expiring', days: 3 },
  { kind: 'away', times: 1.5 },
  { kind: 'birthday' },
  { kind: 'event', name: 'door' },
];

/**
 * Pages that one look of a trigger of each kind reads, together: everybody has bought twice, `due` people have bought
 * since the last look and as many others have been away for too long.
 */
export async function buffersOfLooks(ground: Ground, due: number): Promise<number> {
  const { pool } = ground.app;
  const now = clock.now();
  const [{ size }] = (await pool.query('select count(*)::int as size from customer')).rows;
  for (const statement of [BOUGHT, STATS]) await filled(ground, statement, [now, Math.floor(size / due), size]);
  await filled(ground, 'vacuum analyze purchase, customer_stats', []);
  let pages = 0;
  for (const [n, when] of kinds.entries()) {
    const [{ id }] = (await pool.query(TRIGGER, [`kind-${n}`, rule(when), new Date(now.getTime() - DAY / 24)])).rows;
    // The first look is made once, when a trigger is switched on; it fills the watch of those who stay away.
    if (when.kind === 'away') await filled(ground, WATCH, [id]);
    await pool.query('update trigger set looked_at = $2 where id = $1', [id, new Date(now.getTime() - 30_000)]);
  }
  await filled(ground, 'vacuum analyze trigger_watch', []);
  await pool.query(LATELY, [now, Math.floor(size / due)]);
  const { rows } = await pool.query('select id from trigger');
  for (const { id } of rows) {
    await inTransaction(ground.app, (tx) =>
      findOccurrences(
        counting(tx, (more) => (pages += more)),
        id,
      ),
    );
  }
  const found = await pool.query('select count(*)::int as n from trigger_effect');
  if (found.rows[0].n < 2 * due) throw new Error(`the looks found ${found.rows[0].n} occurrences only`);
  return pages;
}

const rule = (when: RuleInput['when']) => JSON.stringify(ruleSchema.parse({ when, give: { tag: 'x' } }));

/** The same transaction, whose looks are explained before they are made. */
function counting(tx: Tx, count: (pages: number) => void): Tx {
  const query = async (text: string, values?: unknown[]) => {
    const bare = text.replace(/^declare pieces no scroll cursor for /, '');
    if (bare !== text) {
      const [{ 'QUERY PLAN': plan }] = await tx.db.query(`explain (analyze, buffers, format json) ${bare}`, values);
      count(plan[0].Plan['Shared Hit Blocks'] + plan[0].Plan['Shared Read Blocks']);
    }
    return tx.db.query(text, values);
  };
  const db = new Proxy(tx.db, {
    get: (of, name) => {
      const value = name === 'query' ? query : (Reflect.get(of, name) as unknown);
      return typeof value === 'function' && name !== 'query' ? value.bind(of) : value;
    },
  });
  return { ...tx, db };
}

/** Filling a large shop takes longer than anything that the shop does by itself may take. */
async function filled({ clients }: Ground, text: string, values: unknown[]): Promise<void> {
  await clients(1).query({ text, values });
}

// Two orders each, in two months; one in so many was last here a moment more than 60 days ago.
const NUMBERED = `numbered as (select id, row_number() over (order by id) as n from customer),
  last as (select id, n, case when n % $2::int = 0 then $1::timestamptz - interval '1440 hours 2 minutes'
    else $1::timestamptz - interval '1 day' * (30 + 20.0 * n / $3::int) end as at from numbered)`;
const BOUGHT = `
with ${NUMBERED}, orders as (select id, n, at - interval '1 day' * 5 * k as at, k from last cross join generate_series(0, 1) k)
insert into purchase (id, customer_id, source, order_no, amount_minor, paid_minor, currency, at)
select overlay(gen_random_uuid()::text placing substr(uuid7_from(at)::text, 1, 15) from 1 for 15)::uuid, id, 'bench', n || '-' || k, 1000, 1000, 'TWD', at
from orders order by at`;
const STATS = `
with ${NUMBERED}
insert into customer_stats (customer_id, first_at, last_at, purchases, spent_minor, updated_at)
select id, at - interval '5 days', at, 2, 2000, $1 from last on conflict do nothing`;
const LATELY = `
insert into purchase (id, customer_id, source, order_no, amount_minor, paid_minor, currency, at)
select overlay(gen_random_uuid()::text placing substr(uuid7_from($1)::text, 1, 15) from 1 for 15)::uuid, id, 'bench', n || '-new', 1000, 1000, 'TWD', $1
from (select id, row_number() over (order by id) as n from customer) c where n % $2::int = 1`;
const TRIGGER = `
insert into trigger (name, state, rule, since, created_at) values ($1, 'on', $2, $3, $3) returning id`;
const WATCH = `
insert into trigger_watch select $1, customer_id, last_at + interval '1440 hours' from customer_stats`;
