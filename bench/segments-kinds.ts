import { GOLD_MINOR } from './segments-ground.ts';
import type { Kind } from './segments-kind.ts';
import { plainKinds } from './segments-plain-kinds.ts';

const live = 'voided_at is null and (refunded_minor = 0 or refunded_minor < paid_minor)';
const since = (days: number) => `at > $1::timestamptz - interval '${days * 24} hours'`;
const SPENT = 'sum(paid_minor - refunded_minor)';
const yearly = (having: string) =>
  `select customer_id from purchase where ${live} and ${since(365)} group by customer_id having ${having}`;
const lines = (days: number, what: string, least: number) =>
  `select p.customer_id from purchase p join purchase_line l on l.purchase_id = p.id
   where p.voided_at is null and (p.refunded_minor = 0 or p.refunded_minor < p.paid_minor) and p.${since(days)}
     and ${what} and (l.amount_minor = 0 or l.refunded_minor < l.amount_minor)
   group by p.customer_id having sum(l.quantity) >= ${least}`;
const spending = `select customer_id, ${SPENT} as spent from purchase where ${live} and ${since(365)} group by customer_id`;
const quiet = `select c.id as customer_id from customer c where not exists (select from purchase where customer_id = c.id and ${live} and `;

export const kinds: Kind[] = [
  {
    name: 'selective (frequency, recency, tier)',
    rule: 'visits >= 20 in 365 days and no visit in 21 days and tier gold',
    raw: yearly(`count(*) >= 20 and max(at) <= $1::timestamptz - interval '504 hours' and ${SPENT} >= ${GOLD_MINOR}`),
    headline: true,
  },
  { name: 'frequency', rule: 'visits >= 60 in 365 days', raw: yearly('count(*) >= 60') },
  { name: 'money', rule: 'spend >= 8000 in 365 days', raw: yearly(`${SPENT} >= 800000`) },
  {
    name: 'average order',
    rule: 'average order >= 200 in 365 days',
    raw: yearly(`${SPENT} >= 20000 * count(*)`),
  },
  { name: 'recency', rule: 'no visit in 90 days', raw: `${quiet}${since(90)})` },
  {
    name: 'value',
    rule: 'value high',
    raw: `with v as materialized (${spending}) select customer_id from v
      where spent >= (select percentile_disc(0.8) within group (order by spent) from v where spent > 0)`,
  },
  {
    name: 'behaviour',
    rule: 'behaviour slipping',
    raw: `with own as (
        select customer_id, percentile_cont(0.5) within group (order by gap) as gap, count(gap) as gaps from (
          select customer_id, day - lag(day) over (partition by customer_id order by day) as gap
          from (select distinct customer_id, (at at time zone 'UTC')::date as day from purchase where ${live}) d) g group by 1),
      seen as (select customer_id, extract(epoch from $1::timestamptz - max(at)) / 86400 as gone from purchase where ${live} group by 1)
      select customer_id from seen join own using (customer_id)
      where case when gaps >= 2 then gone > greatest(gap, 7) * 1.5 and gone <= greatest(gap, 7) * 3 else gone > 60 and gone <= 120 end`,
  },
  ...plainKinds,
  { name: 'category in 60 days', rule: 'category coffee >= 4 in 60 days', raw: lines(60, `l.category = 'coffee'`, 4) },
  {
    name: 'product in 90 days',
    rule: 'product "Product 42" >= 1 in 90 days',
    raw: lines(90, `l.product = 'Product 42'`, 1),
  },
  {
    name: 'product or category, all years',
    rule: 'beans >= 8',
    raw: lines(3_650, `'beans' in (l.product, l.category)`, 8),
  },
  {
    name: 'combination',
    rule: 'category coffee >= 2 in 30 days and tier gold and behaviour slipping or value high and no visit in 180 days',
    // Who asks the raw data in good order works the intervals out only for those who are left by then.
    raw: `with v as materialized (${spending}),
      coffee as materialized (select customer_id from (${lines(30, `l.category = 'coffee'`, 2)}) l join v using (customer_id) where v.spent >= ${GOLD_MINOR}),
      own as (
        select customer_id, percentile_cont(0.5) within group (order by gap) as gap, count(gap) as gaps from (
          select customer_id, day - lag(day) over (partition by customer_id order by day) as gap
          from (select distinct customer_id, (at at time zone 'UTC')::date as day from purchase
            where ${live} and customer_id in (select customer_id from coffee)) d) g group by 1),
      seen as (select customer_id, extract(epoch from $1::timestamptz - max(at)) / 86400 as gone
        from purchase where ${live} and customer_id in (select customer_id from coffee) group by 1)
      select customer_id from seen join own using (customer_id)
        where case when gaps >= 2 then gone > greatest(gap, 7) * 1.5 and gone <= greatest(gap, 7) * 3 else gone > 60 and gone <= 120 end
      union
      select customer_id from v where spent >= (select percentile_disc(0.8) within group (order by spent) from v where spent > 0)
        and not exists (select from purchase p where p.customer_id = v.customer_id and ${live} and ${since(180)})`,
  },
];
