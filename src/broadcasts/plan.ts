import { z } from 'zod';
import { Campaign } from '../../entities/campaign.ts';
import { Segment } from '../../entities/segment.ts';
import { cleanText, graphemes } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { languages } from '../words/index.ts';
import { checkBlanks, plainBraces, type Texts } from './blanks.ts';

/** Longest own text above a campaign's card. */
export const MOST_TEXT = 500;
/** Most kinds of people that get something of their own. */
export const MOST_VARIANTS = 9;

const texts = z
  .partialRecord(z.enum(languages), z.string().min(1))
  .describe(`At most ${MOST_TEXT} letters for each language; {name}, {points} and {tier} are filled in.`);

/**
 * Who is meant by a broadcast and what they are told. Without a segment: everybody. Of the variants the first whose
 * segment somebody is in gives them its campaign and text; who is in none gets the broadcast's own, or nothing.
 */
export const planSchema = z.strictObject({
  segment: z.uuid().optional(),
  texts: texts.optional(),
  variants: z
    .array(z.strictObject({ segment: z.uuid(), campaign: z.uuid(), texts: texts.optional() }))
    .max(MOST_VARIANTS)
    .default([]),
  rest: z.enum(['own', 'nothing']).default('own'),
});

export type Plan = z.output<typeof planSchema>;

export const EMPTY_PLAN: Plan = { variants: [], rest: 'own' };

/** A plan as it is stored. */
export const storedPlan = (json: unknown): Plan => planSchema.parse(json);

/**
 * A plan that can be carried out: its texts are clean and their blanks known, its segments and campaigns are there.
 * Refuses what is not, with what would make it work.
 */
export async function checkPlan(tx: Tx, plan: Plan): Promise<Plan> {
  for (const id of [plan.segment, ...plan.variants.map(({ segment }) => segment)]) {
    const found = id === undefined || (await tx.db.findOneBy(Segment, { id }));
    if (!found || (found !== true && found.retiredAt)) throw new Refusal('segment-unknown', { name: id!, near: null });
  }
  for (const { campaign } of plan.variants) {
    const found = await tx.db.findOneBy(Campaign, { id: campaign, purpose: 'drop' });
    if (!found) throw new Refusal('campaign-unknown');
    if (found.state !== 'live') throw new Refusal('campaign-stopped');
  }
  return {
    ...plan,
    ...(plan.texts ? { texts: checkTexts(plan.texts) } : {}),
    variants: plan.variants.map(({ texts: own, ...rest }) => ({ ...rest, ...(own ? { texts: checkTexts(own) } : {}) })),
  };
}

/** Texts of a marketer as we keep them. Refuses unknown blanks and what is too long. */
export function checkTexts(given: Texts): Texts {
  const checked = Object.entries(given).map(([language, text]) => {
    const clean = plainBraces(cleanText(text));
    if (graphemes(clean) > MOST_TEXT) throw new Refusal('text-too-long', { most: MOST_TEXT });
    checkBlanks(clean);
    return [language, clean] as const;
  });
  return Object.fromEntries(checked.filter(([, text]) => text !== ''));
}
