import { Broadcast } from '../../entities/broadcast.ts';
import type { BroadcastSeries } from '../../entities/broadcast-series.ts';
import { civilDate, instantOf } from '../lib/dates.ts';
import { newId } from '../lib/ids.ts';
import type { Tx } from '../transaction.ts';
import { askApproval, needsApproval } from './ask-approval.ts';
import { storedPlan } from './plan.ts';
import { periodsOf, repeatsSchema } from './repeats.ts';
import { firstOnClocks } from './start-broadcast.ts';

/** So long before its time a broadcast of a series can be seen, approved and taken back. */
const AHEAD_DAYS = 7;

type Series = Pick<BroadcastSeries, 'id' | 'campaignId' | 'plan' | 'repeats' | 'madeBy' | 'createdBy'>;

/**
 * Plans the next broadcast of a series. Each period of it can exist once, also when many plan it, and what was taken
 * back is not planned again. Only what is still to come is planned: after downtime nobody hears of old periods.
 */
export async function planNext(tx: Tx, series: Series): Promise<boolean> {
  const repeats = repeatsSchema.parse(series.repeats);
  const days: { day: string }[] =
    repeats.every === 'calendar'
      ? await tx.db.query('select day::text from calendar_day where calendar = $1', [repeats.calendar])
      : [];
  const kept = new Set(days.map(({ day }) => day));
  for (const period of periodsOf(repeats, civilDate(tx.now, tx.shop.zone), AHEAD_DAYS, kept)) {
    const wallAt = repeats.clock === 'customer' ? `${period} ${repeats.time}` : null;
    const sendAt = wallAt ? await firstOnClocks(tx, wallAt) : instantOf(period, tx.shop.zone, repeats.time);
    if (sendAt > tx.now) return planOne(tx, series, { period, wallAt, sendAt });
  }
  return false;
}

async function planOne(
  tx: Tx,
  { id: seriesId, campaignId, plan, madeBy, createdBy }: Series,
  when: { period: string; wallAt: string | null; sendAt: Date },
): Promise<boolean> {
  if (await tx.db.existsBy(Broadcast, { seriesId, period: when.period })) return false;
  const people = await needsApproval(tx, madeBy, storedPlan(plan));
  const written = await tx.db.query(
    `insert into broadcast (id, campaign_id, state, created_by, made_by, send_at, wall_at, created_at, plan, series_id, period, approval)
     select $1, $2, 'waiting', $3, $4, $5, $6, $7, $8, s.id, $10, $11
     from broadcast_series s where s.id = $9 and s.state = 'on' for share
     on conflict (series_id, period) do nothing returning id`,
    [
      newId(tx.now.getTime()),
      campaignId,
      createdBy,
      madeBy,
      when.sendAt,
      when.wallAt,
      tx.now,
      JSON.stringify(plan),
      seriesId,
      when.period,
      people === undefined ? null : 'asked',
    ],
  );
  if (written.length === 0) return false;
  if (people === undefined) return true;
  const { id } = written[0];
  const asked = await askApproval(tx, await tx.db.findOneByOrFail(Broadcast, { id }), people);
  await tx.db.update(Broadcast, { id }, { asked: asked as object });
  return true;
}
