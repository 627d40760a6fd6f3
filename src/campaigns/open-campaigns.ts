import type { Campaign } from '../../entities/campaign.ts';
import { Campaign as CampaignEntity } from '../../entities/campaign.ts';
import type { Claimable } from '../coupons/claimable.ts';
import type { Tx } from '../transaction.ts';
import type { Terms } from './terms.ts';

/** A drop that is open or opens soon, and whether this customer has an open coupon of it. */
export type OpenCampaign = Claimable & { held: boolean };

const SOON_MS = 7 * 86_400_000;

/** Drops that can be claimed now or within a week, what is left first; sold-out ones only for those who hold one. */
export async function openCampaigns(
  tx: Tx,
  customerId: string,
  page: number,
  size: number,
): Promise<{ campaigns: OpenCampaign[]; total: number }> {
  const rows: { id: string; terms: Terms; held: boolean; total: number }[] = await tx.db.query(
    `select g.id, t.terms, h.held, count(*) over ()::int as total
     from campaign g
     join campaign_terms t on t.campaign_id = g.id and t.version = g.terms_version
     cross join lateral (select exists (select from coupon c where c.customer_id = $1 and c.campaign_id = g.id and c.state = 'issued' and c.valid_until > $2) as held,
       (select count(*) from coupon c where c.customer_id = $1 and c.campaign_id = g.id) as had) h
     where g.state = 'live' and g.purpose = 'drop' and g.claim_from < $3 and (g.claim_until is null or g.claim_until > $2)
       and (h.held or (h.had < g.per_customer and (g.stock is null or g.claimed < g.stock)))
     order by g.claim_from > $2, g.claim_from desc, g.id desc limit $4 offset $5`,
    [customerId, tx.now, new Date(tx.now.getTime() + SOON_MS), size, (page - 1) * size],
  );
  const campaigns: OpenCampaign[] = [];
  for (const { id, terms, held } of rows) {
    campaigns.push({ campaign: (await tx.db.findOneByOrFail(CampaignEntity, { id })) as Campaign, terms, held });
  }
  return { campaigns, total: rows[0]?.total ?? 0 };
}
