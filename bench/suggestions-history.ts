import { idAt } from '../src/demo/history/ids.ts';
import { meet, type Shape } from '../src/demo/history/people.ts';
import { seeded } from '../src/demo/history/random.ts';
import { type Visit, visitsOf } from '../src/demo/history/visits.ts';
import { type Order, writePurchases } from '../src/demo/history/write-purchases.ts';
import { CONSENT_VERSION } from '../src/shop.ts';
import type { Tx } from '../src/transaction.ts';

const DAY = 86_400_000;
export const TRAINED_DAYS = 150;
export const HELD_OUT_DAYS = 30;

/** People of one shape with all that they will ever buy; the shop knows the first five months. */
export interface Past {
  customers: { id: string; visits: Visit[] }[];
  /** When the five months are over. */
  now: Date;
}

/**
 * Six months of so many people of a shape, or half of them regular and half rare. Always the same for the same seed; each
 * seed begins in another month of the year.
 */
export function makePast(
  shape: Shape | 'mixed',
  people: number,
  seed: number,
  days = TRAINED_DAYS + HELD_OUT_DAYS,
): Past {
  const random = seeded(seed);
  const start = Date.UTC(2025, (seed * 5) % 12, 1);
  const monthOf = (day: number) => new Date(start + day * DAY).getUTCMonth() + 1;
  const shapeOf = (): Shape => (shape === 'mixed' ? random.pick(['regular', 'rare']) : shape);
  const customers = Array.from({ length: people }, () => ({
    id: idAt(start, random),
    visits: visitsOf(meet(shapeOf(), random), days, monthOf, random),
  }));
  return { customers, now: new Date(start + TRAINED_DAYS * DAY) };
}

/** Writes down what the shop knows: people, and their orders of the first five months. */
export async function writePast(tx: Tx, { customers, now }: Past, seed: number): Promise<void> {
  const start = now.getTime() - TRAINED_DAYS * DAY;
  const random = seeded(seed + 1);
  await tx.db.query(
    `insert into customer (id, language, joined_at, agreed_version, created_at) select id, 'en', $2, '${CONSENT_VERSION}', $2 from unnest($1::uuid[]) id`,
    [customers.map(({ id }) => id), new Date(start)],
  );
  let orderNo = 0;
  const orders = customers.flatMap(({ id: customerId, visits }) =>
    visits
      .filter(({ day }) => day < TRAINED_DAYS)
      .map(({ day, minute, items }): Order => {
        const at = start + day * DAY + minute * 60_000;
        const lines = items.map(({ product, quantity }) => ({
          ...{ product: product.name, category: product.category, quantity },
          ...{ amountMinor: product.price * quantity * 100, refundedMinor: 0 },
        }));
        const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
        return {
          ...{
            id: idAt(at, random),
            customerId,
            storeId: null,
            staffId: null,
            source: 'past',
            orderNo: `${++orderNo}`,
          },
          ...{ amountMinor, paidMinor: amountMinor, refundedMinor: 0, points: 0, lines },
          ...{ at: new Date(at), voidedAt: null, channel: 'counter' },
        };
      }),
  );
  await writePurchases(tx.db, orders, 'TWD');
}
