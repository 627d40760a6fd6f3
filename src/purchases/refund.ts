import { Purchase } from '../../entities/purchase.ts';
import { Refund } from '../../entities/refund.ts';
import { newId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { countRefund } from './count-refund.ts';
import { lockOrder } from './lock-order.ts';
import { refreshStats } from './refresh-stats.ts';
import { refuseFuture } from './refuse-future.ts';
import { refuseLinesBeyond } from './refuse-lines.ts';
import type { RefundWhat } from './what.ts';
import { refundDiffers } from './what-differs.ts';

/**
 * Gives money back for an order: what was spent, points and figures follow (docs/decisions/0014). Before its order is
 * known it waits for it; the same refund again changes nothing (`again`), and another one under its number is refused.
 */
export async function recordRefund(tx: Tx, by: Actor, what: RefundWhat): Promise<{ refund: Refund; again: boolean }> {
  authorise(by, 'record-purchase');
  const { source, refundNo, orderNo, amountMinor, lines, reason } = what;
  refuseLinesBeyond(lines ?? [], amountMinor);
  refuseFuture(tx, what.at);
  await lockOrder(tx, what);
  const written = await tx.db.query(
    `insert into refund (id, source, refund_no, order_no, amount_minor, lines, reason, at, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (source, refund_no) do nothing returning id`,
    [
      newId(tx.now.getTime()),
      source,
      refundNo,
      orderNo,
      amountMinor,
      lines ? JSON.stringify(lines) : null,
      reason ?? null,
      what.at ?? tx.now,
      tx.now,
    ],
  );
  const refund = await tx.db.findOneByOrFail(Refund, { source, refundNo });
  if (written.length === 0) {
    const differs = refundDiffers(refund, what);
    if (differs.length > 0) throw new Refusal('order-differs', { what: 'refund', differs });
    return { refund, again: true };
  }
  const purchase = await tx.db.findOneBy(Purchase, { source, orderNo });
  if (!purchase) {
    // Orders of our own are known from the start: this one will never come.
    if (source === 'redemption') throw new Refusal('undo-unknown');
    return { refund, again: false };
  }
  const customerId = await countRefund(tx, by, refund, purchase, 'whole');
  await refreshStats(tx, [customerId]);
  return { refund: await tx.db.findOneByOrFail(Refund, { source, refundNo }), again: false };
}
