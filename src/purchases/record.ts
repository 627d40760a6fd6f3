import { Purchase } from '../../entities/purchase.ts';
import { PurchaseLine } from '../../entities/purchase-line.ts';
import { customerOf } from '../customers/customer-of.ts';
import { newId } from '../lib/ids.ts';
import { earnPoints } from '../points/earn.ts';
import { pointsFor } from '../points/valid-until.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { countWaitingRefunds } from './count-refund.ts';
import { lockOrder } from './lock-order.ts';
import { refreshStats } from './refresh-stats.ts';
import { refuseFuture } from './refuse-future.ts';
import { refuseLinesBeyond } from './refuse-lines.ts';
import type { Line, PurchaseWhat } from './what.ts';
import { orderDiffers } from './what-differs.ts';

/**
 * Records an order that was paid, at most a day ahead of our clock, and gives its points. The same order again changes
 * nothing (`again`); another one under its number is refused.
 */
export async function recordPurchase(
  tx: Tx,
  by: Actor,
  what: PurchaseWhat,
): Promise<{ purchase: Purchase; again: boolean }> {
  authorise(by, 'record-purchase');
  if (what.source === 'redemption') throw new Refusal('source-reserved', { source: what.source });
  refuseLinesBeyond(what.lines ?? [], what.amountMinor);
  refuseFuture(tx, what.at);
  if (what.storeId) await refuseUnknownStore(tx, what.storeId);
  await lockOrder(tx, what);
  const points = pointsFor(tx, what.amountMinor);
  const buyer = await customerOf(tx, what.who);
  const written = await tx.db.query(
    `insert into purchase (id, customer_id, store_id, staff_id, source, order_no, amount_minor, paid_minor, currency, points, at, channel)
     values ($1, kept_customer($2), $3, $4, $5, $6, $7, $7, $8, $9, $10, $11) on conflict (source, order_no) do nothing returning id`,
    [
      newId(tx.now.getTime()),
      buyer,
      what.storeId ?? null,
      staffId(by),
      what.source,
      what.orderNo,
      what.amountMinor,
      tx.shop.currency,
      points,
      what.at ?? tx.now,
      what.channel ?? null,
    ],
  );
  const again = written.length === 0;
  const purchase = await tx.db.findOneByOrFail(Purchase, { source: what.source, orderNo: what.orderNo });
  if (again) {
    const differs = await orderDiffers(tx, purchase, { ...what, customerId: buyer });
    if (differs.length > 0) throw new Refusal('order-differs', { what: 'order', differs });
    return { purchase, again };
  }
  const { id, customerId } = purchase;
  await writeLines(tx, id, what.lines ?? []);
  if (points > 0) await earnPoints(tx, { customerId, points, reason: 'purchase', source: `purchase:${id}` });
  await countWaitingRefunds(tx, by, purchase);
  await refreshStats(tx, [customerId]);
  return { purchase, again };
}

async function writeLines(tx: Tx, purchaseId: string, lines: Line[]): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map(({ product, category, quantity, amountMinor }, position) => ({
    purchaseId,
    position,
    product,
    category: category ?? null,
    quantity,
    amountMinor,
  }));
  await tx.db.insert(PurchaseLine, rows);
}

async function refuseUnknownStore(tx: Tx, storeId: string): Promise<void> {
  const stores = await tx.db.query('select id, name from store where closed_at is null order by name');
  if (stores.some(({ id }: { id: string }) => id === storeId)) return;
  throw new Refusal('store-unknown', { stores: stores.map(({ name }: { name: string }) => name) });
}
