import type { Tx } from '../transaction.ts';
import { patienceSql } from './kinds/away.ts';
import { dayOf, VALID } from './kinds/bought.ts';
import type { WhenOf } from './rule.ts';

const BATCH = 5_000;

/**
 * Notes when to look for those who have bought or given back of late, so that of all customers only those are looked at whose patience
 * is over.
 */
export async function watchLately(tx: Tx, triggerId: string, { times, own }: Patience, recorded: Date): Promise<void> {
  await tx.db.query(
    `${watch(own)} from customer_stats s ${habits('$4')} where ${due(own)} is not null and s.customer_id = any(array(
       select customer_id from purchase where id >= uuid7_from($3::timestamptz)
       union select q.customer_id from refund r join purchase q on q.id = r.purchase_id where r.id >= uuid7_from($3::timestamptz))) ${KEEP}`,
    [triggerId, times, recorded, tx.shop.zone],
  );
}

/** The same for everybody whose patience ends after an instant; once, before the first look. */
export async function watchAll(tx: Tx, triggerId: string, { times, own }: Patience, after: Date): Promise<void> {
  for (let last: string | null = null; ; ) {
    const [piece]: { last: string | null; read: number }[] = await tx.db.query(
      `with piece as (
         select customer_id from customer_stats
         where $3::uuid is null or customer_id > $3 order by customer_id limit ${BATCH}
       ), written as (${watch(own)} from piece s ${habits('$5')} where ${due(own)} > $4 ${KEEP})
       select max(customer_id::text) as last, count(*)::int as read from piece`,
      [triggerId, times, last, after, tx.shop.zone],
    );
    if (piece!.read < BATCH) return;
    last = piece!.last;
  }
}

/** Those who were looked at are looked at again when their patience is over, if they have come meanwhile. */
export async function watchOn(tx: Tx, triggerId: string, { times, own }: Patience): Promise<void> {
  await tx.db.query(
    `update trigger_watch w set look_at = n.look_at from (
       select s.customer_id, ${due(own)} as look_at from trigger_watch s ${habits('$4')}
       where s.trigger_id = $1 and s.look_at <= $3) n
     where w.trigger_id = $1 and w.customer_id = n.customer_id and n.look_at > $3`,
    [triggerId, times, tx.now, tx.shop.zone],
  );
  await tx.db.query('delete from trigger_watch where trigger_id = $1 and look_at <= $2', [triggerId, tx.now]);
}

type Patience = Pick<WhenOf<'away'>, 'times' | 'own'>;

/**
 * The last visit and the usual interval of each customer `s`, by the days that the look itself goes by. The figures of
 * customers know no zone of the shop: by their days somebody could be looked at weeks too late.
 */
const habits = (zone: string) => `
cross join lateral (
  with days as (
    select ${dayOf(zone)} as day, max(q.at) as at from purchase q where q.customer_id = s.customer_id and ${VALID} group by 1
  )
  select (select max(at) from days) as last_at, (select percentile_cont(0.5) within group (order by g.gap)
    from (select day - lag(day) over (order by day) as gap from days) g having count(g.gap) >= 2) as interval_days) h`;

const due = (own: boolean) => `h.last_at + ${patienceSql('h.interval_days', '$2', own)}`;
const watch = (own: boolean) =>
  `insert into trigger_watch (trigger_id, customer_id, look_at) select $1::uuid, s.customer_id, ${due(own)}`;
const KEEP = 'on conflict (trigger_id, customer_id) do update set look_at = excluded.look_at';
