import { Broadcast } from '../../entities/broadcast.ts';
import { Campaign } from '../../entities/campaign.ts';
import { inLanguage } from '../campaigns/terms.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { newId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** Time to take a broadcast back before it leaves. */
const GRACE_MS = 60_000;

export interface NewBroadcast {
  campaignId: string;
  /** At least a minute from now; in a minute when missing. */
  sendAt?: Date;
  /** Of the asker; for a refusal. */
  language?: string;
}

/**
 * Has a campaign told to everybody who agreed, in a minute or at a time. Starting what waits or is being sent already
 * gives that broadcast: a double tap tells nobody twice.
 */
export async function startBroadcast(
  tx: Tx,
  by: Actor,
  { campaignId, sendAt, language }: NewBroadcast,
): Promise<Broadcast> {
  authorise(by, 'publish');
  const campaign = await tx.db.findOne(Campaign, { where: { id: campaignId }, lock: { mode: 'for_no_key_update' } });
  if (campaign?.purpose !== 'drop') throw new Refusal('campaign-unknown');
  const closed = async (why: 'stopped' | 'over' | 'gone') => {
    const { terms } = (await findClaimable(tx.db, campaignId))!;
    return new Refusal('nothing-to-tell', {
      name: inLanguage(terms.name, language ?? tx.shop.language, tx.shop.language),
      why,
    });
  };
  if (campaign.state !== 'live') throw await closed('stopped');
  const at = new Date(Math.max(sendAt?.getTime() ?? 0, tx.now.getTime() + GRACE_MS));
  if (campaign.claimUntil && campaign.claimUntil <= at) throw await closed('over');
  const running = await findRunning(tx, campaignId);
  if (running) return running;
  if (campaign.stock !== null && campaign.claimed >= campaign.stock) throw await closed('gone');

  const id = newId(tx.now.getTime());
  await tx.db.insert(Broadcast, {
    id,
    campaignId,
    state: 'waiting',
    createdBy: staffId(by),
    sendAt: at,
    createdAt: tx.now,
  });
  await audit(tx, by, 'start-broadcast', id, { campaignId, sendAt: at });
  return tx.db.findOneByOrFail(Broadcast, { id });
}

/** The broadcast of a campaign that waits or is being sent. */
export async function findRunning(tx: Pick<Tx, 'db'>, campaignId: string): Promise<Broadcast | null> {
  return tx.db
    .createQueryBuilder(Broadcast, 'b')
    .where(`b.campaign_id = :campaignId and b.state in ('waiting', 'sending')`, { campaignId })
    .orderBy('b.created_at', 'DESC')
    .addOrderBy('b.id', 'DESC')
    .getOne();
}

/** The newest broadcast of a campaign; ids sort in the order they were made, also within one instant. */
export async function findLatest(tx: Pick<Tx, 'db'>, campaignId: string): Promise<Broadcast | null> {
  return tx.db.findOne(Broadcast, { where: { campaignId }, order: { createdAt: 'DESC', id: 'DESC' } });
}

/** Takes a broadcast back, or stops it: nothing more of it leaves after the batch on its way. */
export async function stopBroadcast(
  tx: Tx,
  by: Actor,
  broadcastId: string,
): Promise<'taken-back' | 'stopped' | 'over'> {
  authorise(by, 'publish');
  const broadcast = await tx.db.findOneOrFail(Broadcast, {
    where: { id: broadcastId },
    lock: { mode: 'pessimistic_write' },
  });
  if (broadcast.state === 'done' || broadcast.state === 'stopped') return 'over';
  const waiting = broadcast.state === 'waiting';
  const ended = waiting ? { finishedAt: tx.now, reportedAt: tx.now } : {};
  await tx.db.update(
    Broadcast,
    { id: broadcastId },
    { state: 'stopped', reason: waiting ? 'taken back' : 'stopped', ...ended },
  );
  await audit(tx, by, 'stop-broadcast', broadcastId, {});
  return waiting ? 'taken-back' : 'stopped';
}

async function audit(tx: Tx, by: Actor, act: string, subject: string, facts: object): Promise<void> {
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    act,
    subject,
    facts,
    tx.now,
  ]);
}
