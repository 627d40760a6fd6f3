import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { CustomerStats } from '../../entities/customer-stats.ts';
import { findDrop } from '../../src/coupons/claimable.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { fillDemoShop } from '../../src/demo/open-demo-shop.ts';
import { verifyLedger } from '../../src/points/verify.ts';
import { correctStats } from '../../src/purchases/correct-stats.ts';
import { openCounter } from '../coupons/counter.ts';
import { recompute } from '../purchases/recompute.ts';

const counter = await openCounter(4);
const { database, run } = counter;
await fillDemoShop(counter, { history: true });
afterAll(() => counter.close());

const ask = (sql: string, values: unknown[] = []) => database.query(sql, values);
const count = async (sql: string): Promise<number> => Number((await ask(`select count(*) as n from (${sql}) x`))[0].n);

describe('Half a year of the demo shop', () => {
  it('has something of everything', async () => {
    for (const [table, least] of Object.entries({
      customer: 250,
      purchase: 3000,
      purchase_line: 4000,
      coupon: 400,
      redemption: 300,
      refund: 20,
      points_entry: 3000,
      tier_change: 50,
      feedback: 80,
      idea: 5,
      survey: 10,
      ticket: 5,
      customer_tag: 5,
      product_pair: 10,
      segment: 3,
      trigger: 3,
      broadcast: 1,
      calendar_day: 5,
      store: 2,
    }))
      expect(await count(`select from ${table}`), table).toBeGreaterThanOrEqual(least);
    expect(await count(`select from redemption where undone_at is not null`)).toBeGreaterThan(5);
    expect(await count(`select from points_entry where reason = 'spend'`)).toBeGreaterThan(20);
    expect(await count(`select distinct tier from customer_stats`)).toBe(3);
    expect(await count(`select distinct state from coupon`)).toBe(3);
    expect(await count(`select distinct city from store`)).toBe(2);
    expect(await count(`select from feedback where reason is not null`)).toBeGreaterThan(5);
    expect(await count(`select from survey where wish is not null`)).toBeGreaterThan(3);
    expect(await count(`select from ticket where state = 'open'`)).toBeGreaterThan(0);
    expect(await count(`select from tier where perks is not null`)).toBe(2);
    expect(await count(`select from campaign_terms where terms ? 'called'`)).toBe(4);
    expect(await ask(`select id from purchase where at > $1`, [counter.clock.at])).toEqual([]);
  });

  it('adds up in every points account', async () => {
    const { differences, accounts } = await verifyLedger(database);
    expect(differences).toEqual([]);
    expect(accounts).toBeGreaterThan(250);
  });

  it('earned the points that its orders and refunds say', async () => {
    const wrong = await ask(
      `select p.id from purchase p left join lateral (select coalesce(sum(points), 0) as points from refund f where f.purchase_id = p.id) f on true
       where p.voided_at is null and p.points - f.points <> (p.paid_minor - p.refunded_minor) / 100`,
    );
    expect(wrong).toEqual([]);
    const unearned = await ask(
      `select p.id from purchase p left join points_entry e
         on e.source = 'purchase:' || case when p.source = 'redemption' then 'redemption:' || p.order_no else p.id::text end
       where p.points <> coalesce(e.delta, 0)`,
    );
    expect(unearned).toEqual([]);
  });

  it('took back what was undone: its order, and its points', async () => {
    const open = await ask(
      `select r.id from redemption r join purchase p on p.id = r.purchase_id where r.undone_at is distinct from p.voided_at`,
    );
    expect(open).toEqual([]);
    const wrong = await ask(
      `select a.customer_id from points_account a
       cross join lateral (select coalesce(sum((paid_minor - refunded_minor) / 100), 0) as points from purchase where customer_id = a.customer_id and voided_at is null) p
       cross join lateral (select coalesce(sum(points), 0) as points from redemption where customer_id = a.customer_id and undone_at is null) r
       cross join lateral (select coalesce(sum(delta), 0) as points from points_entry where customer_id = a.customer_id and reason = 'spend') s
       where a.balance - a.owed <> p.points + r.points + s.points`,
    );
    expect(wrong).toEqual([]);
  });

  it('has lines that come to their orders, and refunds that come to what was given back', async () => {
    const wrong = await ask(
      `select p.id from purchase p join (select purchase_id, sum(amount_minor) as sum, sum(refunded_minor) as back from purchase_line group by 1) l
         on l.purchase_id = p.id where l.sum <> p.amount_minor or l.back <> p.refunded_minor`,
    );
    expect(wrong).toEqual([]);
    expect(
      await count(
        `select from purchase p left join (select purchase_id, sum(counted_minor) as back from refund group by 1) r on r.purchase_id = p.id
         where p.refunded_minor <> coalesce(r.back, 0)`,
      ),
    ).toBe(0);
  });

  it('keeps campaigns, coupons and redemptions in step', async () => {
    const wrong = await ask(
      `select g.ref from campaign g
       cross join lateral (select count(*) as n, coalesce(sum(worst_minor) filter (where state = 'issued'), 0) as worst from coupon where campaign_id = g.id) c
       cross join lateral (select coalesce(sum(discount_minor), 0) as taken, count(gift) as gifts from redemption where campaign_id = g.id and undone_at is null) r
       where (g.claimed, g.committed_minor, g.gifts_given) <> (c.n, c.worst + r.taken, r.gifts)`,
    );
    expect(wrong).toEqual([]);
    const states = await ask(
      `select c.id from coupon c where (c.state = 'redeemed') <> exists (select from redemption r where r.coupon_id = c.id and r.undone_at is null)
         or (c.state = 'issued' and c.valid_until <= $1)`,
      [counter.clock.at],
    );
    expect(states).toEqual([]);
    expect(
      await count(
        `select from redemption r join coupon c on c.id = r.coupon_id where r.at < c.claimed_at or r.at >= c.valid_until`,
      ),
    ).toBe(0);
  });

  it('has figures that equal a recomputation, and nothing to correct', async () => {
    const everybody = await database.manager.find(CustomerStats, { order: { customerId: 'ASC' } });
    const kept = everybody.filter((_, at) => at % 5 === 0);
    const plain = await recompute(database, new Map(kept.map(({ customerId, updatedAt }) => [customerId, updatedAt])));
    const without = (all: object[]) =>
      new Map(
        all.map((one) => {
          const { tier: _, points365: __, categories, ...rest } = one as CustomerStats;
          return [rest.customerId, { ...rest, categories: [...categories].sort() }] as const;
        }),
      );
    expect(without(kept)).toEqual(without(plain.stats));
    let after: string | undefined;
    do {
      const { corrected, next } = await run((tx) => correctStats(tx, after));
      expect(corrected).toBe(0);
      after = next;
    } while (after);
  });

  it('made everybody rise when they had spent enough, and nobody just now', async () => {
    expect(await ask('select id from tier_change where at >= $1', [counter.clock.at])).toEqual([]);
    expect(
      await ask(
        `select s.customer_id from customer_stats s where s.tier is distinct from
         (select to_tier from tier_change t where t.customer_id = s.customer_id order by at desc, id desc limit 1)`,
      ),
    ).toEqual([]);
    const [mali] = await ask(
      `select s.tier, c.marketing, c.joined_at from customer_stats s join customer c on c.id = s.customer_id where c.name = 'Mali'`,
    );
    expect(mali).toMatchObject({ tier: 'gold', marketing: true });
  });

  it('told those who had agreed of a drop, held some back, and more of those who were told claimed it', async () => {
    const [{ wrong, told, held }] = await ask(
      `select count(*) filter (where (r.outcome = 'holdout') <> held_out(r.customer_id, b.id, b.holdout_percent)
           or not c.marketing or c.joined_at > b.started_at)::int as wrong,
         avg(k.n) filter (where r.outcome = 'sent')::float8 as told, avg(k.n) filter (where r.outcome = 'holdout')::float8 as held
       from broadcast b join broadcast_reach r on r.broadcast_id = b.id join customer c on c.id = r.customer_id
       cross join lateral (select count(*) as n from coupon k where k.campaign_id = b.campaign_id and k.customer_id = r.customer_id
         and k.claimed_at between b.started_at and b.started_at + interval '21 days') k`,
    );
    expect(wrong).toBe(0);
    expect(told).toBeGreaterThan(held);
    expect(
      await count(
        `select from broadcast b where planned <> (select count(*) from broadcast_reach where broadcast_id = b.id)`,
      ),
    ).toBe(0);
  });

  it('goes on: what was claimed then can be used and undone now', async () => {
    const [held] = await ask(
      `select c.id, c.customer_id from coupon c join campaign_terms t on t.campaign_id = c.campaign_id
       where c.state = 'issued' and t.terms ->> 'minimumMinor' is null order by c.id limit 1`,
    );
    const boss = await counter.staff('Somchai', 'owner', null);
    const [store] = await ask('select id from store order by name limit 1');
    const code = counter.shop.codes.codeOf(held.id);
    const { redemptionId } = await run((tx) =>
      redeemCoupon(tx, boss, { code, amountMinor: 30_000, storeId: store.id }),
    );
    await run((tx) => undoRedemption(tx, boss, { redemptionId, reason: 'test' }));
    expect((await verifyLedger(database)).differences).toEqual([]);
    expect(await run((tx) => findDrop(tx.db, 'LATTE'))).toMatchObject({ campaign: { claimed: 0, stock: 50 } });
  });

  it('names nobody but by a first name or a form of address, and reaches nobody outside', async () => {
    const names: string[] = (await ask('select distinct name from customer')).map(({ name }: { name: string }) => name);
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => !/^([A-Z][a-z]{2,6}|\p{Script=Han}{2,3})$/u.test(name))).toEqual([]);
    expect(await count(`select from customer where phone_sealed is not null or birth_year is not null`)).toBe(0);
    expect(await ask(`select distinct channel from identity where address like 'demo-%'`)).toEqual([
      { channel: 'web' },
    ]);
  });
});

describe('Another demo shop', () => {
  it('of the same seed and moment has the same past', async () => {
    const other = await openCounter(4);
    await fillDemoShop(other, { history: true });
    const digest = async (db: typeof database) => {
      const rows = await db.query(
        `select 'order' as what, p.id::text, c.name, p.at, p.paid_minor, p.points, s.name as store, (select jsonb_agg(l order by l.position) from purchase_line l where l.purchase_id = p.id)::text as more
         from purchase p join customer c on c.id = p.customer_id left join store s on s.id = p.store_id
         where p.order_no not like 'test%' and p.at < $1
         union all
         select 'coupon', k.id::text, c.name, k.claimed_at, k.worst_minor, k.seq, g.ref, null
         from coupon k join customer c on c.id = k.customer_id join campaign g on g.id = k.campaign_id
         union all
         select 'feedback', f.id::text, c.name, f.at, f.rating, 0, null, f.words from feedback f join customer c on c.id = f.customer_id
         order by 1, 2`,
        [counter.clock.at],
      );
      return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
    };
    expect(await digest(other.database)).toBe(await digest(database));
    await other.close();
  }, 60_000);
});
