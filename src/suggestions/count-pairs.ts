import { patiently } from '../lib/patiently.ts';
import type { Tx } from '../transaction.ts';
import { countBaskets } from './count-baskets.ts';

/** Fewer orders together are too few to speak of, whatever chance says. */
const LEAST_TOGETHER = 5;
/** What fewer people than this do is their own business, and may be known of nobody else. */
const LEAST_PEOPLE = 5;
/** Of all pairs that are kept, by chance not one in so many nights. */
const ERROR = 0.05;
/** What is bought by the hundred is no basket. */
const MOST_LINES = 40;

/**
 * Counts anew in how many orders each product and category was, and which products are bought together more often than
 * chance would have it. That is asked of the likelihood ratio of the four counts (G², Dunning 1993, Computational
 * Linguistics 19:61) against χ² with one degree of freedom, whose upper tail is below √(2/πx)·e^(−x/2), corrected for the
 * number of pairs that were looked at (Bonferroni). Twice is once.
 */
export async function countPairs(tx: Tx): Promise<{ orders: number; products: number; pairs: number }> {
  await countBaskets(tx);
  const ask = await patiently(tx);
  await ask('delete from product_share');
  const [{ orders, products }] = await ask(SHARES);
  await ask('delete from product_pair');
  const [{ pairs }] = await ask(PAIRS, [orders, products, LEAST_TOGETHER, ERROR, MOST_LINES, LEAST_PEOPLE]);
  return { orders, products, pairs };
}

const SHARES = `
with counted as (
  select count(distinct purchase_id)::int as orders, count(distinct purchase_id) filter (where lately)::int as lately from basket
), product as (
  insert into product_share (kind, name, category, orders, of_orders, lately, of_lately)
  select 'product', product, mode() within group (order by category), count(*), (select orders from counted),
    count(*) filter (where lately), (select lately from counted)
  from basket group by product returning 1
), category as (
  insert into product_share (kind, name, orders, of_orders, lately, of_lately)
  select 'category', category, count(distinct purchase_id), (select orders from counted),
    count(distinct purchase_id) filter (where lately), (select lately from counted)
  from basket where category is not null group by category
)
select (select orders from counted) as orders, (select count(*) from product)::int as products`;

// k: both, a: only the one, b: only the other, d: neither. 0 · ln 0 is 0.
const PAIRS = `
with together as (
  select x.product, y.product as other, count(*)::float8 as k
  from (select purchase_id, customer_id, product, count(*) over (partition by purchase_id) as n from basket) x
  join basket y on y.purchase_id = x.purchase_id and y.product > x.product
  where x.n <= $5 group by 1, 2 having count(*) >= $3 and count(distinct x.customer_id) >= $6
), counts as (
  select t.product, t.other, t.k, m.orders as one, o.orders as two,
    m.orders - t.k as a, o.orders - t.k as b, $1::float8 - m.orders - o.orders + t.k as d
  from together t
  join product_share m on m.kind = 'product' and m.name = t.product
  join product_share o on o.kind = 'product' and o.name = t.other
), judged as (
  select *, k * $1 / (one::float8 * two) as lift,
    2 * (k * ln(k * $1 / (one::float8 * two))
      + case when a > 0 then a * ln(a * $1 / (one::float8 * ($1 - two))) else 0 end
      + case when b > 0 then b * ln(b * $1 / (two::float8 * ($1 - one))) else 0 end
      + case when d > 0 then d * ln(d * $1 / (($1::float8 - one) * ($1 - two))) else 0 end) as g
  from counts
), kept as (
  select * from judged where lift > 1 and g > 0
    and sqrt(2 / (pi() * g)) * exp(-least(g, 1000) / 2) * ($2::float8 * ($2 - 1) / 2) < $4
), written as (
  insert into product_pair (product, other, together, orders, lift)
  select product, other, k, one, lift from kept union all select other, product, k, two, lift from kept returning 1
)
select (select count(*) from kept)::int as pairs`;
