import { Trigger } from '../../entities/trigger.ts';
import { isId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { isRecipe, recipes } from './recipes.ts';
import { ruleSchema } from './rule.ts';

/** The trigger of that name or id; a ready recipe that nobody has touched yet is one that is off and has no id. */
export async function findTrigger(tx: Pick<Tx, 'db'>, nameOrId: string): Promise<Trigger> {
  const name = nameOrId.trim().toLowerCase();
  const found = await tx.db.findOneBy(Trigger, isId(name) ? { id: name } : { name });
  if (found) return found;
  if (!isRecipe(name)) throw new Refusal('trigger-unknown', { name: nameOrId.trim() });
  return untouched(name);
}

/** A recipe as a trigger that is not there yet. */
export function untouched(name: keyof typeof recipes): Trigger {
  return Object.assign(new Trigger(), {
    id: '',
    name,
    recipe: name,
    state: 'off' as const,
    // Without the bounds of a schema that wants every blank filled: what is needed is asked for.
    rule: {
      ...ruleSchema.parse({ ...recipes[name].rule, when: { kind: 'joined' } }),
      ...{ when: recipes[name].rule.when },
    },
    campaignId: null,
    segmentId: null,
    version: 1,
    budgetMinor: null,
    committedMinor: 0,
    holdoutPercent: null,
    since: null,
    lookedAt: null,
    endsAt: null,
    createdBy: null,
  });
}
