import { SLIPPING_AFTER } from '../customers/behaviour.ts';
import type { RuleInput, When } from './rule.ts';

/** What a shop still has to say before a recipe can begin. */
export type Need = 'category' | 'campaign';

/** A trigger that is ready but for what it needs. */
export interface Recipe {
  /** Asked for in this order; a campaign that is not needed may be given. */
  needs: readonly Need[];
  rule: RuleInput;
}

const DAY_MINUTES = 24 * 60;

/**
 * What shops switch on with a tap. What people have earned or are owed (a welcome, a promised coffee, an apology, a tier)
 * is a notice: nobody is held out of it. What is meant to bring them back is marketing.
 */
export const recipes = {
  welcome: { needs: ['campaign'], rule: { when: { kind: 'joined' }, give: {}, class: 'notice', once: 'ever' } },
  birthday: { needs: [], rule: { when: { kind: 'birthday' }, give: {} } },
  'win-back': { needs: [], rule: { when: { kind: 'away', times: SLIPPING_AFTER }, give: {} } },
  'third-coffee': {
    needs: ['category', 'campaign'],
    rule: { when: { kind: 'purchases', count: 3, days: 30, category: '' }, give: {}, class: 'notice' },
  },
  sorry: {
    needs: ['campaign'],
    // Once in a while: else whoever rates badly each time is paid for it.
    rule: { when: { kind: 'rating', most: 2 }, give: {}, class: 'notice', once: { days: 30 } },
  },
  'second-visit': {
    needs: [],
    rule: { when: { kind: 'visit', count: 1 }, give: {}, delayMinutes: DAY_MINUTES, once: 'ever' },
  },
  'tier-up': { needs: [], rule: { when: { kind: 'tier' }, give: {}, class: 'notice' } },
  // Something else a few days after a coupon was used; once in a while, for its own coupon is used as well.
  'after-use': {
    needs: ['campaign'],
    rule: { when: { kind: 'coupon-used' }, give: {}, delayMinutes: 3 * DAY_MINUTES, once: { days: 30 } },
  },
  // At the last purchase and their own median interval.
  'due-again': { needs: [], rule: { when: { kind: 'away', times: 1, own: true }, give: {} } },
} as const satisfies Record<string, Recipe>;

export type RecipeName = keyof typeof recipes;
export const recipeNames = Object.keys(recipes) as RecipeName[];
export const isRecipe = (name: string | null): name is RecipeName => name !== null && Object.hasOwn(recipes, name);

/** What the trigger of a recipe still lacks, the first thing first. */
export function lacking(recipe: RecipeName, { when, campaignId }: { when: When; campaignId: string | null }): Need[] {
  const needs: readonly Need[] = recipes[recipe].needs;
  return needs.filter((need) => (need === 'campaign' ? !campaignId : !('category' in when && when.category)));
}
