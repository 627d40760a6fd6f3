import { createSegment } from '../../segments/create-segment.ts';
import { readRule } from '../../segments/read-rule.ts';
import type { Actor } from '../../staff/actor.ts';
import type { Tx } from '../../transaction.ts';
import { keepRecipe } from '../../triggers/create-trigger.ts';
import { switchOn } from '../../triggers/switch-trigger.ts';

const SEGMENTS = {
  'Coffee lovers': 'coffee >= 5 in 60 days',
  'Slipping away': 'slipping',
  'Gold and silver': 'tier in (silver, gold)',
  'Regulars gone quiet': 'visits >= 8 in 180 days and no visit in 21 days',
};
const RECIPES = ['birthday', 'win-back', 'second-visit'] as const;

/** What the marketer has set up: groups of customers by a rule, and what happens by itself from now on. */
export async function arrange(tx: Tx, by: Actor): Promise<void> {
  for (const [name, rule] of Object.entries(SEGMENTS))
    await createSegment(tx, by, { name, rule: readRule(rule, tx.shop.currency) });
  for (const recipe of RECIPES) {
    const { id } = await keepRecipe(tx, by, recipe);
    await switchOn(tx, by, id);
  }
}
