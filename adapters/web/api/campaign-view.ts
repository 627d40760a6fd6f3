import { z } from 'zod';
import { type Terms, termsSchema } from '../../../src/campaigns/terms.ts';
import type { Claimable } from '../../../src/coupons/claimable.ts';
import { id, instant, iso, isoOrNull } from './shapes.ts';

const count = z.int().min(0);

/** A campaign as machines see it. */
export const campaign = z
  .strictObject({
    id,
    ref: z.string(),
    state: z.enum(['live', 'stopped']),
    purpose: z.enum(['drop', 'birthday', 'given']),
    version: z.int().min(1).describe('Grows with each change.'),
    termsVersion: z.int().min(1).describe('Coupons keep the version that they were claimed under.'),
    terms: termsSchema,
    stock: count.nullable(),
    claimed: count,
    perCustomer: z.int().min(1),
    perDay: z.int().min(1).nullable(),
    budgetMinor: count.nullable(),
    committedMinor: count.describe('Discounts given, and the worst case of the coupons that are out.'),
    giftStock: count.nullable(),
    giftsGiven: count,
    zone: z.string(),
    claimFrom: instant,
    claimUntil: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Campaign' });

/** Draws it. */
export function viewOf({ campaign: one, terms }: Claimable): z.input<typeof campaign> {
  return {
    id: one.id,
    ref: one.ref,
    state: one.state,
    purpose: one.purpose,
    version: one.version,
    termsVersion: one.termsVersion,
    terms: terms as Terms,
    stock: one.stock,
    claimed: one.claimed,
    perCustomer: one.perCustomer,
    perDay: one.perDay,
    budgetMinor: one.budgetMinor,
    committedMinor: one.committedMinor,
    giftStock: one.giftStock,
    giftsGiven: one.giftsGiven,
    zone: one.zone,
    claimFrom: iso(one.claimFrom),
    claimUntil: isoOrNull(one.claimUntil),
    createdAt: iso(one.createdAt),
  };
}
