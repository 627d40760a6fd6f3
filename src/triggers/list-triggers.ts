import { Trigger } from '../../entities/trigger.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { untouched } from './find-trigger.ts';
import { isRecipe, recipeNames } from './recipes.ts';

/** A trigger with how often it has given something. */
export type Listed = { trigger: Trigger; done: number };

/** The ready recipes, touched or not, then the others by name. */
export async function listTriggers(tx: Tx, by: Actor): Promise<Listed[]> {
  authorise(by, 'publish');
  const kept = await tx.db.find(Trigger, { order: { name: 'ASC' } });
  const counts: { id: string; done: number }[] = await tx.db.query(
    `select trigger_id as id, count(*)::int as done from trigger_effect where state = 'done' group by trigger_id`,
  );
  const done = new Map(counts.map((one) => [one.id, one.done]));
  const ready = recipeNames.map((name) => kept.find((one) => one.name === name) ?? untouched(name));
  return [...ready, ...kept.filter(({ recipe, name }) => recipe === null && !isRecipe(name))].map((trigger) => ({
    trigger,
    done: done.get(trigger.id) ?? 0,
  }));
}

/** What became of the occurrences of a trigger: how many of each state, and of each reason. */
export async function countEffects(
  tx: Pick<Tx, 'db'>,
  triggerId: string,
): Promise<{ done: number; waiting: number; skipped: { reason: string; count: number }[] }> {
  const rows: { state: string; reason: string | null; count: number }[] = triggerId
    ? await tx.db.query(
        `select state, reason, count(*)::int as count from trigger_effect where trigger_id = $1
         group by state, reason order by count desc, reason`,
        [triggerId],
      )
    : [];
  const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
  return {
    done: of('done'),
    waiting: of('waiting'),
    skipped: rows.flatMap(({ reason, count }) => (reason ? [{ reason, count }] : [])),
  };
}
