import { z } from 'zod';
import { cleanText } from '../lib/plain-text.ts';
import { languages } from '../words/index.ts';

const minor = z.int().positive().max(1e12);
// Text that is not what it looks like has no place on a coupon.
const seen = (text: string) => cleanText(text) === text;
const text = (most: number) => z.string().trim().min(1).max(most).refine(seen, 'holds characters that nobody can see');
const texts = (most: number) => z.partialRecord(z.enum(languages), text(most));
const named = z.record(text(200), texts(60));
const civil = z.iso.date();
const wall = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/**
 * How long a coupon holds. Three kinds that must not be mixed up: through a civil date, elapsed hours from the claim,
 * or civil days after the day of the claim (0: until the end of that day).
 */
export const validity = z.union([
  z.strictObject({ until: civil }),
  z.strictObject({
    hours: z
      .int()
      .min(1)
      .max(24 * 366),
  }),
  z.strictObject({
    days: z
      .int()
      .min(0)
      .max(366 * 5),
  }),
]);

/**
 * The terms that a coupon is claimed under and keeps. Amounts are minor units of the shop's currency, percent are
 * basis points (2000 = 20 %). A discount is rounded down to the minor unit and never exceeds the order or its cap.
 */
export const termsSchema = z
  .strictObject({
    kind: z.enum(['amount', 'percent', 'gift', 'points']),
    name: texts(60),
    description: texts(500).optional(),
    amountMinor: minor.optional(),
    percentBasisPoints: z.int().min(1).max(10_000).optional(),
    capMinor: minor.optional(),
    gift: texts(100).optional(),
    points: z.int().positive().max(1e9).optional(),
    minimumMinor: minor.optional(),
    stores: z.array(z.uuid()).min(1).max(1000).optional(),
    // What it is about, as the till calls it: whom it may suit. With `called` it is said on the coupon, for customer and
    // counter to keep to; the amount that staff type says nothing of goods, so that nothing is refused by them.
    products: z.array(text(200)).min(1).max(100).optional(),
    categories: z.array(text(200)).min(1).max(100).optional(),
    exceptProducts: z.array(text(200)).min(1).max(100).optional(),
    exceptCategories: z.array(text(200)).min(1).max(100).optional(),
    called: z.strictObject({ products: named.optional(), categories: named.optional() }).optional(),
    validity,
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
    hours: z.strictObject({ from: wall, until: wall }).optional(),
    image: z
      .url({ protocol: /^https$/ })
      .max(1000)
      .optional(),
  })
  .superRefine((terms, context) => {
    const needed = { amount: 'amountMinor', percent: 'percentBasisPoints', gift: 'gift', points: 'points' } as const;
    for (const [kind, field] of Object.entries(needed) as [Terms['kind'], (typeof needed)[Terms['kind']]][]) {
      const present = terms[field] !== undefined;
      if (present !== (kind === terms.kind)) {
        const message = present ? `only for kind ${kind}` : `needed for kind ${kind}`;
        context.addIssue({ code: 'custom', path: [field], message });
      }
    }
    if (terms.capMinor !== undefined && terms.kind !== 'percent') {
      context.addIssue({ code: 'custom', path: ['capMinor'], message: 'only for kind percent' });
    }
    for (const field of ['exceptProducts', 'exceptCategories'] as const) {
      if (terms[field] && !terms.called)
        context.addIssue({ code: 'custom', path: [field], message: 'needs called, so that the coupon says it' });
    }
    if (Object.keys(terms.name).length === 0) {
      context.addIssue({ code: 'custom', path: ['name'], message: 'needed in one language at least' });
    }
    if (terms.hours && terms.hours.from >= terms.hours.until) {
      context.addIssue({ code: 'custom', path: ['hours'], message: 'from must be before until' });
    }
  });

export type Terms = z.infer<typeof termsSchema>;

/** What a marketer says to publish a campaign; the body of `POST /api/v1/campaigns` and of `quan campaign create`. */
export const campaignSchema = z
  .strictObject({
    ref: z
      .string()
      .regex(/^[A-Z0-9]{4,16}$/)
      .optional(),
    purpose: z.enum(['drop', 'birthday', 'given']).default('drop'),
    terms: termsSchema,
    stock: z.int().min(0).max(1e9).nullable().default(null),
    perCustomer: z.int().min(1).max(1000).default(1),
    perDay: z.int().min(1).max(1e9).nullable().default(null),
    budgetMinor: z.int().min(0).max(1e15).nullable().default(null),
    giftStock: z.int().min(0).max(1e9).nullable().default(null),
    claimFrom: z.iso.datetime({ offset: true }).optional(),
    claimUntil: z.iso.datetime({ offset: true }).nullable().default(null),
  })
  .superRefine((campaign, context) => {
    if (campaign.budgetMinor !== null && worstOf(campaign.terms) === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['terms', 'capMinor'],
        message: 'a percent coupon with a budget needs a cap',
      });
    }
    if (campaign.giftStock !== null && campaign.terms.kind !== 'gift') {
      context.addIssue({ code: 'custom', path: ['giftStock'], message: 'only for kind gift' });
    }
  });

export type CampaignInput = z.input<typeof campaignSchema>;

/** The most that one coupon can cost, in minor units; undefined when nothing bounds it. Gifts and points cost no money. */
export function worstOf(terms: Terms): number | undefined {
  if (terms.kind === 'amount') return terms.amountMinor!;
  if (terms.kind === 'percent') return terms.capMinor;
  return 0;
}

/** A text in the reader's language, else in the brand's, else in the first there is. */
export function inLanguage(
  texts: Partial<Record<string, string>> | undefined,
  language: string,
  brand: string,
): string {
  if (!texts) return '';
  return texts[language] ?? texts[brand] ?? Object.values(texts)[0] ?? '';
}
