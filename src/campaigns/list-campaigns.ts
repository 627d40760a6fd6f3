import type { Claimable } from '../coupons/claimable.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** Campaigns of any state, the newest first; `after` is the last one of the page before. */
export async function listCampaigns(
  tx: Tx,
  by: Actor,
  { state, limit, after }: { state?: 'live' | 'stopped' | undefined; limit: number; after?: string | undefined },
): Promise<Claimable[]> {
  authorise(by, 'read-figures');
  const rows: { id: string }[] = await tx.db.query(
    `select id from campaign where ($1::text is null or state = $1)
       and ($2::uuid is null or (created_at, id) < (select created_at, id from campaign where id = $2))
     order by created_at desc, id desc limit $3`,
    [state ?? null, after ?? null, limit],
  );
  const campaigns: Claimable[] = [];
  for (const { id } of rows) campaigns.push((await findClaimable(tx.db, id))!);
  return campaigns;
}
