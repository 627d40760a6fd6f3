import type pg from 'pg';
import { CONSENT_VERSION } from '../src/shop.ts';
import { clock, type Ground } from './ground.ts';
import { fillPeople } from './segments-people.ts';

export const GOLD_MINOR = 1_200_000;
const SILVER_MINOR = 500_000;

/** What nothing here asks for, or is cheaper to build at the end. */
const WITHOUT = `
alter table purchase drop constraint purchase_source_order_no_key, drop constraint purchase_customer_id_fkey, drop constraint purchase_store_id_fkey;
alter table purchase_line drop constraint purchase_line_purchase_id_fkey;
alter table purchase set (autovacuum_enabled = off);
alter table purchase_line set (autovacuum_enabled = off);
alter table customer_stats set (autovacuum_enabled = off);
drop index purchase_line_product, purchase_line_category, purchase_customer, purchase_at`;
const WITH = [
  'create index purchase_customer on purchase (customer_id, at)',
  'create index purchase_at on purchase using brin (at) with (pages_per_range = 32)',
  'create index purchase_line_product on purchase_line (lower(product))',
  'create index purchase_line_category on purchase_line (lower(category))',
];

// One in two hundred comes all the time, the others now and then; each stopped coming some time ago. Orders come in by time.
const CUSTOMERS = `
insert into customer (name, language, joined_at, agreed_version, marketing, birth_mmdd, created_at)
select 'C' || n, (array['en', 'zh-hant', 'zh-hans'])[1 + n % 3], $2::timestamptz + n % 10 * interval '75 days', '${CONSENT_VERSION}', true, (1 + n % 12) * 100 + 1 + n % 28, $2
from generate_series(1, $1::int) n`;
const STORES = `insert into store (name, city, created_at) select 'Store ' || n, 'City ' || n % 5, $1::timestamptz from generate_series(1, 20) n`;
const PURCHASES = `
with stores as (select array_agg(id order by name) as ids from store),
people as (
  select id, 1 + floor(random() * 20)::int as home, 400 * random() ^ 2 as gone,
    case when random() < 0.005 then 60 + floor(random() * 120)::int else floor(-ln(1 - random()) * $3::float8)::int end as visits
  from customer),
orders as (
  select p.id as customer, case when random() < 0.8 then p.home else 1 + floor(random() * 20)::int end as store,
    $1::timestamptz - (p.gone + random() * (730 - p.gone)) * interval '24 hours' as at, 5000 + floor(random() * 20000)::bigint as minor
  from people p cross join lateral generate_series(1, p.visits))
insert into purchase (id, customer_id, store_id, source, order_no, amount_minor, paid_minor, currency, at)
select encode(overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from at) * 1000)::bigint) from 3) from 1 for 6), 'hex')::uuid,
  customer, s.ids[store], 'pos', '', minor, minor, $2, at
from orders, stores s order by at`;
const LINES = `
insert into purchase_line (purchase_id, position, product, category, quantity, amount_minor)
select id, 0, 'Product ' || amount_minor % 200, (array['coffee', 'tea', 'cake', 'beans', 'merchandise'])[1 + amount_minor % 5], 1 + amount_minor % 2, amount_minor
from purchase`;
const COUPONS = `
insert into coupon (id, campaign_id, customer_id, seq, terms_version, code_hash, state, channel, claimed_at, valid_from, valid_until)
select uuid7(), $1, id, n, 1, row_number() over (), (array['redeemed', 'expired', 'expired'])[1 + floor(random() * 3)::int], 'line',
  $2::timestamptz - n * interval '40 days', $2::timestamptz - n * interval '40 days', $2::timestamptz - n * interval '10 days'
from customer, generate_series(1, 3) n where random() < 0.4`;

