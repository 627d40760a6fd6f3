import { Coupon } from '../../entities/coupon.ts';
import { worstOf } from '../campaigns/terms.ts';
import { claimCoupon } from '../coupons/claim-coupon.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { earnPoints } from '../points/earn.ts';
import type { Tx } from '../transaction.ts';
import type { Reason } from './reason.ts';
import type { Due } from './why-not.ts';

/** What a person was given. */
export interface Given {
  couponId: string | null;
  /** What the coupon can cost at most, reserved of the trigger's budget. */
  worstMinor: number;
}

/** Gives what the trigger gives, or says why not; then the caller takes back what was begun. */
export async function give(tx: Tx, { trigger, rule, effect, person }: Due): Promise<Given | Reason> {
  const { id: customerId, language } = person.customer;
  let given: Given = { couponId: null, worstMinor: 0 };
  if (trigger.campaignId) {
    const claimable = (await findClaimable(tx.db, trigger.campaignId))!;
    const worst = worstOf(claimable.terms);
    const worstMinor = worst ?? 0;
    if (worst === undefined && trigger.budgetMinor !== null) return 'budget';
    if (await holdsOne(tx, customerId, trigger.campaignId)) return 'held';
    if (!(await reserve(tx, trigger.id, worstMinor))) return 'budget';
    const couponId = await claimCoupon(tx, customerId, claimable, person.channel, language);
    const { claimedAt } = await tx.db.findOneByOrFail(Coupon, { id: couponId });
    // They have claimed it themselves just now.
    if (claimedAt.getTime() !== tx.now.getTime()) return 'held';
    given = { couponId, worstMinor };
  }
  const { points, tag } = rule.give;
  if (points) await earnPoints(tx, { customerId, points, reason: 'grant', source: `trigger:${effect.id}` });
  if (tag) {
    await tx.db.query(
      'insert into customer_tag (customer_id, tag, by, at) values ($1, $2, $3, $4) on conflict do nothing',
      [customerId, tag, `trigger:${trigger.name}`, tx.now],
    );
  }
  return given;
}

/** Who holds one already is not given another, and that one is not announced as a present. */
async function holdsOne(tx: Tx, customerId: string, campaignId: string): Promise<boolean> {
  const held = await tx.db.query(
    `select 1 from coupon where customer_id = $1 and campaign_id = $2 and state = 'issued' and valid_until > $3`,
    [customerId, campaignId, tx.now],
  );
  return held.length > 0;
}

/** Sets the worst case aside, as a claim does of its campaign's budget; false when there is too little left. */
async function reserve(tx: Tx, triggerId: string, worstMinor: number): Promise<boolean> {
  if (worstMinor === 0) return true;
  const [, count] = await tx.db.query(
    `update trigger set committed_minor = committed_minor + $2
     where id = $1 and (budget_minor is null or committed_minor + $2 <= budget_minor)`,
    [triggerId, worstMinor],
  );
  return count === 1;
}
