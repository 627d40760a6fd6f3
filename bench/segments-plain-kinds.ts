import { GOLD_MINOR } from './segments-ground.ts';
import type { Kind } from './segments-kind.ts';

const live = 'p.voided_at is null and (p.refunded_minor = 0 or p.refunded_minor < p.paid_minor)';
const since = (days: number) => `> $1::timestamptz - interval '${days * 24} hours'`;

/** The store where somebody came most of late; for the store and for its city. */
const habit = (where: string) => `
  select customer_id from (select distinct on (customer_id) customer_id, store_id from (
      select p.customer_id, p.store_id, count(*) as n, max(p.at) as last from purchase p where ${live} and p.at ${since(365)} group by 1, 2) v
    order by customer_id, n desc, last desc, store_id) h join store t on t.id = h.store_id where ${where}`;
const first = (having: string) =>
  `select p.customer_id from purchase p where ${live} group by p.customer_id having ${having}`;

/** Of people who are asked about by other rows than purchases, only those who have joined count, as in the shop. */
const joined = (rows: string) =>
  `select r.customer_id from (${rows}) r join customer c on c.id = r.customer_id where c.joined_at is not null and c.merged_into is null`;

/** What is asked of one fact about people: from purchases where these tell it, else from the plain rows. */
export const plainKinds: Kind[] = [
  {
    name: 'tier',
    rule: 'tier gold',
    raw: `select p.customer_id from purchase p where ${live} and p.at ${since(365)}
       group by p.customer_id having sum(p.paid_minor - p.refunded_minor) >= ${GOLD_MINOR}`,
  },
  { name: 'store of habit', rule: 'store "Store 7"', raw: habit(`t.name = 'Store 7'`) },
  { name: 'city of habit', rule: 'city "City 3"', raw: habit(`t.city = 'City 3'`) },
  {
    name: 'visits at a store in 60 days',
    rule: 'visits at "Store 7" >= 2 in 60 days',
    raw: `select p.customer_id from purchase p join store t on t.id = p.store_id
      where ${live} and t.name = 'Store 7' and p.at ${since(60)} group by p.customer_id having count(*) >= 2`,
  },
  {
    name: 'first visit',
    rule: 'first visit <= 30 days ago',
    raw: first(`min(p.at) > $1::timestamptz - interval '720 hours'`),
  },
  {
    name: 'joined',
    rule: 'joined >= 1 year ago',
    raw: joined(`select id as customer_id from customer where joined_at <= $1::timestamptz - interval '8760 hours'`),
  },
  {
    name: 'points',
    rule: 'points >= 900',
    raw: joined(`select e.customer_id from points_entry e
      left join (select customer_id, sum(remaining) as gone from points_lot where expires_at <= $1 group by 1) x on x.customer_id = e.customer_id
      group by e.customer_id, x.gone having sum(e.delta) - coalesce(x.gone, 0) >= 900`),
  },
  {
    name: 'birthday',
    rule: 'birthday in 7 days',
    raw: joined(`select c.id as customer_id from customer c where c.birth_mmdd in (
      select to_char(($1::timestamptz at time zone 'Asia/Taipei')::date + n, 'MMDD')::int from generate_series(0, 7) n)`),
  },
  { name: 'tag', rule: 'tag VIP', raw: joined(`select customer_id from customer_tag where tag = 'VIP'`) },
  {
    name: 'no tag',
    rule: 'not tag vegan',
    raw: joined(
      `select id as customer_id from customer except select customer_id from customer_tag where tag = 'vegan'`,
    ),
  },
  { name: 'list', rule: 'list "Guests of the opening"', raw: joined(`select customer_id from segment_member`) },
  {
    name: 'language',
    rule: 'language zh-hans',
    raw: joined(`select id as customer_id from customer where language = 'zh-hans'`),
  },
  {
    name: 'channel',
    rule: 'channel telegram',
    raw: joined(`select distinct customer_id from identity where channel = 'telegram' and reachable`),
  },
  {
    name: 'claimed',
    rule: 'claimed >= 3',
    raw: joined(`select customer_id from coupon group by customer_id having count(*) >= 3`),
  },
  {
    name: 'claimed in 60 days',
    rule: 'claimed >= 1 in 60 days',
    raw: joined(`select distinct customer_id from coupon where claimed_at ${since(60)}`),
  },
  {
    name: 'used',
    rule: 'used >= 2',
    raw: joined(`select customer_id from coupon where state = 'redeemed' group by customer_id having count(*) >= 2`),
  },
  {
    name: 'unused of the last',
    rule: 'unused >= 2 of last 3',
    raw: joined(`select customer_id from (
        select customer_id, (array_agg(state order by claimed_at desc, id desc))[1:3] as last from coupon
        where state in ('redeemed', 'expired') or valid_until <= $1 group by customer_id) k
      where cardinality(array_remove(last, 'redeemed')) >= 2`),
  },
  {
    name: 'rating',
    rule: 'rating <= 2',
    raw: joined(`select distinct customer_id from feedback f where rating <= 2
      and not exists (select from feedback g where g.customer_id = f.customer_id and g.rating is not null and (g.at, g.id) > (f.at, f.id))`),
  },
];