// As refresh_stats works them out, for all at once; held against it below.
const STATS = `
insert into customer_stats (customer_id, first_at, last_at, purchases, spent_minor, purchases_365, spent_365_minor, interval_days, categories, store_id, coupons_claimed, coupons_used, tier, updated_at)
select c.id, b.first_at, b.last_at, coalesce(b.purchases, 0), coalesce(b.spent, 0), coalesce(b.late, 0), coalesce(b.spent_365, 0), g.gap, coalesce(k.categories, '{}'), h.store_id,
  coalesce(q.claimed, 0), coalesce(q.used, 0), case when b.spent_365 >= ${GOLD_MINOR} then 'gold' when b.spent_365 >= ${SILVER_MINOR} then 'silver' end, $1
from customer c
left join (select customer_id, min(at) as first_at, max(at) as last_at, count(*) as purchases, sum(paid_minor) as spent,
    count(*) filter (where at > $1::timestamptz - interval '8760 hours') as late, sum(paid_minor) filter (where at > $1::timestamptz - interval '8760 hours') as spent_365
  from purchase group by 1) b on b.customer_id = c.id
left join (select customer_id, percentile_cont(0.5) within group (order by gap) as gap from (
    select customer_id, day - lag(day) over (partition by customer_id order by day) as gap
    from (select distinct customer_id, (at at time zone 'UTC')::date as day from purchase) d) g group by 1 having count(gap) >= 2) g on g.customer_id = c.id
left join (select p.customer_id, array_agg(distinct l.category order by l.category) as categories from purchase p join purchase_line l on l.purchase_id = p.id
  where p.at > $1::timestamptz - interval '8760 hours' group by 1) k on k.customer_id = c.id
left join (select distinct on (customer_id) customer_id, store_id from (select customer_id, store_id, count(*) as n, max(at) as last from purchase
    where at > $1::timestamptz - interval '8760 hours' group by 1, 2) v order by customer_id, n desc, last desc, store_id) h on h.customer_id = c.id
left join (select customer_id, count(*) as claimed, count(*) filter (where state = 'redeemed') as used from coupon group by 1) q on q.customer_id = c.id`;
const FIGURES = `select customer_id, first_at, last_at, purchases, spent_minor, purchases_365, spent_365_minor, interval_days, categories, store_id, coupons_claimed, coupons_used, tier
  from customer_stats where customer_id = any($1::uuid[]) order by 1`;

/** So many customers, with about `visits` orders each of one line, coupons, tiers and figures as of the clock's now. */
export async function fillSegments(
  { campaign, app }: Ground,
  client: pg.PoolClient,
  { customers, visits, log }: { customers: number; visits: number; log(line: string): void },
): Promise<{ now: Date; purchases: number }> {
  const now = clock.now();
  const { id } = (await campaign()).campaign;
  await client.query(WITHOUT);
  await client.query(CUSTOMERS, [customers, new Date(now.getTime() - 800 * 86_400_000)]);
  await client.query(STORES, [now]);
  await client.query(
    `insert into tier (name, rank, names, spend_365_minor) values ('silver', 1, '{"en":"Silver"}', ${SILVER_MINOR}), ('gold', 2, '{"en":"Gold"}', ${GOLD_MINOR})`,
  );
  const { rowCount } = await client.query(PURCHASES, [now, app.shop.currency, visits]);
  log(`${rowCount?.toLocaleString('en')} purchases`);
  await fillPeople(client, now);
  log('identities, tags, stars, points and a list');
  await client.query(LINES);
  await client.query(COUPONS, [id, now]);
  for (const one of WITH) await client.query(one);
  log('lines, coupons and indexes');
  for (const table of ['customer', 'purchase', 'purchase_line', 'coupon'])
    await client.query(`vacuum analyze ${table}`);
  await client.query(STATS, [now]);
  await client.query('vacuum analyze customer_stats');
  await holdAgainstRefresh(client, now);
  log('figures');
  return { now, purchases: rowCount ?? 0 };
}

/** The figures made here are those that the shop would keep: worked out anew for some, they stay the same. */
async function holdAgainstRefresh(client: pg.PoolClient, now: Date): Promise<void> {
  const { rows } = await client.query('select id from customer order by md5(id::text) limit 300');
  const ids = rows.map((row) => row.id);
  const before = (await client.query(FIGURES, [ids])).rows;
  await client.query('begin');
  await client.query('select refresh_stats($1::uuid[], $2)', [ids, now]);
  const after = (await client.query(FIGURES, [ids])).rows;
  await client.query('rollback');
  if (JSON.stringify(before) !== JSON.stringify(after))
    throw new Error('the figures differ from those of refresh_stats');
}
