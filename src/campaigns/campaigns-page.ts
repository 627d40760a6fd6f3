import type { Campaign } from '../../entities/campaign.ts';
import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import { type Actor, authorise, storeOf } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** A campaign with how many of its coupons were used. */
export type Listed = Claimable & { redeemed: number };

/**
 * One page of the campaigns of any state, the newest first, and how many there are. Staff who are bound to a store see how
 * many were used there.
 */
export async function campaignsPage(
  tx: Tx,
  by: Actor,
  page: number,
  size: number,
): Promise<{ campaigns: Listed[]; total: number }> {
  authorise(by, 'read-figures');
  const rows: { id: string; redeemed: number }[] = await tx.db.query(
    `select g.id, (select count(*)::int from redemption r where r.campaign_id = g.id and r.undone_at is null
         and ($3::uuid is null or r.store_id = $3)) as redeemed
     from campaign g order by g.created_at desc, g.id desc limit $1 offset $2`,
    [size, (page - 1) * size, storeOf(by)],
  );
  const [{ total }] = await tx.db.query('select count(*)::int as total from campaign');
  const campaigns: Listed[] = [];
  for (const { id, redeemed } of rows) campaigns.push({ ...(await findClaimable(tx.db, id))!, redeemed });
  return { campaigns, total };
}

export type Standing = 'live' | 'soon' | 'over' | 'gone' | 'stopped';

/** How a campaign stands at this instant, as its marketer would say. */
export function standing(campaign: Campaign, now: Date): Standing {
  if (campaign.state === 'stopped') return 'stopped';
  if (campaign.claimUntil && campaign.claimUntil <= now) return 'over';
  if (campaign.stock !== null && campaign.claimed >= campaign.stock) return 'gone';
  return campaign.claimFrom > now ? 'soon' : 'live';
}
