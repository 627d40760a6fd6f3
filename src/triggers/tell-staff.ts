import type { Trigger } from '../../entities/trigger.ts';
import { outOfQuietHours } from '../lib/dates.ts';
import { maskName } from '../lib/plain-text.ts';
import { post } from '../outbox/post.ts';
import type { Tx } from '../transaction.ts';
import { calledAs } from './called-as.ts';
import type { When } from './rule.ts';
import type { Due } from './why-not.ts';

const HOUR = 3_600_000;
/** More at once are told in two messages. */
const MOST = 20_000;

/** Kinds that happen at a store, and whose rows know which one. */
const bought = 'purchase where customer_id = $1 and at = $2';
const places: Partial<Record<When['kind'], string>> = {
  purchase: bought,
  purchases: bought,
  visit: bought,
  spend: bought,
  'coupon-used': `redemption where at = $2 and undone_at is null
    and coupon_id = any(array(select k.id from coupon k where k.customer_id = $1))`,
  rating: 'feedback where customer_id = $1 and at = $2',
};

/** A bad rating of just now: a person has to hear of it within a minute, whatever is given for it and whatever the hour. */
export const isAlert = ({ rule, effect }: Due): boolean =>
  rule.when.kind === 'rating' && effect.foundAt.getTime() - effect.at.getTime() < HOUR;

/** Tells the staff of the store at once, each of them once. */
export async function alertStaff(tx: Tx, due: Due): Promise<void> {
  const { trigger, effect, person } = due;
  const told: { id: string }[] = await tx.db.query('select staff_concerned($1) as id', [await storeOf(tx, due)]);
  for (const { id } of told) {
    if (id === person.customer.id) continue;
    await post(tx, id, {
      subject: `trigger:${effect.id}:${id}`,
      class: 'notice',
      say: (t) => [{ text: t.triggers.toStaff(calledAs(t, trigger), maskName(person.customer.name)) }],
    });
  }
}

/** Notes what was done, for the staff to be told with all else of the hour. */
export async function noteForStaff(tx: Tx, due: Due): Promise<void> {
  await tx.db.query(
    'insert into trigger_note (effect_id, trigger_id, store_id, at) values ($1, $2, $3, $4) on conflict do nothing',
    [due.effect.id, due.trigger.id, await storeOf(tx, due), tx.now],
  );
}

async function storeOf(tx: Tx, { rule, effect, person }: Due): Promise<string | null> {
  const place = places[rule.when.kind];
  if (!place) return null;
  const rows = `select store_id as store from ${place} order by store_id nulls last limit 1`;
  const [row] = await tx.db.query(rows, [person.customer.id, effect.at]);
  return row?.store ?? null;
}

/**
 * True when what has been noted since an instant is told: when that hour of the clock is over, between 09:00 and 21:00
 * where the shop is. A note of the future is of a clock that was set back, and waits for nothing.
 */
export function isTold(first: Date, now: Date, zone: string): boolean {
  const over = (Math.floor(first.getTime() / HOUR) + 1) * HOUR;
  return (over <= now.getTime() || first.getTime() - now.getTime() > HOUR) && outOfQuietHours(now, zone) <= now;
}

/**
 * Tells everybody whom it concerns what one trigger has done since they last heard: each a single message, for what
 * happened to others. The notes go in the same transaction, so that nobody hears of them again.
 */
export async function tellNotes(tx: Tx, trigger: Pick<Trigger, 'id' | 'recipe' | 'name'>): Promise<void> {
  const [{ mine }] = await tx.db.query('select pg_try_advisory_xact_lock(hashtextextended($1, 4)) as mine', [
    `trigger-notes:${trigger.id}`,
  ]);
  if (!mine) return;
  const told: { staff: string; people: number; since: Date; first: string; names: (string | null)[] }[] =
    await tx.db.query(GATHER, [trigger.id, MOST]);
  for (const { staff, people, since, first, names } of told) {
    await post(tx, staff, {
      subject: `trigger-notes:${first}:${staff}`,
      class: 'notice',
      say: (t) => [{ text: t.triggers.toStaffMany(calledAs(t, trigger), people, since, tx.now, names.map(maskName)) }],
    });
  }
}

const GATHER = `
with gone as (
  delete from trigger_note where effect_id in (
    select effect_id from trigger_note where trigger_id = $1 order by at, effect_id limit $2) returning effect_id, store_id, at
), met as (
  select coalesce(c.merged_into, c.id) as customer_id, g.store_id, min(g.at) as at, min(g.effect_id::text) as first
  from gone g join trigger_effect e on e.id = g.effect_id join customer c on c.id = e.customer_id group by 1, 2
), heard as (
  select w.staff, m.customer_id, min(m.at) as at, min(m.first) as first
  from (select distinct store_id from met) s cross join lateral staff_concerned(s.store_id) as w (staff)
  join met m on m.store_id is not distinct from s.store_id and m.customer_id <> w.staff group by 1, 2
), counted as (
  select staff, count(*)::int as people, min(at) as since, min(first) as first,
    (array_agg(customer_id order by at, customer_id))[1:3] as some
  from heard group by staff
)
select k.staff, k.people, k.since, k.first, array(select c.name from unnest(k.some) with ordinality as u (id, n)
  join customer c on c.id = u.id order by u.n) as names
from counted k order by k.staff`;
