import { z } from 'zod';
import type { Trigger } from '../../../entities/trigger.ts';
import { inLanguage } from '../../../src/campaigns/terms.ts';
import { findClaimable } from '../../../src/coupons/claimable.ts';
import type { Tx } from '../../../src/transaction.ts';
import { calledAs } from '../../../src/triggers/called-as.ts';
import { categories, givable } from '../../../src/triggers/choices.ts';
import { countEffects } from '../../../src/triggers/list-triggers.ts';
import { isRecipe, recipes } from '../../../src/triggers/recipes.ts';
import { type Rule, ruleSchema } from '../../../src/triggers/rule.ts';
import { aboutTrigger, lacks, triggerLines } from '../../../src/triggers/trigger-card.ts';
import type { Language } from '../../../src/words/index.ts';
import { id, instant, isoOrNull, minor } from './shapes.ts';

const count = z.int().min(0);

/** A trigger as machines see it. */
export const trigger = z
  .strictObject({
    id: id.nullable().describe('Null for a recipe that nobody has touched yet.'),
    name: z.string(),
    called: z.string().describe('What people call it, in the language of Accept-Language.'),
    about: z.string().describe('What has to happen, in the same.'),
    sentence: z.string().describe('What it has done, in the same.'),
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

/** One of them at length, with what its blanks can be filled with. */
export const triggerAtLength = z.strictObject({
  ...trigger.shape,
  lines: z.array(z.string()).describe('What it does and has done, in the language of Accept-Language.'),
  lacks: z.array(z.enum(['category', 'campaign'])).describe('What it needs before it can be switched on.'),
  couponNeeded: z.boolean().describe('It is nothing without a coupon.'),
  choices: z
    .strictObject({
      campaigns: z.array(z.strictObject({ id, ref: z.string(), called: z.string() })),
      categories: z.array(z.string()),
    })
    .describe('Some campaigns that it can give, the newest first, and categories that tills have told of.'),
});

/** Draws it. */
export async function viewOfTrigger(tx: Tx, one: Trigger, language: Language): Promise<z.input<typeof trigger>> {
  const t = tx.shop.words(language);
  const { name, recipe, state, version, rule, campaignId, segmentId } = one;
  const { budgetMinor, committedMinor, holdoutPercent, since, endsAt } = one;
  const counted = await countEffects(tx, one.id);
  const { done, waiting } = counted;
  return {
    ...{ id: one.id || null, name, recipe, state, version, rule: rule as Rule, campaignId, segmentId, budgetMinor },
    ...{ committedMinor, holdoutPercent, since: isoOrNull(since), endsAt: isoOrNull(endsAt) },
    called: calledAs(t, one),
    about: aboutTrigger(t, one),
    sentence: [
      t.triggers.figures(done, waiting),
      ...(committedMinor > 0 ? [t.triggers.costs(committedMinor)] : []),
    ].join(' · '),
    ...counted,
  };
}

/** The same at length. */
export async function triggerWhole(tx: Tx, one: Trigger, language: Language): Promise<z.input<typeof triggerAtLength>> {
  const t = tx.shop.words(language);
  const claimable = one.campaignId ? await findClaimable(tx.db, one.campaignId) : undefined;
  const needs: readonly string[] = isRecipe(one.recipe) ? recipes[one.recipe].needs : [];
  const open = await givable(tx);
  const chosen = claimable && !open.some(({ campaign }) => campaign.id === claimable.campaign.id) ? [claimable] : [];
  return {
    ...(await viewOfTrigger(tx, one, language)),
    lines: await triggerLines(tx, t, language, one, claimable),
    lacks: lacks(one),
    couponNeeded: needs.includes('campaign'),
    choices: {
      campaigns: [...chosen, ...open].map(({ campaign: { id: own, ref }, terms }) => ({
        id: own,
        ref,
        called: inLanguage(terms.name, language, tx.shop.language),
      })),
      categories: await categories(tx),
    },
  };
}
