import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { type CheckWhat, checkCoupon } from './check.ts';
import { readRedeemed, redeemBatch } from './redeem-batch.ts';
import { askFor, type Redeemed, workOut } from './work-out.ts';

export type { Redeemed } from './work-out.ts';

export type RedeemWhat = CheckWhat & { method?: 'chat' | 'api' };

/**
 * Redeems a coupon, at most once: coupon, redemption, purchase, points, budget and receipt in one statement after one
 * look. Nothing hangs on the look but the refusal: of all who try at once, the locked coupon lets one through.
 */
export async function redeemCoupon(tx: Tx, by: Actor, what: RedeemWhat): Promise<Redeemed> {
  const redeemed = workOut(tx, await checkCoupon(tx, by, what), what.amountMinor);
  const { text, values } = redeemBatch(tx, [askFor(tx, by, what.method, redeemed)]);
  const [row] = await tx.db.query(text, values);
  const [outcome] = readRedeemed(row, 1);
  if (outcome === 'gift-gone') throw new Refusal('gift-gone');
  if (outcome !== 'redeemed') {
    workOut(tx, await checkCoupon(tx, by, { ...what, ...{ couponId: redeemed.couponId } }), what.amountMinor);
    throw new Error(`coupon ${redeemed.couponId} cannot be redeemed, and we do not know why`);
  }
  return redeemed;
}
