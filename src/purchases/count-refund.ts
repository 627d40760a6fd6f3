import type { Purchase } from '../../entities/purchase.ts';
import { Redemption } from '../../entities/redemption.ts';
import { Refund } from '../../entities/refund.ts';
import { giveBackRedemption } from '../coupons/undo.ts';
import { takeBackPoints } from '../points/take-back.ts';
import { pointsFor } from '../points/valid-until.ts';
import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/**
 * Lowers an order by a refund of it, and its points to what the rest gives; when nothing is left, a coupon that was used
 * on it comes back. More than is left is refused, or counted as far as it goes. Gives whose figures have changed.
 */
export async function countRefund(
  tx: Tx,
  by: Actor,
  refund: Refund,
  { id, source, orderNo, customerId: buyer }: Purchase,
  how: 'whole' | 'what-is-left',
): Promise<string> {
  // Locks as an undo does: redemption, customer, account. The customer comes before the order, as in a link.
  const ours = source === 'redemption';
  if (ours) await tx.db.query('select from redemption where id = $1 for no key update', [orderNo]);
  const [{ customerId }] = await tx.db.query('select kept_customer($1) as "customerId"', [buyer]);
  const [order] = await tx.db.query(
    `select case when voided_at is null then paid_minor - refunded_minor else 0 end as "left", points,
       (select coalesce(sum(points), 0) from refund where purchase_id = $1) as before
     from purchase where id = $1 for no key update`,
    [id],
  );
  const left = Number(order.left);
  const before = Number(order.before);
  if (how === 'whole' && refund.amountMinor > left) throw new Refusal('refund-too-much', { left });
  const counted = Math.min(refund.amountMinor, left);
  const points = left === 0 ? 0 : Math.max(Number(order.points) - before - pointsFor(tx, left - counted), 0);
  await tx.db.query('update purchase set refunded_minor = refunded_minor + $2 where id = $1', [id, counted]);
  await lowerLines(tx, id, refund);
  let owed = 0;
  if (ours && counted > 0 && counted === left) {
    const redemption = await tx.db.findOneByOrFail(Redemption, { id: orderNo });
    await giveBackRedemption(tx, by, redemption, refund.reason ?? `refund ${refund.refundNo}`);
  } else if (points > 0) {
    const earning = `purchase:${ours ? `redemption:${orderNo}` : id}`;
    const part = { before, most: points };
    ({ owed } = await takeBackPoints(tx, { customerId, sources: [earning], source: `refund:${refund.id}`, part }));
  }
  await tx.db.update(
    Refund,
    { id: refund.id },
    { purchaseId: id, countedAt: tx.now, countedMinor: counted, points, owed },
  );
  return customerId;
}

/** Counts what was given back before its order was known, the earliest first. */
export async function countWaitingRefunds(tx: Tx, by: Actor, purchase: Purchase): Promise<void> {
  const waiting = await tx.db
    .createQueryBuilder(Refund, 'r')
    .where('r.source = :source and r.orderNo = :orderNo and r.purchaseId is null', purchase)
    .orderBy({ 'r.at': 'ASC', 'r.id': 'ASC' })
    .getMany();
  for (const refund of waiting) await countRefund(tx, by, refund, purchase, 'what-is-left');
}

/** Of a product in several lines the first is given back first. */
async function lowerLines(tx: Tx, purchaseId: string, { lines }: Refund): Promise<void> {
  if (!lines) return;
  await tx.db.query(
    `update purchase_line l set refunded_minor = l.refunded_minor + least(r.room, a.minor - r.before)
     from (select position, product, amount_minor - refunded_minor as room,
         sum(amount_minor - refunded_minor) over (partition by product order by position) - amount_minor + refunded_minor as before
       from purchase_line where purchase_id = $1) r
     join (select product, sum("amountMinor") as minor
       from jsonb_to_recordset($2::jsonb) as x (product text, "amountMinor" bigint) group by product) a using (product)
     where l.purchase_id = $1 and l.position = r.position and r.before < a.minor`,
    [purchaseId, JSON.stringify(lines)],
  );
}
