import { inLanguage } from '../campaigns/terms.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { type Claimed, claimBatch, readBatch } from './claim-batch.ts';
import { type Claimable, findClaimable } from './claimable.ts';

/**
 * Claims a coupon for a customer inside a transaction: a batch of one. A repeat gives the same coupon. Refuses when the
 * campaign is not open, the person has had all they may, or nothing is left.
 */
export async function claimCoupon(
  tx: Tx,
  customerId: string,
  claimable: Claimable,
  channel: string,
  language: string,
): Promise<string> {
  let facts = claimable;
  for (;;) {
    const { grants, text, values } = claimBatch(tx.shop.codes, facts, channel, [{ customerId }], tx.now);
    const [row] = await tx.db.query(text, values);
    const claimed = readBatch(row, grants)[0]!;
    if (claimed.outcome !== 'stale') return couponOf(claimed, facts, tx, language);
    // Changed since it was read: read it again under the lock that the statement took.
    facts = (await findClaimable(tx.db, facts.campaign.id))!;
    if (facts.campaign.state !== 'live') throw new Refusal('campaign-stopped');
  }
}

function couponOf({ outcome, couponId }: Claimed, facts: Claimable, tx: Pick<Tx, 'shop'>, language: string): string {
  if (outcome === 'won' || outcome === 'held') return couponId!;
  throw claimRefusal(outcome, facts, tx, language);
}

/** Why there was no coupon, with what would help. */
export function claimRefusal(
  outcome: Claimed['outcome'],
  { campaign, terms }: Claimable,
  { shop }: Pick<Tx, 'shop'>,
  language: string,
): Refusal {
  if (outcome === 'limit') return new Refusal('claim-limit', { limit: campaign.perCustomer });
  const name = inLanguage(terms.name, language, shop.language);
  // Only a cap per day leaves something for tomorrow.
  const tomorrow =
    campaign.perDay !== null && (campaign.stock === null || campaign.stock > campaign.claimed + campaign.perDay);
  return tomorrow ? new Refusal('claim-gone-today', { name }) : new Refusal('claim-gone', { name });
}
