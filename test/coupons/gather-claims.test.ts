import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Claimed } from '../../src/coupons/claim-batch.ts';
import type { Claimable } from '../../src/coupons/claimable.ts';
import { findClaimable } from '../../src/coupons/claimable.ts';
import { type Claims, gatherClaims } from '../../src/coupons/gather-claims.ts';
import { openPool } from '../../src/database.ts';
import { type Counter, openCounter, shop } from './counter.ts';

let counter: Counter;
const pools: pg.Pool[] = [];

beforeAll(async () => {
  counter = await openCounter();
});
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
});
afterAll(() => counter.close());

/** A process of its own: it shares nothing but the database. */
function open(wrap: (pool: pg.Pool) => Pick<pg.Pool, 'query'> = (pool) => pool): Claims & { statements(): number } {
  const { options } = counter.database;
  const { host, port, username, password, database } = options as never as Record<string, string>;
  const pool = openPool({ host, port: Number(port), user: username, password, database } as never, 4, () => undefined);
  pools.push(pool);
  const inner = wrap(pool);
  let statements = 0;
  const query = ((statement: pg.QueryConfig) => {
    statements++;
    return inner.query(statement);
  }) as typeof pool.query;
  return Object.assign(gatherClaims({ shop, clock: counter.clock, pool: { query } }), { statements: () => statements });
}

async function drop(stock: number, perCustomer = 1): Promise<Claimable> {
  const { id } = await counter.campaign({ terms: { kind: 'amount', amountMinor: 100 }, stock, perCustomer });
  return (await findClaimable(counter.database.manager, id))!;
}

async function people(count: number): Promise<string[]> {
  const rows = await counter.database.query(
    `insert into customer (language, joined_at, agreed_version, created_at)
     select 'en', $2, 'test', $2 from generate_series(1, $1::int) returning id`,
    [count, counter.clock.at],
  );
  return rows.map(({ id }: { id: string }) => id);
}

const tally = (all: Claimed[]): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const { outcome } of all) found[outcome] = (found[outcome] ?? 0) + 1;
  return found;
};
const event = (id: string = randomUUID()) => ({ id, address: 'somewhere' });
const inDatabase = async ({ campaign }: Claimable) => {
  const [row] = await counter.database.query(
    `select claimed, (select count(*)::int from coupon where campaign_id = $1) as coupons,
       (select count(distinct customer_id)::int from coupon where campaign_id = $1) as holders from campaign where id = $1`,
    [campaign.id],
  );
  return row as { claimed: number; coupons: number; holders: number };
};

test('three processes and many duplicates: exactly the stock is given, one to each', async () => {
  const claimable = await drop(500);
  const crowd = await people(1_500);
  const processes = [open(), open(), open()];
  const asks = crowd.flatMap((customerId, n) => [0, 1, 2].map((copy) => ({ customerId, n, copy })));
  asks.sort((a, b) => ((a.n * 7_919 + a.copy * 104_729) % 4_507) - ((b.n * 7_919 + b.copy * 104_729) % 4_507));
  const answers = new Map<string, Claimed[]>();
  const all = await Promise.all(
    asks.map(async ({ customerId, n, copy }) => {
      const claimed = await processes[(n + copy) % 3]!.claim(claimable, 'line', { customerId, event: event() });
      answers.set(customerId, [...(answers.get(customerId) ?? []), claimed]);
      return claimed;
    }),
  );
  expect(tally(all)).toEqual({ won: 500, held: 1_000, gone: 3_000 });
  for (const mine of answers.values()) expect(new Set(mine.map(({ couponId }) => couponId)).size).toBe(1);
  expect(await inDatabase(claimable)).toEqual({ claimed: 500, coupons: 500, holders: 500 });
});

