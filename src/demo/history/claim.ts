import { worstOf } from '../../campaigns/terms.ts';
import { endOfValidity } from '../../coupons/claimable.ts';
import { idAt } from './ids.ts';
import type { Announced, Floor, Open, PastCoupon, Regular } from './past.ts';

const MINUTE = 60_000;
/** How much more is claimed of what somebody likes, and of what they were told about within three weeks. */
const LIKED = 5;
const TOLD = 3;
const HEARD_MS = 21 * 24 * 60 * MINUTE;

/** Before a visit: what somebody wants of what is open, and may have. */
export function claim({ random, open, announced }: Floor, guest: Regular, visitAt: Date): void {
  const at = new Date(visitAt.getTime() - (5 + random.whole(120)) * MINUTE);
  if (at < guest.joinedAt) return;
  for (const one of open) {
    const { campaign, terms } = one;
    const closed = campaign.claimFrom > at || (campaign.claimUntil !== null && campaign.claimUntil <= at);
    const room = one.claimed < roomOf(one);
    const had = guest.coupons.filter(({ campaignId }) => campaignId === campaign.id);
    const enough = had.length >= campaign.perCustomer || had.some((coupon) => holds(coupon, at));
    const wanted = one.wanted * (likes(guest, one) ? LIKED : 1) * (heard(announced, one, guest, at) ? TOLD : 1);
    if (closed || !room || enough || !random.chance(Math.min(wanted, 0.6))) continue;
    one.claimed++;
    guest.coupons.push({
      ...{
        id: idAt(at.getTime(), random),
        campaignId: campaign.id,
        customerId: guest.customerId,
        seq: had.length + 1,
        state: 'issued',
      },
      ...{
        claimedAt: at,
        validUntil: endOfValidity(terms, at, campaign.zone),
        worstMinor: worstOf(terms) ?? 0,
        of: one,
      },
    });
  }
}

/** Told about it within the last weeks. The cast have other ids in each shop and are held back by these: nothing hangs on it. */
function heard({ open, told, at: toldAt }: Announced, one: Open, guest: Regular, at: Date): boolean {
  const since = at.getTime() - toldAt.getTime();
  return one === open && guest.address === undefined && since > 0 && since < HEARD_MS && told.has(guest.customerId);
}

/** How many can claim it, if all cost the most and nothing comes back. */
function roomOf({ campaign: { stock, giftStock, budgetMinor }, terms }: Open): number {
  const most = budgetMinor === null ? null : Math.floor(budgetMinor / Math.max(worstOf(terms) ?? 0, 1));
  return Math.min(...[stock, giftStock, most].map((one) => one ?? Number.POSITIVE_INFINITY));
}

/** True while a coupon can be used. */
export const holds = ({ state, validUntil }: Pick<PastCoupon, 'state' | 'validUntil'>, at: Date) =>
  state === 'issued' && validUntil > at;

const likes = ({ buyer }: Regular, { terms }: Open) =>
  buyer.likes.some(
    ({ product }) => terms.products?.includes(product.name) || terms.categories?.includes(product.category),
  );
