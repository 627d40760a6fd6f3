import { patiently } from '../lib/patiently.ts';
import type { Tx } from '../transaction.ts';
import { COUNTED_DAYS, countBaskets } from './count-baskets.ts';
import { chanceOfLeaving, gapOf } from './next-purchase.ts';

/** Of fewer people nothing is worked out: what holds for shops in general does. */
const LEAST_PEOPLE = 20;
/** Where people differ little, everybody's orders count as at most so many of one's own. */
const MOST_STRENGTH = 1000;
const LEAST_STRENGTH = 0.5;
const ROUNDS = 50;

interface Counted {
  returners: number;
  logDays: number;
  spread: number;
  spreadBetween: number;
}

/** Works out anew what customers are like, all of them together. Twice is once. */
export async function countPopulation(tx: Tx): Promise<void> {
  await countBaskets(tx);
  const ask = await patiently(tx);
  const [likes] = await ask(STRENGTHS, [LEAST_PEOPLE]);
  const since = new Date(tx.now.getTime() - COUNTED_DAYS * 86_400_000);
  const range = [since, tx.now];
  const [row] = await ask(RHYTHM, range);
  if (row.returners < LEAST_PEOPLE || !likes.product || !likes.category) return;
  const counted: Counted = row;
  const silences: Silence[] = await ask(SILENCES, range);
  await tx.db.query(
    `insert into population (product_strength, category_strength, returners, log_days, spread, spread_between, leaving, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (one) do update set product_strength = $1, category_strength = $2, returners = $3, log_days = $4, spread = $5,
       spread_between = $6, leaving = $7, at = $8`,
    [
      ...[likes.product, likes.category].map((kin) => strengthOf(Number(kin))),
      ...[counted.returners, counted.logDays, counted.spread, counted.spreadBetween],
      ...[leavingOf(counted, silences), tx.now],
    ],
  );
}

/** Of a beta-binomial with that intra-class correlation: α + β = (1 − ρ) / ρ. */
function strengthOf(kin: number): number {
  return kin <= 1 / MOST_STRENGTH ? MOST_STRENGTH : Math.max(LEAST_STRENGTH, (1 - kin) / kin);
}

/** So many people with that many gaps, that mean and that silence, all rounded. */
interface Silence {
  gaps: number;
  own: number | null;
  silent: number;
  people: number;
  visits: number;
}

/** How often a visit is the last one, by expectation and maximisation (Dempster, Laird and Rubin 1977). */
function leavingOf(counted: Counted, silences: Silence[]): number {
  const visits = silences.reduce((sum, one) => sum + one.visits, 0);
  let leaving = 0.05;
  for (let round = 0; round < ROUNDS; round++) {
    const left = silences.reduce((sum, { gaps, own, silent, people }) => {
      const gap = gapOf({ ...counted, leaving }, own ?? undefined, gaps);
      return sum + people * chanceOfLeaving({ leaving }, gap, silent);
    }, 0);
    leaving = Math.min(0.9, Math.max(left / visits, 1e-4));
  }
  return leaving;
}

// How much more alike two orders of one customer are than two of anybody: of those with two orders or more, each as one.
const STRENGTHS = `
with n as (
  select customer_id, count(distinct purchase_id)::float8 as n from basket group by 1 having count(distinct purchase_id) > 1
), k as (
  select 'product' as kind, customer_id, product as name, count(*)::float8 as k from basket group by 2, 3
  union all
  select 'category', customer_id, category, count(distinct purchase_id) from basket where category is not null group by 2, 3
), shares as (
  select kind, name, sum(k / n) / (select count(*) from n) as single, sum(k * (k - 1) / (n * (n - 1))) / (select count(*) from n) as twice
  from k join n using (customer_id) group by 1, 2
)
select
  sum(twice - single * single) filter (where kind = 'product') / nullif(sum(single - single * single) filter (where kind = 'product'), 0) as product,
  sum(twice - single * single) filter (where kind = 'category') / nullif(sum(single - single * single) filter (where kind = 'category'), 0) as category
from shares where (select count(*) from n) >= $1`;

const VISITS = `
with visit as (
  select distinct p.customer_id, (p.at at time zone 'UTC')::date as day from purchase p
  where p.id >= uuid7_from($1) and p.at > $1 and p.at <= $2 and p.voided_at is null and (p.refunded_minor = 0 or p.refunded_minor < p.paid_minor)
), gap as (
  select customer_id, day, ln((day - lag(day) over (partition by customer_id order by day))::float8) as log from visit
), person as (
  select customer_id, count(log)::int as gaps, avg(log) as own, coalesce(var_samp(log), 0) as own_var,
    ($2::timestamptz at time zone 'UTC')::date - max(day) as silent
  from gap group by customer_id
)`;
const RHYTHM = `${VISITS}, pooled as (
  select sqrt(greatest(sum(own_var * (gaps - 1)) / nullif(sum(gaps - 1), 0), 0.01)) as spread from person where gaps > 1
)
select count(*)::int as returners, avg(own) as "logDays", coalesce((select spread from pooled), 0.5) as spread,
  sqrt(greatest(coalesce(var_samp(own), 0) - (select coalesce(spread, 0.5) ^ 2 from pooled) * avg(1.0 / gaps), 0))::float8 as "spreadBetween"
from person where gaps > 0`;
const SILENCES = `${VISITS}
select least(gaps, 30) as gaps, round(own * 5) / 5 as own, silent, count(*)::int as people, sum(gaps + 1)::int as visits
from person group by 1, 2, 3`;