test('every acknowledged coupon is in the database when the promise resolves, under the code that is shown', async () => {
  const claimable = await drop(100);
  const { claim } = open();
  const [customerId] = await people(1);
  const { couponId } = await claim(claimable, 'line', { customerId: customerId! });
  const hash = shop.codes.hashOf(shop.codes.codeOf(couponId!));
  expect(await counter.database.query('select id from coupon where code_hash = $1', [hash])).toEqual([
    { id: couponId },
  ]);
});

test('a batch of duplicates only gives everybody what they have, and nothing new', async () => {
  const claimable = await drop(1_000);
  const crowd = await people(300);
  const { claim } = open();
  const first = await Promise.all(crowd.map((customerId) => claim(claimable, 'line', { customerId })));
  const again = await Promise.all(crowd.map((customerId) => claim(claimable, 'line', { customerId })));
  expect(tally(first)).toEqual({ won: 300 });
  expect(tally(again)).toEqual({ held: 300 });
  expect(again.map(({ couponId }) => couponId)).toEqual(first.map(({ couponId }) => couponId));
  expect(await inDatabase(claimable)).toMatchObject({ claimed: 300, coupons: 300 });
});

test('after the sell-out a refusal costs no statement, and whoever holds a coupon gets it again, from any process', async () => {
  const claimable = await drop(50);
  const crowd = await people(2_000);
  const [one, other] = [open(), open()];
  const ask = (claims: Claims, customerId: string) => claims.claim(claimable, 'line', { customerId });
  const first = await Promise.all(crowd.map((customerId) => ask(one, customerId)));
  expect(tally(first)).toEqual({ won: 50, gone: 1_950 });
  const losers = crowd.filter((_, at) => first[at]!.outcome === 'gone');
  const holders = crowd.filter((_, at) => first[at]!.outcome === 'won');
  await ask(other, losers[0]!);
  const before = [one.statements(), other.statements()];
  for (const claims of [one, other]) {
    expect(tally(await Promise.all(losers.map((customerId) => ask(claims, customerId))))).toEqual({ gone: 1_950 });
  }
  expect([one.statements(), other.statements()]).toEqual(before);
  for (const claims of [one, other]) {
    const again = await Promise.all(holders.map((customerId) => ask(claims, customerId)));
    expect(tally(again)).toEqual({ held: 50 });
    expect(new Set(again.map(({ couponId }) => couponId)).size).toBe(50);
  }
});

test('a refused event is remembered: heard again it says the same, also when there is stock by then', async () => {
  const claimable = await drop(1);
  const [lucky, late] = await people(2);
  const { claim } = open();
  await claim(claimable, 'line', { customerId: lucky!, event: event() });
  await claim(claimable, 'line', { customerId: late!, event: event() });
  const mine = event();
  expect(await claim(claimable, 'line', { customerId: late!, event: mine })).toMatchObject({ outcome: 'gone' });
  const [kept] = await counter.database.query('select answer, retry_key from inbox_event where event_id = $1', [
    mine.id,
  ]);
  expect(kept.answer).toEqual({ claim: 'gone', campaign: claimable.campaign.id });
  await counter.database.query('update campaign set stock = 10 where id = $1', [claimable.campaign.id]);
  expect(await claim(claimable, 'line', { customerId: late!, event: mine })).toMatchObject({ outcome: 'heard' });
  expect(await inDatabase(claimable)).toMatchObject({ claimed: 1 });
});

test('one who was linked into another person is no stranger to a coupon, sold out or not', async () => {
  const claimable = await drop(1);
  const [holder, old, late] = await people(3);
  const { claim } = open();
  await claim(claimable, 'line', { customerId: holder!, event: event() });
  await claim(claimable, 'line', { customerId: late!, event: event() });
  await counter.database.query('update customer set merged_into = $1 where id = $2', [holder, old]);
  expect(await claim(claimable, 'line', { customerId: old!, event: event() })).toMatchObject({ outcome: 'stranger' });
});

