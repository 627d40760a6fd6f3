import { z } from 'zod';
import type { CardLines } from '../../../src/customers/card-lines.ts';
import type { HeldCoupon } from '../../../src/customers/coupons-held.ts';
import type { Dossier } from '../../../src/customers/dossier.ts';
import { facts, type Source } from '../../../src/customers/sources.ts';
import { id, instant, iso, isoOrNull, minor } from './shapes.ts';
import { customerStatsShape, statsView } from './stats.ts';

const count = z.int().min(0);
const texts = z.record(z.string(), z.string()).describe('By language.');

export const coupon = z.strictObject({
  id,
  ref: z.string().describe('Of its campaign.'),
  name: texts,
  state: z.enum(['issued', 'redeemed', 'expired', 'revoked']),
  claimedAt: instant,
  validUntil: instant,
  used: z
    .strictObject({
      at: instant,
      store: z.string().nullable(),
      staff: z.string().nullable(),
      orderMinor: minor.nullable(),
      discountMinor: minor,
    })
    .nullable()
    .describe('The use that holds.'),
  sentence: z.string().describe('In the language of Accept-Language.'),
});

const source = z.strictObject({
  by: z.enum(['self', 'channel', 'file', 'unknown']).describe('`self`: they have said so themselves.'),
  channel: z.string().nullable(),
  file: z.string().nullable(),
  at: instant.nullable(),
});

const sourceView = (one: Source): z.input<typeof source> => ({
  by: one.by,
  channel: one.by === 'channel' ? one.channel : null,
  file: one.by === 'file' ? one.file : null,
  at: one.by === 'unknown' ? null : isoOrNull(one.at),
});

const lines = z.array(z.string());

/** Everything about a person, as machines get it. */
export const dossier = z.strictObject({
  id,
  name: z.string(),
  language: z.string(),
  zone: z.string().nullable(),
  joinedAt: instant.nullable(),
  phone: z.string().nullable(),
  birthday: z.strictObject({ month: z.int(), day: z.int(), year: z.int().nullable() }).nullable(),
  channels: z.array(
    z.strictObject({ channel: z.string(), reachable: z.boolean(), since: instant, heardAt: instant.nullable() }),
  ),
  preferredChannel: z.string().nullable().describe('Where they want to hear from us; null: where they wrote last.'),
  consents: z.array(
    z.strictObject({
      purpose: z.enum(['service', 'marketing']),
      granted: z.boolean(),
      version: z.string(),
      at: instant,
    }),
  ),
  marketing: z.boolean().describe('They get offers.'),
  tier: z.string().nullable(),
  tierKeptUntil: instant.nullable(),
  nextTier: z.strictObject({ name: z.string(), missing: count }).nullable(),
  points: z.strictObject({ balance: count, owed: count }),
  stats: customerStatsShape,
  behaviour: z.enum(['active', 'slipping', 'lost']).nullable(),
  store: z.string().nullable().describe('Where they bought most often.'),
  products: z.array(z.strictObject({ product: z.string(), quantity: count })),
  coupons: z.strictObject({ claimed: count, used: count, open: count }),
  tags: z.array(z.string()),
  feedback: z.strictObject({ count, average: z.number().nullable() }),
  tickets: z.strictObject({ open: count, closed: count }),
  sources: z
    .strictObject({
      facts: z.partialRecord(z.enum(facts), source),
      tags: z.array(z.strictObject({ tag: z.string(), by: z.enum(['staff', 'file', 'machine']), at: instant })),
      orders: z.array(z.strictObject({ source: z.string(), count })),
    })
    .describe('Where each fact came from.'),
  messages: z.strictObject({ sent: count, waiting: count, not: count.describe('Not sent, for whatever reason.') }),
  lines: z
    .strictObject({
      ...{ who: lines, consents: lines, tags: lines, loyalty: lines, purchases: lines },
      ...{ coupons: lines, feedback: lines, messages: lines, sources: lines },
    })
    .describe('All of it in the language of Accept-Language, block by block.'),
});

/** A dossier as it goes over the wire, with what its blocks say. */
export function dossierView(of: Dossier, said: CardLines & { sources: string[] }): z.input<typeof dossier> {
  const {
    standing,
    birthday,
    points,
    feedback,
    stats,
    phone,
    behaviour,
    channels,
    consents,
    joinedAt,
    sources,
    ...rest
  } = of;
  return {
    ...rest,
    joinedAt: isoOrNull(joinedAt),
    phone: phone ?? null,
    birthday: birthday
      ? { month: Math.floor(birthday.mmdd / 100), day: birthday.mmdd % 100, year: birthday.year }
      : null,
    channels: channels.map(({ since, heardAt, ...one }) => ({
      ...one,
      since: iso(since),
      heardAt: isoOrNull(heardAt),
    })),
    consents: consents.map(({ at, ...one }) => ({ ...one, at: iso(at) })),
    tier: standing?.tier?.name ?? null,
    tierKeptUntil: isoOrNull(standing?.keptUntil ?? null),
    nextTier: standing?.next ? { name: standing.next.tier.name, missing: standing.next.missing } : null,
    points: { balance: points.balance, owed: points.owed },
    stats: statsView(stats),
    sources: {
      facts: Object.fromEntries(Object.entries(sources.facts).map(([fact, one]) => [fact, sourceView(one)])),
      tags: sources.tags.map(({ at, ...one }) => ({ ...one, at: iso(at) })),
      orders: sources.orders,
    },
    behaviour: behaviour ?? null,
    feedback: { count: feedback.count, average: feedback.average },
    lines: said,
  };
}

/** A coupon as it goes over the wire, with what became of it in a sentence. */
export function couponView(of: HeldCoupon, sentence: string): z.input<typeof coupon> {
  const { used, claimedAt, validUntil, zone: _, ...one } = of;
  return {
    ...one,
    sentence,
    name: one.name as Record<string, string>,
    claimedAt: iso(claimedAt),
    validUntil: iso(validUntil),
    used: used && { ...used, at: iso(used.at) },
  };
}
