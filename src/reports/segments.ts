import { peopleOf } from '../segments/segment-people.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { feeOf, PAID_DELIVERY, pricesOf } from './fees.ts';
import { BOUGHT, KEPT, OURS, USED_HERE } from './fragments.ts';
import type { Period } from './period.ts';
import { type Ask, openScope, type Scope } from './scope.ts';

/** What some people cost and brought in the days. */
export interface Spend {
  people: number;
  /** Those of them who bought anything. */
  buyers: number;
  purchases: number;
  /** What of it stayed with us. */
  spentMinor: number;
  /** Coupons used, and what they took off, gave away and granted. */
  uses: number;
  discountMinor: number;
  gifts: number;
  points: number;
  /** Marketing that a channel took for them, and what that cost; null for readers who are bound to a store. */
  messages: number | null;
  feeMinor: number | null;
  /** `spentMinor` for each unit of discount and fees; null where nothing was spent on them. */
  perUnit: number | null;
}

export interface Segments {
  scope: Scope;
  /** Each saved segment, who spends most first. People can be in several. */
  segments: (Spend & { segmentId: string; name: string })[];
  /** All who have joined. */
  everyone: Spend;
}

const MOST = 100;
/** Each statement reads the books once, and holds the people of so many segments in memory at most. */
const AT_ONCE = 5;
const EVERYONE = 'select c.id as customer_id from customer c where c.joined_at is not null and c.merged_into is null';

/**
 * What was spent on the people of each saved segment, and what they spent: as they are now, for nobody keeps who was in
 * it then. It says who brings money, not that they brought it because of the coupons; that is what `lift` is for.
 */
export async function segments(tx: Tx, by: Actor, period?: Period): Promise<Segments> {
  const { scope, ask } = await openScope(tx, by, period);
  const saved: { segmentId: string; name: string }[] = await tx.db.query(
    `select id as "segmentId", name from segment where retired_at is null order by lower(name), id limit ${MOST}`,
  );
  const rows: Spend[] = [];
  for (let at = 0; at <= saved.length; at += AT_ONCE)
    rows.push(...(await spends(tx, ask, [null, ...saved].slice(at, at + AT_ONCE))));
  const shown = scope.store ? rows.map((one) => ({ ...one, messages: null, feeMinor: null })) : rows;
  const [everyone, ...others] = shown.map((one) => ({ ...one, perUnit: perUnit(one) }));
  return {
    scope,
    segments: saved
      .map((one, at) => ({ ...one, ...others[at]! }))
      .sort((a, b) => b.spentMinor - a.spentMinor || b.people - a.people),
    everyone: everyone!,
  };
}

function perUnit({ spentMinor, discountMinor, feeMinor }: Omit<Spend, 'perUnit'>): number | null {
  const cost = discountMinor + (feeMinor ?? 0);
  return cost > 0 ? spentMinor / cost : null;
}

/** In the order asked; null stands for everyone. */
async function spends(tx: Tx, ask: Ask, which: ({ segmentId: string } | null)[]): Promise<Spend[]> {
  const values: unknown[] = [pricesOf(tx.shop)];
  const parts: string[] = [];
  for (const [place, one] of which.entries()) {
    const people = one ? await peopleOf(tx, one.segmentId, FIRST + values.length) : { sql: EVERYONE, values: [] };
    values.push(...people.values);
    parts.push(`select ${place} as place, m.customer_id from (${people.sql}) m`);
  }
  const rows = await ask<Spend & { place: number }>(
    `${BOOKS}, member as (${parts.join('\nunion all ')})${SPENDS}`,
    ...values,
  );
  return which.map((_, at) => {
    const { place: _place, ...found } = rows.find(({ place }) => place === at) ?? { ...NOBODY, place: at };
    return found;
  });
}

const NOBODY: Spend = {
  ...{ people: 0, buyers: 0, purchases: 0, spentMinor: 0, uses: 0, discountMinor: 0, gifts: 0, points: 0 },
  ...{ messages: 0, feeMinor: 0, perUnit: null },
};

// $5 prices; the rules of the segments follow. Marketing is not tried for longer than a few days, and is found by when it was.
const FIRST = 5;

// Whole numbers are exact in a float up to 2^53, and take a fraction of the memory of a `numeric` for each person.
const BOOKS = `, bought as (
  select p.customer_id, count(*)::int as purchases, sum((${KEPT})::float8) as spent, 0 as uses, 0::float8 as discount, 0 as gifts, 0::float8 as points,
    0 as messages, 0::float8 as fee
  from purchase p where ${OURS} and ${BOUGHT} group by 1
), used as (
  select r.customer_id, 0, 0::float8, count(*)::int, sum(r.discount_minor::float8), count(r.gift)::int, sum(r.points::float8), 0, 0::float8
  from redemption r where r.at >= $1 and r.at < $2 and ${USED_HERE} group by 1
), told as (
  select i.customer_id, k.channel, count(*) as messages
  from broadcast_chunk k cross join lateral chunk_people(k.id, k.ids) u join identity i on i.id = u.id
  left join broadcast_exception e on e.broadcast_id = k.broadcast_id and e.identity_id = u.id
  where $4::uuid is null and coalesce(k.sent_at, k.run_at) >= $1 and coalesce(k.sent_at, k.run_at) < $2
    and chunk_outcome(k.state, u.n, k.settled, e.outcome) = 'sent' group by 1, 2
  union all
  select coalesce(c.merged_into, c.id), d.channel, count(*)
  from delivery d join customer c on c.id = d.customer_id
  where $4::uuid is null and d.class = 'marketing' and ${PAID_DELIVERY}
    and d.run_at >= $1::timestamptz - interval '3 days' and d.run_at < $2
    and coalesce(d.finished_at, d.run_at) >= $1 and coalesce(d.finished_at, d.run_at) < $2 group by 1, 2
), book as materialized (
  select customer_id, sum(purchases) as purchases, sum(spent) as spent, sum(uses) as uses, sum(discount) as discount,
    sum(gifts) as gifts, sum(points) as points, sum(messages) as messages, sum(fee) as fee
  from (
    select * from bought union all select * from used
    union all select customer_id, 0, 0, 0, 0, 0, 0, messages::int, (${feeOf('messages', 'channel', '$5')})::float8 from told
  ) each group by customer_id
)`;

const SPENDS = `
select m.place, count(*)::int as people, (count(*) filter (where b.purchases > 0))::int as buyers, coalesce(sum(b.purchases), 0)::int as purchases,
  coalesce(sum(b.spent), 0) as "spentMinor", coalesce(sum(b.uses), 0)::int as uses, coalesce(sum(b.discount), 0) as "discountMinor",
  coalesce(sum(b.gifts), 0)::int as gifts, coalesce(sum(b.points), 0) as points, coalesce(sum(b.messages), 0)::int as messages,
  round(coalesce(sum(b.fee), 0)::numeric)::float8 as "feeMinor", null as "perUnit"
from member m left join book b on b.customer_id = m.customer_id group by m.place`;
