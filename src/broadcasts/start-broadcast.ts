import { Broadcast } from '../../entities/broadcast.ts';
import { Campaign } from '../../entities/campaign.ts';
import { instantOf } from '../lib/dates.ts';
import { newId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { askApproval, needsApproval } from './ask-approval.ts';
import { findRunning } from './find-broadcasts.ts';
import { noteAct } from './note-act.ts';
import { refuseClosed } from './nothing-to-tell.ts';
import { checkPlan, EMPTY_PLAN, type Plan } from './plan.ts';
import { refuseChanged, type Seen } from './seen.ts';

/** Time to take a broadcast back before it leaves. */
const GRACE_MS = 60_000;

export interface NewBroadcast {
  campaignId: string;
  /** At least a minute from now; in a minute when missing. */
  sendAt?: Date;
  /** Instead of one instant: `2027-03-01 18:30` by each customer's own clock. */
  wallAt?: string;
  /** Who is meant and what they are told; everybody and the campaign's card when missing. */
  plan?: Plan;
  /** What the asker has looked at; refused when it has noticeably changed since. */
  seen?: Seen;
  /** Of the asker; for a refusal. */
  language?: string;
}

/**
 * Has a campaign told to those who agreed, in a minute or at a time. Starting what waits or is being sent already gives
 * that broadcast: a double tap tells nobody twice. One to very many waits for a second person.
 */
export async function startBroadcast(tx: Tx, by: Actor, given: NewBroadcast): Promise<Broadcast> {
  authorise(by, 'publish');
  const { campaignId, sendAt, wallAt, language } = given;
  const campaign = await tx.db.findOne(Campaign, { where: { id: campaignId }, lock: { mode: 'for_no_key_update' } });
  if (campaign?.purpose !== 'drop') throw new Refusal('campaign-unknown');
  if (campaign.state !== 'live') await refuseClosed(tx, campaignId, tx.now, language);
  const wanted = wallAt ? await firstOnClocks(tx, wallAt) : sendAt;
  const at = new Date(Math.max(wanted?.getTime() ?? 0, tx.now.getTime() + GRACE_MS));
  const running = await findRunning(tx, campaignId);
  if (running && !(campaign.claimUntil && campaign.claimUntil <= at)) return running;
  await refuseClosed(tx, campaignId, at, language);

  const plan = await checkPlan(tx, given.plan ?? EMPTY_PLAN);
  if (given.seen) await refuseChanged(tx, campaignId, plan, given.seen);
  const people = await needsApproval(tx, actorName(by), plan);
  const id = newId(tx.now.getTime());
  await tx.db.insert(Broadcast, {
    id,
    campaignId,
    state: 'waiting',
    createdBy: staffId(by),
    madeBy: actorName(by),
    sendAt: at,
    wallAt: wallAt ?? null,
    createdAt: tx.now,
    plan: plan as object,
    approval: people === undefined ? null : 'asked',
  });
  await noteAct(tx, by, 'start-broadcast', id, { campaignId, sendAt: at });
  const made = await tx.db.findOneByOrFail(Broadcast, { id });
  if (people === undefined) return made;
  const asked = await askApproval(tx, made, people);
  await tx.db.update(Broadcast, { id }, { asked: asked as object });
  return { ...made, asked };
}

/** The first instant at which anybody's clock shows a civil date and time. */
export async function firstOnClocks(tx: Pick<Tx, 'db' | 'shop'>, wallAt: string): Promise<Date> {
  const [day, time] = wallAt.split(' ');
  const rows: { zone: string }[] = await tx.db.query(
    'select distinct zone from customer where zone is not null and joined_at is not null',
  );
  const all = [tx.shop.zone, ...rows.map(({ zone }) => zone)].map((zone) => instantOf(day!, zone, time).getTime());
  return new Date(Math.min(...all));
}
