import type { EntityManager } from 'typeorm';
import { Coupon } from '../../entities/coupon.ts';
import { Customer } from '../../entities/customer.ts';
import { CustomerLink } from '../../entities/customer-link.ts';
import { Feedback } from '../../entities/feedback.ts';
import { Identity } from '../../entities/identity.ts';
import { PointsAccount } from '../../entities/points-account.ts';
import { PointsLot } from '../../entities/points-lot.ts';
import { Purchase } from '../../entities/purchase.ts';
import { PurchaseLine } from '../../entities/purchase-line.ts';
import { Redemption } from '../../entities/redemption.ts';
import { Segment } from '../../entities/segment.ts';
import { SegmentMember } from '../../entities/segment-member.ts';
import { Store } from '../../entities/store.ts';
import { newId } from '../../src/lib/ids.ts';
import type { Rule } from '../../src/segments/rule.ts';
import { CONSENT_VERSION } from '../../src/shop.ts';

const DAY = 86_400_000;

export interface Line {
  product: string;
  category: string | null;
  quantity: number;
  amount: number;
  refunded: number;
}
export interface Bought {
  id: string;
  customer: string;
  store: string | null;
  paid: number;
  refunded: number;
  at: Date;
  voided: boolean;
  lines: Line[];
}
export interface Held {
  id: string;
  customer: string;
  campaign: string;
  state: 'issued' | 'redeemed' | 'expired' | 'revoked';
  claimedAt: Date;
  validUntil: Date;
  usedAt: Date | null;
}

/** A shop in memory, as a plain reader knows it. */
export interface World {
  now: Date;
  zone: string;
  customers: {
    id: string;
    language: string;
    zone: string | null;
    birth: number | null;
    joinedAt: Date | null;
    mergedInto: string | null;
    tier: string | null;
    tags: string[];
    channels: { name: string; reachable: boolean }[];
    points: { balance: number; lots: { remaining: number; expiresAt: Date }[] } | null;
    ratings: { rating: number | null; at: Date; id: string }[];
  }[];
  stores: { id: string; name: string; city: string | null; zone: string | null }[];
  bought: Bought[];
  held: Held[];
  /** A list is who is on it, another segment its rule. */
  segments: Map<string, { members: string[] } | { rule: Rule }>;
}

export const named = {
  products: ['Latte', 'flat white', '拿鐵', 'Cake'],
  categories: ['coffee', '咖啡', 'Cake'],
  stores: ['Station', 'Xinyi Hall', '站前'],
  cities: ['Taipei', '台北'],
  campaigns: ['LATTE', 'CAKE20'],
  tiers: ['silver', 'gold'],
  tags: ['vip', 'Book club'],
  channels: ['line', 'telegram', 'web'],
};

/** Random numbers that are the same for the same seed (mulberry32). */
function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const upTo = (most: number) => Math.floor(next() * (most + 1));
  return { upTo, once: (part: number) => next() < part, of: <T>(all: readonly T[]) => all[upTo(all.length - 1)]! };
}

