import { Broadcast } from '../../entities/broadcast.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

/** The broadcast of a campaign that waits, is being sent or is paused; those that a series makes are not meant. */
export async function findRunning(tx: Pick<Tx, 'db'>, campaignId: string): Promise<Broadcast | null> {
  return running(tx, campaignId, 'b.series_id is null')
    .orderBy('b.created_at', 'DESC')
    .addOrderBy('b.id', 'DESC')
    .getOne();
}

/** The same with those of a series: what was started by hand first, else what is due next. */
export async function findStoppable(tx: Pick<Tx, 'db'>, campaignId: string): Promise<Broadcast | null> {
  return (
    (await findRunning(tx, campaignId)) ??
    (await running(tx, campaignId, 'true').orderBy('b.send_at', 'ASC').addOrderBy('b.id', 'ASC').getOne())
  );
}

/** The broadcast of a campaign that waits for a second person: the one that was asked about by `mark`, else what is due first. */
export async function findAsked(tx: Pick<Tx, 'db'>, campaignId: string, mark?: string): Promise<Broadcast | null> {
  return tx.db
    .createQueryBuilder(Broadcast, 'b')
    .where(`b.campaign_id = :campaignId and b.state = 'waiting' and b.approval = 'asked'`, { campaignId })
    .orderBy(`b.asked ->> 'mark' is distinct from :mark`)
    .addOrderBy('b.send_at', 'ASC')
    .addOrderBy('b.id', 'ASC')
    .setParameter('mark', mark ?? null)
    .getOne();
}

/** The newest broadcast of a campaign; ids sort in the order they were made, also within one instant. */
export async function findLatest(tx: Pick<Tx, 'db'>, campaignId: string): Promise<Broadcast | null> {
  return (
    (await findRunning(tx, campaignId)) ??
    tx.db.findOne(Broadcast, { where: { campaignId }, order: { createdAt: 'DESC', id: 'DESC' } })
  );
}

/** The broadcast of that id; refuses when there is none. */
export async function broadcastById(tx: Pick<Tx, 'db'>, id: string): Promise<Broadcast> {
  const found = await tx.db.findOneBy(Broadcast, { id });
  if (!found) throw new Refusal('broadcast-unknown');
  return found;
}

function running(tx: Pick<Tx, 'db'>, campaignId: string, and: string) {
  return tx.db
    .createQueryBuilder(Broadcast, 'b')
    .where(`b.campaign_id = :campaignId and b.state in ('waiting', 'sending', 'paused') and ${and}`, { campaignId });
}
