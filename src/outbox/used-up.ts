import { civilDate, instantOf, outOfQuietHours } from '../lib/dates.ts';
import type { Month } from './month.ts';
import { persist, type Sending } from './sending.ts';

/** Why something waits, or was not sent, when the platform takes no more messages this month. */
export const USED_UP = 'monthly-limit';

// A larger plan may be chosen at any time.
const AN_HOUR = 3_600_000;
// The longest such a rest can be: an hour before a night. More means that the clock was set back.
const LONGEST = 14 * AN_HOUR;

/**
 * When to try again after the platform said that the month is used up: in an hour, or when a new month begins in the zone
 * it counts by. Never at night, for then all that has waited goes out at once.
 */
export function tryAgainAt(now: Date, monthZone: string, zone: string): Date {
  const [year, month] = civilDate(now, monthZone).split('-').map(Number) as [number, number];
  const next = `${month === 12 ? year + 1 : year}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  const turn = instantOf(next, monthZone);
  return outOfQuietHours(new Date(Math.min(now.getTime() + AN_HOUR, turn.getTime())), zone);
}

/** How many messages may be leased now, of as many as there is room for: none while the month is used up, then one. */
export function roomOf({ app, month }: Sending, room: number, flying: number): number {
  if (!month.tryAgainAt) return room;
  return flying > 0 || isResting(month, app.clock.now()) ? 0 : Math.min(room, 1);
}

function isResting({ tryAgainAt: at }: Month, now: Date): boolean {
  const rest = at ? at.getTime() - now.getTime() : 0;
  return rest > 0 && rest < LONGEST;
}

/**
 * Has all that waits for one person each rest. Nobody is asked for it again and again, and what has become too old ends
 * with its reason. It keeps its place in the queue and may ride along with an answer meanwhile.
 */
export async function restForTheMonth(sending: Sending): Promise<void> {
  const { app, channel, hold, month } = sending;
  const now = app.clock.now();
  // Those that were on their way together hear the same.
  if (isResting(month, now)) return;
  month.tryAgainAt = tryAgainAt(now, channel.abilities.monthZone ?? 'UTC', app.shop.zone);
  app.log.warn({ channel: channel.name, again: month.tryAgainAt }, 'The messages of this month are used up');
  await persist(sending, () => app.pool.query(REST, [channel.name, hold.token, now, USED_UP]));
}

// What another process or an answer has in its hands is not waited for; the next look finds it.
const REST = `
with resting as (
  select id, coalesce(expires_at <= $3, false) as over from delivery
  where channel = $1 and state = 'waiting' and run_at <= $3 and first_tried_at is null
    and (expires_at <= $3 or reason is distinct from $4) and exists (select from sender where channel = $1 and token = $2)
  for update skip locked
)
update delivery d set reason = $4, state = case when r.over then 'skipped' else d.state end,
  finished_at = case when r.over then $3::timestamptz end
from resting r where d.id = r.id`;