/** A shop of a few dozen people who do what people do, also on the very edge of a day. */
export function randomWorld(seed: number, now: Date, zone: string, size = 40): World {
  const { upTo, once, of } = chance(seed);
  // Some of it on the very edge of the days that rules ask for.
  const edge = (days: number) => Math.min(of([1, 7, 21, 30, 60, 90, 365, 400]), days);
  const ago = (days: number) => new Date(now.getTime() - (once(0.25) ? edge(days) * DAY : upTo(days * DAY)));
  const soon = () => new Date(now.getTime() + (upTo(40) - 20) * DAY);
  const many = <T>(most: number, make: () => T) => Array.from({ length: upTo(most) }, make);
  const id = () => newId(now.getTime());
  const stores = named.stores.map((name) => ({
    id: id(),
    name,
    city: once(0.7) ? of(named.cities) : null,
    zone: once(0.5) ? 'America/New_York' : null,
  }));
  const customers = Array.from({ length: size }, () => ({
    id: id(),
    language: of(['en', 'zh-hant', 'zh-hans']),
    zone: once(0.3) ? 'Pacific/Auckland' : null,
    birth: once(0.6) ? of([229, 228, 301, 1231, 101, 1120, 1123, 1124, 1130, 1207, 615]) : null,
    joinedAt: once(0.9) ? ago(500) : null,
    mergedInto: null as string | null,
    tier: null as string | null,
    tags: named.tags.filter(() => once(0.3)),
    channels: named.channels.filter(() => once(0.4)).map((name) => ({ name, reachable: once(0.8) })),
    points: once(0.5)
      ? { balance: 1000 + upTo(100), lots: many(2, () => ({ remaining: upTo(99) + 1, expiresAt: soon() })) }
      : null,
    ratings: many(2, () => ({ id: id(), rating: once(0.8) ? 1 + upTo(4) : null, at: ago(100) })),
  }));
  const buyers = customers.filter(() => once(0.85));
  const line = (): Line => {
    const amount = once(0.1) ? 0 : 100 * upTo(20);
    const refunded = once(0.2) ? amount : once(0.2) ? Math.floor(amount / 2) : 0;
    return {
      product: of(named.products),
      category: once(0.8) ? of(named.categories) : null,
      quantity: 1 + upTo(2),
      amount,
      refunded,
    };
  };
  const bought = buyers.flatMap(({ id: customer }) => {
    const span = of([20, 90, 200, 500]);
    return many(8, (): Bought => {
      const paid = once(0.05) ? 0 : 1000 * (1 + upTo(20));
      const refunded = once(0.1) ? paid : once(0.4) ? Math.floor(paid / 3) : 0;
      const rest = { store: once(0.8) ? of(stores).id : null, at: ago(span), voided: once(0.05), lines: many(3, line) };
      return { id: id(), customer, paid, refunded, ...rest };
    });
  });
  const held = customers.flatMap(({ id: customer }) =>
    once(0.5)
      ? []
      : many(5, (): Held => {
          const state = of(['issued', 'redeemed', 'redeemed', 'expired', 'revoked'] as const);
          const claimedAt = ago(120);
          const usedAt =
            state === 'redeemed' ? new Date(Math.min(now.getTime(), claimedAt.getTime() + upTo(20) * DAY)) : null;
          const validUntil = state === 'issued' ? soon() : new Date(now.getTime() + DAY);
          return {
            id: id(),
            customer,
            campaign: of(named.campaigns),
            state,
            claimedAt,
            validUntil: new Date(Math.max(validUntil.getTime(), claimedAt.getTime() + 1)),
            usedAt,
          };
        }),
  );
  for (const customer of customers)
    if (bought.some((one) => one.customer === customer.id) && once(0.5)) customer.tier = of(named.tiers);
  // Two who became another, one after the other; what was theirs has moved, their places on lists have not.
  const members = customers.filter(() => once(0.3)).map((one) => one.id);
  const [first, second, third] = customers.filter(
    ({ id: one }) => !bought.some((b) => b.customer === one) && !held.some((h) => h.customer === one),
  );
  if (first && second) {
    first.mergedInto = second.id;
    members.push(first.id);
    if (third) second.mergedInto = third.id;
    for (const gone of third ? [first, second] : [first])
      Object.assign(gone, { tags: [], channels: [], points: null, ratings: [] });
  }
  return {
    now,
    zone,
    customers,
    stores,
    bought,
    held,
    segments: new Map<string, { members: string[] } | { rule: Rule }>([
      ['Guests', { members: [...new Set(members)] }],
      [
        'Regulars',
        {
          rule: {
            any: [
              { field: 'visits', op: '>=', value: 4 },
              { field: 'segment', in: ['guests'] },
            ],
          },
        },
      ],
    ]),
  };
}

