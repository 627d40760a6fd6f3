import type { Claimable } from '../coupons/claimable.ts';

/** The most that all variants can still cost, in minor units; null when nothing bounds it. */
export function worstOfAll(variants: { campaign: Claimable; people: number }[]): number | null {
  const all = variants.map(({ campaign, people }) => worstLeft(campaign, people));
  return all.some((one) => one === null) ? null : all.reduce<number>((one, other) => one + other!, 0);
}

/** Everybody told claims all they may, as far as stock and budget go. */
function worstLeft({ campaign, terms }: Claimable, people: number): number | null {
  const left =
    campaign.budgetMinor === null ? Number.POSITIVE_INFINITY : campaign.budgetMinor - campaign.committedMinor;
  const coupons = Math.min(
    people * campaign.perCustomer,
    campaign.stock === null ? Number.POSITIVE_INFINITY : campaign.stock - campaign.claimed,
  );
  const each =
    terms.kind === 'amount'
      ? terms.amountMinor!
      : terms.kind === 'percent'
        ? (terms.capMinor ?? Number.POSITIVE_INFINITY)
        : 0;
  const worst = Math.min(left, coupons === 0 || each === 0 ? 0 : coupons * each);
  return Number.isFinite(worst) ? worst : null;
}
