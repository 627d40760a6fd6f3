import fc from 'fast-check';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { tagCustomer, untagCustomer } from '../../src/customers/tags.ts';
import { newId } from '../../src/lib/ids.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { recordEvent } from '../../src/triggers/record-event.ts';
import { type Ground, HOUR, operator } from './ground.ts';

// Some come often.
const who = fc.oneof(fc.constantFrom(0, 1), fc.nat({ max: 1_000 }));
const ago = fc.oneof(fc.constant(0), fc.nat({ max: 5 * 24 }));

/** What people do in a shop, and what is done with what they did. */
export const deed = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      does: fc.constant('buy' as const),
      who,
      minor: fc.integer({ min: 0, max: 6_000 }),
      ago,
      category: fc.constantFrom('coffee', 'Coffee', 'cake', undefined),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('refund' as const),
      who,
      share: fc.oneof(fc.constant(100), fc.integer({ min: 1, max: 99 })),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('event' as const), who, name: fc.constantFrom('door', 'window'), ago }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('tag' as const, 'tag' as const, 'untag' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('rate' as const), who, stars: fc.constantFrom(1, 2, 3, 5) }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('claim' as const), who }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('redeem' as const), who, undone: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('join' as const), who }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('link' as const), who, other: who }) },
);
export type Deed = typeof deed extends fc.Arbitrary<infer One> ? One : never;

/** The shop in which a history happens. */
export interface Scene {
  ground: Ground;
  campaign: string;
  /** Nothing counts before. */
  start: number;
  /** People who are nobody else by now. */
  people: string[];
  /** Accounts of this round are not linked in it. */
  fresh: Set<string>;
  orders: { id: string; orderNo: string; left: number }[];
  deeds: number;
}

/** Does one thing; what cannot be done then is left. */
export async function doDeed(scene: Scene, one: Deed): Promise<void> {
  const { ground, people, orders } = scene;
  const customerId = people[one.who % people.length]!;
  const now = ground.clock.now();
  // No two at the same instant: who of two is first is nobody's to say.
  const past = (hours: number) => new Date(Math.max(now.getTime() - hours * HOUR, scene.start + 1) - ++scene.deeds);
  switch (one.does) {
    case 'buy':
      return buy(scene, customerId, one.minor, past(one.ago), one.category);
    case 'refund': {
      // Mostly what was bought of late.
      const order = orders.at(-1 - (one.who % Math.min(orders.length || 1, one.who % 3 ? 6 : 100)));
      const back = order ? Math.ceil((order.left * one.share) / 100) : 0;
      if (back === 0) return;
      order!.left -= back;
      await ground.giveBack(order!.orderNo, back);
      return;
    }
    case 'event': {
      const key = `${one.name} ${scene.deeds}`;
      const event = { who: { customerId }, name: one.name, source: 'lift', key, at: past(one.ago) };
      // Told twice.
      for (let n = 0; n < 2; n++) await ground.run((tx) => recordEvent(tx, operator, event));
      return;
    }
    case 'tag':
      await ground.run((tx) => tagCustomer(tx, operator, { customerId, tag: 'vip' })).catch(() => undefined);
      return;
    case 'untag':
      await ground.run((tx) => untagCustomer(tx, operator, { customerId, tag: 'vip' })).catch(() => undefined);
      return;
    case 'rate':
      await ground.pool.query('insert into feedback (id, customer_id, rating, at) values ($1, $2, $3, $4)', [
        newId(now.getTime()),
        customerId,
        one.stars,
        past(0),
      ]);
      return;
    case 'claim':
      await ground.claim(scene.campaign, customerId);
      return;
    case 'redeem': {
      const [coupon] = await ground.rows<{ id: string }>(
        `select id from coupon where state = 'issued' and valid_until > $1 order by id offset $2 limit 1`,
        [now, one.who % 3],
      );
      if (!coupon) return;
      const redemptionId = await ground.redeem(coupon.id);
      if (one.undone) await ground.run((tx) => undoRedemption(tx, operator, { redemptionId, reason: 'wrong one' }));
      return;
    }
    case 'join': {
      const id = await ground.person('New');
      people.push(id);
      scene.fresh.add(id);
      return;
    }
    case 'link': {
      const other = people[one.other % people.length]!;
      if (other === customerId || scene.fresh.has(other) || scene.fresh.has(customerId) || people.length < 6) return;
      const { keptId } = await ground.run((tx) => joinCustomers(tx, customerId, other));
      people.splice(people.indexOf(keptId === other ? customerId : other), 1);
      // A history that is whole only now is looked at with what is bought next.
      await buy(scene, keptId, 3_000, past(0), 'coffee');
    }
  }
}

async function buy({ ground, orders }: Scene, customerId: string, minor: number, at: Date, category?: string) {
  const lines = category ? [{ product: 'x', category, quantity: 1, amountMinor: minor }] : [];
  const { id, orderNo } = await ground.buy(customerId, { minor, at, lines });
  orders.push({ id, orderNo, left: minor });
}