/** Writes the world down in the database, as the shop would have. */
export async function settle(db: EntityManager, world: World): Promise<void> {
  const { now, customers, stores, bought, held } = world;
  await db.query(
    `truncate customer_stats, purchase_line, purchase, redemption, coupon, points_lot, points_entry, points_account, feedback,
       customer_tag, identity, segment_member, segment, customer_link, store, campaign, customer cascade`,
  );
  await db.insert(
    Store,
    stores.map(({ id, name, city, zone }) => ({ id, name, city, zone, createdAt: now })),
  );
  const order = [...customers].sort((a, b) => Number(a.mergedInto !== null) - Number(b.mergedInto !== null));
  await db.insert(
    Customer,
    order.map(({ id, language, zone, birth, joinedAt }) => ({
      ...{ id, language, zone, joinedAt, birthMmdd: birth, agreedVersion: CONSENT_VERSION, createdAt: joinedAt ?? now },
    })),
  );
  for (const { id, mergedInto } of customers) {
    if (!mergedInto) continue;
    await db.update(Customer, { id }, { mergedInto });
    await db.insert(CustomerLink, { keptId: mergedInto, joinedId: id, moved: {}, at: now });
  }
  const all = <T, R>(make: (customer: World['customers'][number]) => R[]) => customers.flatMap(make) as unknown as T[];
  await db.insert(
    Identity,
    all<Identity, object>(({ id, channels }) =>
      channels.map(({ name, reachable }) => ({
        customerId: id,
        channel: name,
        address: id,
        reachable,
        createdAt: now,
      })),
    ),
  );
  for (const { id, tags } of customers)
    for (const tag of tags)
      await db.query('insert into customer_tag (customer_id, tag, by, at) values ($1, $2, $3, $4)', [
        id,
        tag,
        'test',
        now,
      ]);
  await db.insert(
    Feedback,
    all<Feedback, object>(({ id, ratings }) =>
      ratings.map((one) => ({ id: one.id, customerId: id, rating: one.rating, at: one.at })),
    ),
  );
  for (const { id, points } of customers) {
    if (!points) continue;
    await db.insert(PointsAccount, { customerId: id, balance: points.balance, owed: 0 });
    for (const { remaining, expiresAt } of points.lots) {
      const entry = newId(now.getTime());
      await db.query(
        `insert into points_entry (id, customer_id, delta, reason, source, at) values ($1, $2, 1, 'grant', gen_random_uuid()::text, $3)`,
        [entry, id, now],
      );
      await db.insert(PointsLot, { entryId: entry, customerId: id, remaining, expiresAt });
    }
  }
  await db.insert(
    Purchase,
    bought.map(({ id, customer, store, paid, refunded, at, voided }) => ({
      ...{
        id,
        customerId: customer,
        storeId: store,
        source: 'pos',
        orderNo: id,
        amountMinor: paid,
        paidMinor: paid,
        refundedMinor: refunded,
      },
      ...{ currency: 'TWD', at, voidedAt: voided ? now : null },
    })),
  );
  await db.insert(
    PurchaseLine,
    bought.flatMap(({ id, lines }) =>
      lines.map(({ product, category, quantity, amount, refunded }, position) => ({
        ...{ purchaseId: id, position, product, category, quantity, amountMinor: amount, refundedMinor: refunded },
      })),
    ),
  );
  await coupons(db, world);
  for (const [name, one] of world.segments) {
    const id = newId(now.getTime());
    await db.insert(Segment, { id, name, rule: 'rule' in one ? one.rule : null, createdAt: now } as object);
    if ('members' in one)
      await db.insert(
        SegmentMember,
        one.members.map((customerId) => ({ segmentId: id, customerId })),
      );
  }
  const active = [...new Set([...bought, ...held].map(({ customer }) => customer))];
  await db.query('select refresh_stats($1::uuid[], $2)', [active, now]);
  for (const { id, tier } of customers)
    await db.query('update customer_stats set tier = $2 where customer_id = $1', [id, tier]);
  await db.query('analyze');
}

async function coupons(db: EntityManager, { now, held }: World): Promise<void> {
  const ids = new Map(named.campaigns.map((ref) => [ref, newId(now.getTime())]));
  for (const [ref, id] of ids)
    await db.query(
      `insert into campaign (id, ref, state, zone, claim_from, created_at) values ($1, $2, 'live', 'Asia/Taipei', $3, $3)`,
      [id, ref, now],
    );
  const entries = held.map(({ id, customer, campaign, state, claimedAt, validUntil }, n) => ({
    ...{
      id,
      campaignId: ids.get(campaign)!,
      customerId: customer,
      seq: n + 1,
      termsVersion: 1,
      codeHash: String(n),
      state,
    },
    ...{ channel: 'line', claimedAt, validFrom: claimedAt, validUntil },
  }));
  await db.insert(Coupon, entries);
  const used = held.flatMap(({ id, customer, campaign, usedAt }) =>
    usedAt ? [{ id, customer, campaign, at: usedAt, undoneAt: null as Date | null }] : [],
  );
  // What was used and taken back did not happen.
  const undone = held
    .filter(({ state }) => state === 'issued')
    .map(({ id, customer, campaign, claimedAt }) => ({ id, customer, campaign, at: claimedAt, undoneAt: now }));
  await db.insert(
    Redemption,
    [...used, ...undone].map(({ id, customer, campaign, at, undoneAt }) => ({
      ...{
        id: newId(now.getTime()),
        couponId: id,
        campaignId: ids.get(campaign)!,
        customerId: customer,
        method: 'api' as const,
        discountMinor: 0,
        at,
        undoneAt,
      },
    })),
  );
}
