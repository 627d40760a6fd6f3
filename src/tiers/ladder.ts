import { z } from 'zod';
import { Tier } from '../../entities/tier.ts';
import { cleanText } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { languages } from '../words/index.ts';

const MOST = 6;
const seen = (text: string) => cleanText(text) === text;
const line = (most: number) => z.string().trim().min(1).max(most).refine(seen, 'holds characters that nobody can see');

/** One tier as it is asked for; `threshold` is whole minor units or points, earned within 365 days. */
export const stepSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,19}$/)
    .describe('Short name for rules: a-z, digits, dashes.'),
  names: z.partialRecord(z.enum(languages), line(20)).refine((names) => Object.keys(names).length > 0, 'needs a name'),
  threshold: z.int().positive().max(1e12).describe('Minor units spent, or points earned, in 365 days.'),
  perks: z.partialRecord(z.enum(languages), z.array(line(80)).min(1).max(8)).optional(),
});

/** All tiers of the shop: what they go by, and each of them from the lowest to the highest. */
export const ladderSchema = z.strictObject({
  by: z.enum(['spend', 'points']),
  tiers: z.array(stepSchema).max(MOST),
});
export type Step = z.infer<typeof stepSchema>;
export type Ladder = z.infer<typeof ladderSchema>;

/** The tiers as they are now. Without any they go by spend. */
export async function readLadder(tx: Pick<Tx, 'db'>): Promise<Ladder> {
  const rows = await tx.db.find(Tier, { order: { rank: 'ASC' } });
  return {
    by: rows.some(({ points365 }) => points365 !== null) ? 'points' : 'spend',
    tiers: rows.map(stepOf),
  };
}

/** What a row takes and gives. */
export function stepOf({ name, names, spend365Minor, points365, perks }: Tier): Step {
  return { name, names, threshold: (spend365Minor ?? points365)!, ...(perks && { perks }) };
}

/** The same tiers from the lowest to the highest; refuses two of one name or one threshold, and more than six. */
export function inOrder({ by, tiers }: Ladder): Ladder {
  if (tiers.length > MOST) throw new Refusal('tiers-many', { most: MOST });
  const sorted = tiers.toSorted((one, other) => one.threshold - other.threshold);
  for (const [at, { name, threshold }] of sorted.entries()) {
    if (sorted.findIndex((one) => one.name === name) !== at) throw new Refusal('tier-taken', { name });
    if (threshold === sorted[at + 1]?.threshold) throw new Refusal('tier-threshold', { by, threshold });
  }
  return { by, tiers: sorted };
}

/** What a tier gives, in a language that it is written in. */
export function perksOf({ perks }: Step, language: string, brand: string): string[] {
  const all: Partial<Record<string, string[]>> = perks ?? {};
  return all[language] ?? all[brand] ?? Object.values(all)[0] ?? [];
}
