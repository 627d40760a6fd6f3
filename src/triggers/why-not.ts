import type { Customer } from '../../entities/customer.ts';
import type { Trigger } from '../../entities/trigger.ts';
import type { TriggerEffect } from '../../entities/trigger-effect.ts';
import { holdBack } from '../broadcasts/hold-back.ts';
import { firstInYear } from '../customers/birthday-benefit.ts';
import { civilDate, outOfQuietHours } from '../lib/dates.ts';
import type { Tx } from '../transaction.ts';
import { isByHabits } from './by-habits.ts';
import { holdoutOf } from './holdout-of.ts';
import { byCalendar } from './kinds/index.ts';
import { stillSo } from './occurrences.ts';
import type { Reason } from './reason.ts';
import type { Rule } from './rule.ts';

/** Who heard enough hears it when there is room again, within so long: a birthday coupon is not lost for a broadcast. */
export const TOO_LATE_MS = 7 * 86_400_000;
const AGAIN_MS = 4 * 3_600_000;
/** Who did something just now is awake; what comes to us later, as with a file by night, lets people sleep. */
const JUST_NOW_MS = 3_600_000;
/** Kinds whose occurrence stays the same thing when accounts are linked; others go by the order of a whole history. */
const steady: ReadonlySet<string> = new Set(['purchase', 'coupon-used', 'coupon-expiring', 'rating', 'event', 'away']);

/** Who an effect is for, and where they are reached. */
export interface Person {
  customer: Customer;
  channel: string;
  reachable: boolean;
}

/** An effect about to be done. */
export interface Due {
  trigger: Trigger;
  rule: Rule;
  effect: TriggerEffect;
  person: Person;
}

/** Why nothing is to be done, or when to ask again: at the end of the quiet hours. Undefined when all is well. */
export async function whyNot(tx: Tx, due: Due): Promise<Reason | Date | undefined> {
  const { trigger, rule, effect, person } = due;
  const { customer } = person;
  if (trigger.state === 'off') return 'off';
  if (!customer.joinedAt) return 'left';
  if (!(await isStillSo(tx, due))) return 'taken-back';
  if (await hadBefore(tx, due)) return 'had';
  if (rule.class === 'marketing' && reachesOut(trigger, rule)) {
    if (!customer.marketing) return 'opted-out';
    if (customer.noPersonal && isByHabits(rule)) return 'not-personal';
    if (!person.reachable) return 'unreachable';
    const later = outOfQuietHours(tx.now, customer.zone ?? tx.shop.zone);
    if (later > tx.now) return later;
    const holdoutPercent = await holdoutOf(tx, trigger);
    const held = await holdBack(tx, customer.id, trigger.id, holdoutPercent === undefined ? {} : { holdoutPercent });
    if (held) return (held === 'capped' && roomLater(tx, due)) || held;
  } else if (reachesOut(trigger, rule) && tx.now.getTime() - effect.at.getTime() > JUST_NOW_MS) {
    const later = outOfQuietHours(tx.now, customer.zone ?? tx.shop.zone);
    if (later > tx.now) return later;
  }
  if (rule.when.kind !== 'birthday') return undefined;
  const year = effect.occurrence.slice(effect.occurrence.lastIndexOf(':') + 1);
  const day = civilDate(effect.at, customer.zone ?? tx.shop.zone);
  // Somebody who moved far since is still born in the year that was found.
  return (await firstInYear(tx, customer.id, day.startsWith(year) ? day : `${year}-01-01`)) ? undefined : 'had';
}

/** When to ask again after somebody had heard enough. */
export const roomAgain = (now: Date, zone: string): Date => outOfQuietHours(new Date(now.getTime() + AGAIN_MS), zone);

/** When to see whether there is room for one more message; undefined when it would come too late to make sense. */
function roomLater(tx: Tx, { rule, effect, person }: Due): Date | undefined {
  const until = effect.at.getTime() + rule.delayMinutes * 60_000 + TOO_LATE_MS;
  const later = roomAgain(tx.now, person.customer.zone ?? tx.shop.zone);
  return later.getTime() <= until ? later : undefined;
}

/** True when the person notices; a tag or a word to the staff is no marketing. */
export function reachesOut({ campaignId }: Pick<Trigger, 'campaignId'>, { give }: Rule): boolean {
  return campaignId !== null || give.points !== undefined || give.text !== undefined || !(give.tag || give.tellStaff);
}

async function isStillSo(tx: Tx, { trigger, rule, effect, person }: Due): Promise<boolean> {
  // A day does not go away; and of somebody who was linked meanwhile the history is another one.
  const linked = person.customer.id !== effect.customerId;
  if (byCalendar.has(rule.when.kind) || (linked && !steady.has(rule.when.kind))) return true;
  const look = {
    // It was found when the trigger was on, however often it was switched since.
    since: new Date(Math.min(trigger.since!.getTime(), effect.at.getTime())),
    // Also what came after the trigger's end, such as the visit of somebody who stayed away.
    until: tx.now,
    scope: { customerId: person.customer.id },
    live: { triggerId: trigger.id },
    zone: tx.shop.zone,
    days: [],
    delayMinutes: rule.delayMinutes,
  };
  const { sql, values } = stillSo(rule, look, effect.occurrence);
  return (await tx.db.query(sql, values)).length > 0;
}

/** Accounts that were linked since may have had, each for itself, what a person gets once. */
async function hadBefore(tx: Tx, { trigger, rule, effect, person }: Due): Promise<boolean> {
  if (rule.once === 'occurrence') return false;
  const days = typeof rule.once === 'object' ? rule.once.days : 36_500;
  const had = await tx.db.query(
    `select 1 from trigger_effect e join family_of($1) as account (id) on account.id = e.customer_id
     where e.trigger_id = $2 and e.id <> $3 and e.state = 'done' and abs(extract(epoch from e.at - $4)) < $5 limit 1`,
    [person.customer.id, trigger.id, effect.id, effect.at, days * 86_400],
  );
  return had.length > 0;
}
