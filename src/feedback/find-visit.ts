import { Redemption } from '../../entities/redemption.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

const OPEN_DAYS = 30;

/**
 * The use of a coupon that a customer speaks of: the one a token names, or their last. Refuses somebody else's in the
 * same words as none, one that was taken back, and one that is more than 30 days old.
 */
export async function findVisit(tx: Tx, customerId: string, token: string | undefined): Promise<Redemption> {
  // Nobody is made one with somebody else until we are done.
  await tx.db.query('select kept_customer($1)', [customerId]);
  const id = token === undefined ? await lastVisit(tx, customerId) : tx.shop.codes.couponOf(token);
  const redemption = id ? await tx.db.findOneBy(Redemption, { id, customerId }) : null;
  if (!redemption) throw new Refusal('visit-unknown');
  if (redemption.undoneAt) throw new Refusal('visit-undone');
  if (redemption.at.getTime() < tx.now.getTime() - OPEN_DAYS * 86_400_000)
    throw new Refusal('visit-long-ago', { days: OPEN_DAYS });
  return redemption;
}

async function lastVisit(tx: Tx, customerId: string): Promise<string | undefined> {
  const [last] = await tx.db.query(
    `select r.id from coupon c join redemption r on r.coupon_id = c.id and r.undone_at is null
     where c.customer_id = $1 and c.state = 'redeemed' and r.customer_id = $1 order by r.at desc, r.id desc limit 1`,
    [customerId],
  );
  return last?.id;
}
