import { Broadcast } from '../../entities/broadcast.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** Broadcasts of any state, the newest first; `after` is the last one of the page before. */
export async function listBroadcasts(
  tx: Tx,
  by: Actor,
  { open, campaignId, limit, after }: { open: boolean; campaignId?: string; limit: number; after?: string | undefined },
): Promise<Broadcast[]> {
  authorise(by, 'publish');
  const asked = tx.db.createQueryBuilder(Broadcast, 'b').where('true');
  if (open) asked.andWhere(`b.state in ('waiting', 'sending', 'paused')`);
  if (campaignId) asked.andWhere('b.campaign_id = :campaignId', { campaignId });
  if (after)
    asked.andWhere('(b.created_at, b.id) < (select a.created_at, a.id from broadcast a where a.id = :after)', {
      after,
    });
  return asked.orderBy('b.created_at', 'DESC').addOrderBy('b.id', 'DESC').take(limit).getMany();
}