test('stock that is added is noticed within a second or so', async () => {
  const claimable = await drop(1);
  const [first, second] = await people(2);
  const { claim } = open();
  await claim(claimable, 'line', { customerId: first! });
  expect(await claim(claimable, 'line', { customerId: second! })).toMatchObject({ outcome: 'gone' });
  await counter.database.query('update campaign set stock = 2 where id = $1', [claimable.campaign.id]);
  const began = performance.now();
  for (;;) {
    const { outcome } = await claim(claimable, 'line', { customerId: second! });
    if (outcome === 'won') break;
    expect(performance.now() - began).toBeLessThan(3_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});

test('the day, the budget and a stopped campaign end a batch as exactly as the stock', async () => {
  const { id } = await counter.campaign({
    terms: { kind: 'amount', amountMinor: 100 },
    perDay: 30,
    budgetMinor: 2_050,
    perCustomer: 1,
  });
  const claimable = (await findClaimable(counter.database.manager, id))!;
  const crowd = await people(60);
  const { claim } = open();
  const all = await Promise.all(crowd.map((customerId) => claim(claimable, 'line', { customerId })));
  expect(tally(all)).toEqual({ won: 20, gone: 40 });
  await counter.database.query(`update campaign set state = 'stopped', version = version + 1 where id = $1`, [id]);
  const holder = crowd[all.findIndex(({ outcome }) => outcome === 'won')]!;
  expect(await claim(claimable, 'line', { customerId: holder })).toMatchObject({ outcome: 'stale' });
});

test('an answer that does not add up is refused whole, for everybody in the batch', async () => {
  const claimable = await drop(100);
  const crowd = await people(6);
  const lies = [
    { asked: 3, won: 3, others: [[1, 'gone', null]] },
    { asked: 3, won: 2, others: null },
    { asked: 2, won: 2, others: null },
    {
      asked: 3,
      won: 1,
      others: [
        [1, 'gone', null],
        [1, 'gone', null],
      ],
    },
    { asked: 3, won: 2, others: [[9, 'gone', null]] },
    {
      asked: 3,
      won: 2,
      others: [
        [1, 'gone', null],
        [1, 'gone', null],
      ],
    },
    { asked: 3, won: 3, others: [[9, 'gone', null]] },
    undefined,
  ];
  for (const lie of lies) {
    const { claim } = open((pool) => ({
      query: (async (statement: pg.QueryConfig) => {
        await pool.query(statement);
        return { rows: [lie] };
      }) as never,
    }));
    const all = await Promise.allSettled(
      crowd.slice(0, 3).map((customerId) => claim(claimable, 'line', { customerId, event: event() })),
    );
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  }
});

test('nobody is told before the database has said that it is durable', async () => {
  const claimable = await drop(100);
  const crowd = await people(40);
  let written = false;
  const { claim } = open((pool) => ({
    query: (async (statement: pg.QueryConfig) => {
      const answer = await pool.query(statement);
      await new Promise((resolve) => setTimeout(resolve, 100));
      written = true;
      return answer;
    }) as never,
  }));
  const seen = await Promise.all(
    crowd.map(async (customerId) => {
      await claim(claimable, 'line', { customerId });
      return written;
    }),
  );
  expect(seen.every(Boolean)).toBe(true);
});

test('weather fails the batch that met it, and the next one works', async () => {
  const claimable = await drop(100);
  const crowd = await people(20);
  let storm = true;
  const { claim } = open((pool) => ({
    query: ((statement: pg.QueryConfig) => {
      if (storm) return Promise.reject(Object.assign(new Error('Connection terminated'), { code: '57P01' }));
      return pool.query(statement);
    }) as never,
  }));
  const ask = () => Promise.allSettled(crowd.map((customerId) => claim(claimable, 'line', { customerId })));
  expect((await ask()).every(({ status }) => status === 'rejected')).toBe(true);
  storm = false;
  expect((await ask()).every(({ status }) => status === 'fulfilled')).toBe(true);
  expect(await inDatabase(claimable)).toMatchObject({ claimed: 20, holders: 20 });
});
