import type pg from 'pg';

// What segments ask of people besides what they bought: where they are heard, tags, stars, points, lists. Foreign keys and
// indexes are those of the shop.
const FILL = {
  identities: `
insert into identity (customer_id, channel, address, reachable, heard_at, created_at)
select id, case when n % 5 = 0 then 'telegram' else 'line' end, 'A' || n, n % 11 <> 0, $1, $1
from (select id, row_number() over (order by id) as n from customer) c`,
  tags: `
insert into customer_tag (customer_id, tag, by, at)
select id, t.tag, 'operator', $1::timestamptz from customer, (values ('VIP', 20), ('vegan', 100)) t (tag, per_thousand)
where abs(hashtextextended(id::text || t.tag, 0)) % 1000 < t.per_thousand`,
  stars: `
insert into feedback (customer_id, rating, at)
select id, nullif(ceil(random() * 6)::int, 6), $1::timestamptz - random() * 300 * interval '1 day'
from customer, generate_series(1, 2) where random() < 0.15`,
  // Of what was earned by a third some has expired and was not swept away yet.
  points: `
with earned as (
  insert into points_entry (customer_id, delta, reason, source, at)
  select id, 1 + floor(random() * 900)::int, 'grant', 'bench:' || id || ':' || n, $1::timestamptz - n * interval '90 days'
  from customer, generate_series(1, 2) n where random() < 0.4 returning id, customer_id, delta, at)
insert into points_lot (entry_id, customer_id, remaining, expires_at)
select id, customer_id, delta, case when random() < 0.3 then $1::timestamptz - interval '1 hour' else $1::timestamptz + interval '90 days' end
from earned`,
  accounts: `insert into points_account (customer_id, balance) select customer_id, sum(delta) from points_entry where $1::timestamptz is not null group by 1`,
  list: `
with made as (insert into segment (name, created_at) values ('Guests of the opening', $1) returning id)
insert into segment_member (segment_id, customer_id) select made.id, c.id from made, customer c where random() < 0.03`,
};

/** Gives the customers everything that rules ask about and purchases do not tell. */
export async function fillPeople(client: pg.PoolClient, now: Date): Promise<void> {
  for (const text of Object.values(FILL)) await client.query(text, [now]);
  await client.query(
    'vacuum analyze identity, customer_tag, feedback, points_entry, points_lot, points_account, segment_member',
  );
}
