import { worstOf } from '../campaigns/terms.ts';
import type { Claimable } from '../coupons/claimable.ts';
import { civilDate, instantOf } from '../lib/dates.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { feedbackSettings, offeredCampaign } from './settings.ts';

/** What a coupon that makes up for something is, and what is left for such coupons; minor units. */
export interface Offer {
  claimable: Claimable;
  worstMinor: number;
  leftMinor: number;
}

/** The offer of this month. Refuses when the shop has chosen none. */
export async function offerNow(tx: Tx): Promise<Offer> {
  const settings = await feedbackSettings(tx);
  const claimable = await offeredCampaign(tx, settings);
  if (!claimable) throw new Refusal('offer-unset');
  const worstMinor = worstOf(claimable.terms);
  // Terms may have changed since the campaign was chosen.
  if (worstMinor === undefined) throw new Refusal('offer-unbounded');
  return { claimable, worstMinor, leftMinor: settings.offerBudgetMinor - (await spentThisMonth(tx)) };
}

/**
 * What the coupons of this calendar month of the shop have cost or may still cost: as claims do, the worst is reserved
 * until a coupon is used, and given back when it expires or is revoked.
 */
export async function spentThisMonth(tx: Tx): Promise<number> {
  const { zone } = tx.shop;
  const [{ spent }] = await tx.db.query(
    `select coalesce(sum(case c.state when 'issued' then c.worst_minor when 'redeemed' then r.discount_minor else 0 end), 0)::bigint as spent
     from ticket t
     join coupon c on c.id = t.coupon_id
     left join redemption r on r.coupon_id = c.id and r.undone_at is null
     where t.coupon_id is not null and t.offered_at >= $1`,
    [instantOf(`${civilDate(tx.now, zone).slice(0, 7)}-01`, zone)],
  );
  return Number(spent);
}
