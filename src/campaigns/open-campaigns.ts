import type { Campaign } from '../../entities/campaign.ts';
import { Campaign as CampaignEntity } from '../../entities/campaign.ts';
import type { Claimable } from '../coupons/claimable.ts';
import { fitOf, type Reason } from '../suggestions/fit.ts';
import { type Taste, tasteOf } from '../suggestions/taste.ts';
import type { Tx } from '../transaction.ts';
import type { Terms } from './terms.ts';

/** A drop that is open or opens soon, whether this customer has an open coupon of it, and why it may suit them. */
export type OpenCampaign = Claimable & { held: boolean; reason?: Reason };

interface Row {
  id: string;
  terms: Terms;
  held: boolean;
  open: boolean;
  known: boolean;
}

const SOON_MS = 7 * 86_400_000;

/**
 * Drops that can be claimed now or within a week; sold-out ones only for those who hold one. What may suit this customer
 * comes first, the best first; then what opened last. Of who wants no suggestions, or has no history, nothing is asked.
 */
export async function openCampaigns(
  tx: Tx,
  customer: { id: string; noPersonal: boolean },
  page: number,
  size: number,
): Promise<{ campaigns: OpenCampaign[]; total: number; taste: Taste | undefined }> {
  const rows: Row[] = await tx.db.query(
    `select g.id, t.terms, h.held, g.claim_from <= $2 as open, k.known
     from campaign g
     join campaign_terms t on t.campaign_id = g.id and t.version = g.terms_version
     cross join lateral (select exists (select from coupon c where c.customer_id = $1 and c.campaign_id = g.id and c.state = 'issued' and c.valid_until > $2) as held,
       (select count(*) from coupon c where c.customer_id = $1 and c.campaign_id = g.id) as had) h
     cross join (select exists (select from purchase where customer_id = $1)
       or exists (select from coupon where customer_id = $1 and state = 'redeemed')
       or exists (select from campaign_look where customer_id = $1) as known) k
     where g.state = 'live' and g.purpose = 'drop' and g.claim_from < $3 and (g.claim_until is null or g.claim_until > $2)
       and (h.held or (h.had < g.per_customer and (g.stock is null or g.claimed < g.stock)))
     order by g.claim_from > $2, g.claim_from desc, g.id desc`,
    [customer.id, tx.now, new Date(tx.now.getTime() + SOON_MS)],
  );
  const taste = rows[0]?.known && !customer.noPersonal ? await tasteOf(tx, customer.id, thingsOf(rows)) : undefined;
  const shown = (taste ? inOwnOrder(rows, taste) : rows).slice((page - 1) * size, page * size);
  const campaigns: OpenCampaign[] = [];
  for (const { id, terms, held, reason } of shown as (Row & { reason?: Reason })[]) {
    const campaign = (await tx.db.findOneByOrFail(CampaignEntity, { id })) as Campaign;
    campaigns.push({ campaign, terms, held, ...(reason && { reason }) });
  }
  return { campaigns, total: rows.length, taste };
}

const thingsOf = (rows: Row[]) => [
  ...new Set(rows.flatMap(({ terms }) => [...(terms.products ?? []), ...(terms.categories ?? [])])),
];

/** What is open before what opens soon; then what suits best. Equals stay as they are. */
function inOwnOrder(rows: Row[], taste: Taste): (Row & { reason: Reason | undefined })[] {
  return rows
    .map((row) => ({ ...row, ...fitOf(row.terms, taste, row.id) }))
    .sort((one, other) => Number(other.open) - Number(one.open) || other.score - one.score);
}
