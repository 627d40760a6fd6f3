import { z } from 'zod';
import { SLIPPING_AFTER } from '../customers/behaviour.ts';
import { cleanText } from '../lib/plain-text.ts';
import { languages } from '../words/index.ts';
import { blankProblem } from './fill-blanks.ts';

const line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => cleanText(text) === text && !text.includes('\n'), 'must be one line that can be seen');
const minor = z.int().min(1).max(1e12);
const days = z.int().min(1).max(366);

/** Which purchases count; without any of these all do. */
const bought = {
  category: line.optional(),
  product: line.optional(),
  store: z.uuid().optional().describe('Id of a store.'),
  minimumMinor: minor.optional().describe('Only orders of so much and more.'),
};

/** What has to happen to a person. */
export const whenSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('joined') }),
  z.strictObject({ kind: z.literal('purchase'), ...bought }),
  z
    .strictObject({ kind: z.literal('purchases'), count: z.int().min(2).max(1000), days, ...bought })
    .describe('So many purchases within so many days; then none of that period count again.'),
  z
    .strictObject({ kind: z.literal('visit'), count: z.int().min(1).max(1000) })
    .describe('The first, second … day on which somebody buys.'),
  z
    .strictObject({ kind: z.literal('spend'), amountMinor: minor, every: z.boolean().default(false) })
    .describe('The order with which all orders together come to an amount; with every, to each multiple of it.'),
  z.strictObject({ kind: z.literal('points'), balance: z.int().min(1).max(1e9) }),
  z
    .strictObject({ kind: z.literal('tier'), tier: line.optional() })
    .describe('Climbing to a tier; any without a name.'),
  z.strictObject({ kind: z.literal('coupon-used'), campaignId: z.uuid().optional() }),
  z.strictObject({ kind: z.literal('coupon-expiring'), days, campaignId: z.uuid().optional() }),
  z
    .strictObject({
      kind: z.literal('away'),
      times: z.number().min(0.5).max(10).default(SLIPPING_AFTER),
      own: z.boolean().default(false).describe('Only people with an interval of their own, of a week or more.'),
    })
    .describe('No visit for so many of the own usual intervals; with times 1 and own, when they are due again.'),
  z.strictObject({ kind: z.literal('birthday') }),
  z.strictObject({ kind: z.literal('anniversary') }).describe('Of the day of joining.'),
  z.strictObject({ kind: z.literal('rating'), most: z.int().min(1).max(4) }).describe('So many stars or fewer.'),
  z.strictObject({ kind: z.literal('tag'), tag: line }),
  z.strictObject({ kind: z.literal('event'), name: line, source: line.optional() }),
]);

/** Letters of a text that people are told. */
export const MOST_TEXT = 500;

const words = z
  .string()
  .trim()
  .min(1)
  .max(MOST_TEXT)
  .refine((text) => cleanText(text) === text, 'holds characters that nobody can see')
  .refine((text) => !blankProblem(text), { error: ({ input }) => blankProblem(String(input)) ?? '' });

/** What is done then; the coupon's campaign and the segment stand beside the rule, for they are rows of their own. */
const giveSchema = z.strictObject({
  text: z.partialRecord(z.enum(languages), words).optional().describe('{name|friend}, {brand}, {coupon}, {points}.'),
  points: z.int().min(1).max(1e6).optional(),
  tag: line.optional(),
  tellStaff: z.boolean().optional(),
});

/** When something happens, then something is done: the part of a trigger that is its own. */
export const ruleSchema = z.strictObject({
  when: whenSchema,
  give: giveSchema,
  class: z
    .enum(['marketing', 'notice'])
    .default('marketing')
    .describe(
      'notice: what the person is owed for what they did, within 7 days; needs no consent to offers, and knows no holdout or caps. Not for visit, coupon-expiring, away, birthday, anniversary and tag.',
    ),
  delayMinutes: z
    .int()
    .min(0)
    .max(366 * 24 * 60)
    .default(0),
  once: z
    .union([z.enum(['occurrence', 'ever']), z.strictObject({ days })])
    .default('occurrence')
    .describe('For each person: each time it happens, once for ever, or at most once within so many days.'),
});

/** Kinds that answer what a person has done: what they are owed for it may be a notice. The table knows the same ones. */
const OWABLE: ReadonlySet<string> = new Set<When['kind']>([
  ...(['joined', 'purchase', 'purchases', 'spend', 'points', 'tier', 'coupon-used', 'rating', 'event'] as const),
]);

/** True when what comes of it may be owed to people; all else invites them, and needs that they agreed to it. */
export const isOwable = ({ kind }: When): boolean => OWABLE.has(kind);

/** Days within which what is owed comes; later it is a reason to come again. */
export const OWED_DAYS = 7;

export type Rule = z.infer<typeof ruleSchema>;
export type RuleInput = z.input<typeof ruleSchema>;
export type When = Rule['when'];
export type WhenOf<K extends When['kind']> = Extract<When, { kind: K }>;
