import { Broadcast } from '../../entities/broadcast.ts';
import { BroadcastSeries } from '../../entities/broadcast-series.ts';
import { Campaign } from '../../entities/campaign.ts';
import { newId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { listCalendars } from './calendars.ts';
import { noteAct } from './note-act.ts';
import { checkPlan, EMPTY_PLAN, type Plan } from './plan.ts';
import { planNext } from './plan-next.ts';
import { type Repeats, repeatsSchema } from './repeats.ts';

export interface NewSeries {
  campaignId: string;
  repeats: Repeats;
  plan?: Plan;
}

/** Has a campaign told again and again, from its next time on. A series of the same campaign ends. */
export async function repeatBroadcast(
  tx: Tx,
  by: Actor,
  { campaignId, repeats, plan }: NewSeries,
): Promise<BroadcastSeries> {
  authorise(by, 'publish');
  const campaign = await tx.db.findOne(Campaign, { where: { id: campaignId }, lock: { mode: 'for_no_key_update' } });
  if (campaign?.purpose !== 'drop') throw new Refusal('campaign-unknown');
  if (campaign.state !== 'live') throw new Refusal('campaign-stopped');
  const read = repeatsSchema.parse(repeats);
  if (read.every === 'calendar' && !(await listCalendars(tx)).some(({ name }) => name === read.calendar))
    throw new Refusal('calendar-unknown', { name: read.calendar });
  const checked = await checkPlan(tx, plan ?? EMPTY_PLAN);
  await endSeries(tx, by, campaignId);
  const series = tx.db.create(BroadcastSeries, {
    id: newId(tx.now.getTime()),
    campaignId,
    plan: checked,
    repeats: read,
    state: 'on',
    madeBy: actorName(by),
    createdBy: staffId(by),
    createdAt: tx.now,
  });
  await tx.db.insert(BroadcastSeries, series as never);
  await noteAct(tx, by, 'repeat-broadcast', series.id, { campaignId, repeats: read });
  await planNext(tx, series);
  return series;
}

/** Ends the series of a campaign, and takes back what it has planned; what is being sent goes on. False: there is none. */
export async function endSeries(tx: Tx, by: Actor, campaignId: string): Promise<boolean> {
  authorise(by, 'publish');
  const series = await findSeries(tx, campaignId);
  if (!series) return false;
  await tx.db.update(BroadcastSeries, { id: series.id }, { state: 'off' });
  await tx.db.update(
    Broadcast,
    { seriesId: series.id, state: 'waiting' },
    { state: 'stopped', reason: 'the series ended', finishedAt: tx.now, reportedAt: tx.now },
  );
  await noteAct(tx, by, 'end-series', series.id);
  return true;
}

/** The series of a campaign that goes on. */
export function findSeries(tx: Pick<Tx, 'db'>, campaignId: string): Promise<BroadcastSeries | null> {
  return tx.db.findOneBy(BroadcastSeries, { campaignId, state: 'on' });
}
