import type { TriggerEffect } from '../../entities/trigger-effect.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

type Row = Pick<
  TriggerEffect,
  'id' | 'customerId' | 'occurrence' | 'at' | 'state' | 'reason' | 'runAt' | 'couponId' | 'costMinor'
>;

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
    `select id, customer_id as "customerId", occurrence, at, state, reason, run_at as "runAt", coupon_id as "couponId",
       cost_minor::float8 as "costMinor"
     from trigger_effect where trigger_id = $1
       and ($2::uuid is null or (at, id) < (select at, id from trigger_effect where id = $2))
     order by at desc, id desc limit $3`,
    [triggerId, after ?? null, limit + 1],
  );
  const effects = rows.slice(0, limit);
  return { effects, next: rows.length > limit ? effects.at(-1)!.id : null };
}
