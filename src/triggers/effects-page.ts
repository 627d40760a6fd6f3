import type { TriggerEffect } from '../../entities/trigger-effect.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

type Row = Pick<
  TriggerEffect,
  'id' | 'customerId' | 'occurrence' | 'at' | 'state' | 'reason' | 'runAt' | 'couponId' | 'costMinor'
> & { name: string | null };

/** One page of what became of the occurrences of a trigger, the newest first; `after` is the last of the page before. */
export async function effectsPage(
  tx: Tx,
  by: Actor,
  triggerId: string,
  limit: number,
  after: string | undefined,
): Promise<{ effects: Row[]; next: string | null }> {
  authorise(by, 'publish');
  if (!triggerId) return { effects: [], next: null };
  const rows: Row[] = await tx.db.query(
    `select e.id, e.customer_id as "customerId", e.occurrence, e.at, e.state, e.reason, e.run_at as "runAt",
       e.coupon_id as "couponId", e.cost_minor::float8 as "costMinor", c.name
     from trigger_effect e join customer c on c.id = e.customer_id where e.trigger_id = $1
       and ($2::uuid is null or (e.at, e.id) < (select at, id from trigger_effect where id = $2))
     order by e.at desc, e.id desc limit $3`,
    [triggerId, after ?? null, limit + 1],
  );
  const effects = rows.slice(0, limit);
  return { effects, next: rows.length > limit ? effects.at(-1)!.id : null };
}
