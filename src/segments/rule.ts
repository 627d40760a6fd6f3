import { z } from 'zod';
import { behaviours } from '../customers/behaviour.ts';
import { languages } from '../words/index.ts';

/** Bounds of a rule: what a person can survey, and the database can answer. */
export const MOST_LETTERS = 1_000;
export const MOST_CONDITIONS = 30;
/** Conditions of a rule together with those of the segments that it names. */
export const MOST_NAMED = 200;
export const DEEPEST = 8;
export const MOST_NAMES = 20;
export const MOST_DAYS = 3_650;

export const ops = ['>=', '<=', '>', '<', '=', '!='] as const;
export type Op = (typeof ops)[number];

const name = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => text === text.trim() && !/[\p{Cc}\p{Cs}]/u.test(text), 'must be one line without spaces around it');
const names = z.array(name).min(1).max(MOST_NAMES);
const days = z.int().min(1).max(MOST_DAYS).describe('In the last so many days of 24 hours.');
const op = z.enum(ops);
const count = { op, value: z.int().min(0).max(1e12), days: days.optional() };

/** How much of something: counts are whole numbers, money is in minor units. Nothing is 0, but for `average` and `rating`. */
const amount = z.union([
  z.strictObject({ field: z.enum(['visits', 'spend', 'average']), ...count, at: names.optional().describe('Stores.') }),
  z.strictObject({ field: z.enum(['claimed', 'used']), ...count, of: names.optional().describe('Campaigns.') }),
  z.strictObject({ field: z.enum(['bought', 'product', 'category']), name, ...count }),
  z.strictObject({ field: z.literal('unused'), op, value: z.int().min(0).max(50), last: z.int().min(1).max(50) }),
  z.strictObject({ field: z.literal('points'), op, value: count.value }),
  z.strictObject({ field: z.literal('rating'), op, value: z.int().min(1).max(5), days: days.optional() }),
]);

/** How long ago something was, in days of 24 hours. */
const age = z.strictObject({
  field: z.enum(['last-visit', 'first-visit', 'joined']),
  op: z.enum(['>=', '<=', '>', '<']),
  days: z.int().min(0).max(MOST_DAYS),
});

/** One of some. `none` is the tier of those who have none. */
const one = z.union([
  z.strictObject({
    field: z.literal('value'),
    in: z
      .array(z.enum(['high', 'mid', 'low']))
      .min(1)
      .max(3),
  }),
  z.strictObject({ field: z.literal('behaviour'), in: z.array(z.enum(behaviours)).min(1).max(3) }),
  z.strictObject({ field: z.enum(['tier', 'store', 'city', 'tag', 'channel', 'segment']), in: names }),
  z.strictObject({ field: z.literal('language'), in: z.array(z.enum(languages)).min(1).max(MOST_NAMES) }),
]);

const birthday = z.union([
  z.strictObject({
    field: z.literal('birthday'),
    days: z.int().min(0).max(366).describe('Today, or in so many days.'),
  }),
  z.strictObject({ field: z.literal('birthday'), month: z.union([z.int().min(1).max(12), z.enum(['this', 'next'])]) }),
]);

const condition = z.union([amount, age, one, birthday]);

export type Amount = z.infer<typeof amount>;
export type Age = z.infer<typeof age>;
export type OneOf = z.infer<typeof one>;
export type Birthday = z.infer<typeof birthday>;
export type Condition = z.infer<typeof condition>;
/** Who belongs to a segment. Written for people by `writeRule`, read by `readRule`. */
export type Rule = { all: Rule[] } | { any: Rule[] } | { not: Rule } | Condition;

const rule: z.ZodType<Rule> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(rule).min(2).max(MOST_CONDITIONS) }),
      z.strictObject({ any: z.array(rule).min(2).max(MOST_CONDITIONS) }),
      z.strictObject({ not: rule }),
      condition,
    ]),
  )
  .meta({ id: 'Rule', description: 'Who belongs to a segment. Amounts in minor units, times in days of 24 hours.' });

/** A rule as machines give it, within its bounds. */
export const ruleSchema = z
  .preprocess((given, { addIssue }) => {
    // What is nested beyond all bounds could not even be looked at.
    if (depthOf(given) <= 2 * DEEPEST + 4) return given;
    addIssue('is nested too deep');
    return z.NEVER;
  }, rule)
  .refine((read) => conditionsOf(read).length <= MOST_CONDITIONS, `has more than ${MOST_CONDITIONS} conditions`);

/** The parts of a rule that are no condition themselves, or undefined. */
export function partsOf(rule: Rule): Rule[] | undefined {
  if ('all' in rule) return rule.all;
  if ('any' in rule) return rule.any;
  return 'not' in rule ? [rule.not] : undefined;
}

/** Every condition of a rule, in the order in which they are written. */
export function conditionsOf(rule: Rule): Condition[] {
  return partsOf(rule)?.flatMap(conditionsOf) ?? [rule as Condition];
}

// A connective is two levels of JSON. Without recursion: what is beyond the bounds may be beyond the stack as well.
function depthOf(given: unknown): number {
  let depth = 0;
  for (let level = [given]; level.length > 0 && depth < 100; depth++) {
    level = level.flatMap((one) => (one && typeof one === 'object' ? Object.values(one) : []));
  }
  return depth;
}
