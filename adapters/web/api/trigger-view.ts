import { z } from 'zod';
import type { Trigger } from '../../../entities/trigger.ts';
import type { Tx } from '../../../src/transaction.ts';
import { countEffects } from '../../../src/triggers/list-triggers.ts';
import { type Rule, ruleSchema } from '../../../src/triggers/rule.ts';
import { id, instant, isoOrNull, minor } from './shapes.ts';

const count = z.int().min(0);

/** A trigger as machines see it. */
export const trigger = z
  .strictObject({
    id: id.nullable().describe('Null for a recipe that nobody has touched yet.'),
    name: z.string(),
    recipe: z.string().nullable(),
    state: z.enum(['on', 'off']),
    version: z.int().describe('Raised by each change.'),
    rule: ruleSchema.or(z.looseObject({})),
    campaignId: id.nullable(),
    segmentId: id.nullable(),
    budgetMinor: minor.nullable(),
    committedMinor: minor.describe('Discounts given, and the worst case of the coupons that are out.'),
    holdoutPercent: z.int().nullable().describe('Null: as the shop has chosen.'),
    since: instant.nullable().describe('Nothing counts that happened before.'),
    endsAt: instant.nullable(),
    done: count,
    waiting: count,
    skipped: z.array(z.strictObject({ reason: z.string(), count })),
  })
  .meta({ id: 'Trigger' });

/** Draws it. */
export async function viewOfTrigger(tx: Tx, one: Trigger): Promise<z.input<typeof trigger>> {
  const { id: own, name: called, recipe, state, version, rule, campaignId, segmentId } = one;
  const { budgetMinor, committedMinor, holdoutPercent, since, endsAt } = one;
  return {
    ...{
      id: own || null,
      name: called,
      recipe,
      state,
      version,
      rule: rule as Rule,
      campaignId,
      segmentId,
      budgetMinor,
    },
    ...{ committedMinor, holdoutPercent, since: isoOrNull(since), endsAt: isoOrNull(endsAt) },
    ...(await countEffects(tx, own)),
  };
}
