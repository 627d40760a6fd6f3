import type { Terms } from '../campaigns/terms.ts';
import { isId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** Something whose effect can be asked for: a broadcast that has begun, or a trigger. */
export interface Effect {
  kind: 'broadcast' | 'trigger';
  id: string;
  /** The campaign's ref, or the trigger's name; what people type. */
  called: string;
  /** The campaign's name; a trigger has none but what it is called. */
  name: Terms['name'] | null;
  /** That a trigger was made of, by whose name people know it. */
  recipe: string | null;
  /** When the broadcast began. */
  at: Date | null;
}

/** What can be asked for, the newest first: broadcasts of the last year that held somebody out, and triggers. */
export async function effects(tx: Tx, by: Actor, most: number): Promise<Effect[]> {
  authorise(by, 'read-figures');
  return tx.db.query(`${EFFECTS} order by at desc nulls last, called limit $2`, [tx.now, most]);
}

/** By the id of a broadcast or trigger, the ref of a campaign (its latest broadcast) or the name of a trigger. */
export async function findEffect(tx: Tx, which: string): Promise<Effect> {
  const wanted = which.trim();
  const [found] = await tx.db.query(
    `${EFFECTS.replace(HELD, '')} ${isId(wanted) ? 'where id = $2::uuid' : 'where upper(called) = upper($2)'} order by at desc nulls last limit 1`,
    [tx.now, wanted],
  );
  if (!found) throw new Refusal('effect-unknown');
  return found;
}

const HELD = `and exists (select from broadcast_chunk k where k.broadcast_id = b.id and k.state = 'holdout')`;

const EFFECTS = `
select * from (
  select 'broadcast' as kind, b.id, g.ref as called, t.terms -> 'name' as name, null as recipe, b.started_at as at
  from broadcast b join campaign g on g.id = b.campaign_id
  join campaign_terms t on t.campaign_id = g.id and t.version = g.terms_version
  where b.started_at > $1::timestamptz - interval '366 days' ${HELD}
  union all
  select 'trigger', r.id, r.name, null, r.recipe, null from trigger r where r.since is not null
) e`;
