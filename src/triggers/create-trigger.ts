import { Trigger } from '../../entities/trigger.ts';
import { newId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { auditTrigger } from './audit-trigger.ts';
import { changeTrigger, type TriggerChange } from './change-trigger.ts';
import { untouched } from './find-trigger.ts';
import { isRecipe, type RecipeName } from './recipes.ts';
import { refuseUnowed } from './refuse-incomplete.ts';
import type { Rule } from './rule.ts';

export interface NewTrigger extends TriggerChange {
  name: string;
  rule: Rule;
}

/** The word by which people make one; no trigger is called so. */
export const NEW = 'new';

/** Makes a trigger, off: it is tried first and switched on then. */
export async function createTrigger(tx: Tx, by: Actor, { name, rule, ...change }: NewTrigger): Promise<Trigger> {
  authorise(by, 'publish');
  refuseUnowed(rule);
  if (name === NEW || isRecipe(name) || (await tx.db.existsBy(Trigger, { name })))
    throw new Refusal('trigger-name-taken', { name });
  const id = await insert(tx, by, { name, rule, recipe: null });
  return changeTrigger(tx, by, id!, change);
}

/** The trigger of a recipe, made when it is first touched; of two who touch it at once both get the one. */
export async function keepRecipe(tx: Tx, by: Actor, name: RecipeName): Promise<Trigger> {
  authorise(by, 'publish');
  await insert(tx, by, { name, rule: untouched(name).rule as Rule, recipe: name });
  return tx.db.findOneByOrFail(Trigger, { name });
}

async function insert(
  tx: Tx,
  by: Actor,
  { name, rule, recipe }: { name: string; rule: Rule; recipe: string | null },
): Promise<string | undefined> {
  const id = newId(tx.now.getTime());
  const written = await tx.db.query(
    `insert into trigger (id, name, recipe, state, rule, created_by, created_at) values ($1, $2, $3, 'off', $4, $5, $6)
     on conflict (name) do nothing returning id`,
    [id, name, recipe, JSON.stringify(rule), staffId(by), tx.now],
  );
  if (written.length === 0) return undefined;
  await auditTrigger(tx, by, 'create-trigger', id, { name });
  return id;
}
