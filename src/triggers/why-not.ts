import type { Customer } from '../../entities/customer.ts';
import type { Trigger } from '../../entities/trigger.ts';
import type { TriggerEffect } from '../../entities/trigger-effect.ts';
import { holdBack } from '../broadcasts/hold-back.ts';
import { firstInYear } from '../customers/birthday-benefit.ts';
import { civilDate, outOfQuietHours } from '../lib/dates.ts';
import type { Tx } from '../transaction.ts';
import type { Reason } from './do-effect.ts';
import { holdoutOf } from './holdout-of.ts';
import { byCalendar } from './kinds/index.ts';
import { stillSo } from './occurrences.ts';
import type { Rule } from './rule.ts';

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
    if (!person.reachable) return 'unreachable';
    const later = outOfQuietHours(tx.now, customer.zone ?? tx.shop.zone);
    if (later > tx.now) return later;
    const holdoutPercent = await holdoutOf(tx, trigger);
    const held = await holdBack(tx, customer.id, trigger.id, holdoutPercent === undefined ? {} : { holdoutPercent });
    if (held) return held;
  }
  if (rule.when.kind !== 'birthday') return undefined;
  const year = effect.occurrence.slice(effect.occurrence.lastIndexOf(':') + 1);
  const day = civilDate(effect.at, customer.zone ?? tx.shop.zone);
  // Somebody who moved far since is still born in the year that was found.
  return (await firstInYear(tx, customer.id, day.startsWith(year) ? day : `${year}-01-01`)) ? undefined : 'had';
}

/** True when the person notices; a tag or a word to the staff is no marketing. */
export function reachesOut({ campaignId }: Pick<Trigger, 'campaignId'>, { give }: Rule): boolean {
  return campaignId !== null || give.points !== undefined || give.text !== undefined || !(give.tag || give.tellStaff);
}

async function isStillSo(tx: Tx, { trigger, rule, effect, person }: Due): Promise<boolean> {
  // A day does not go away; and rows of somebody who was linked are named after another one.
  if (byCalendar.has(rule.when.kind) || person.customer.id !== effect.customerId) return true;
  const look = {
    // It was found when the trigger was on, however often it was switched since.
    since: new Date(Math.min(trigger.since!.getTime(), effect.at.getTime())),
    until: trigger.endsAt && trigger.endsAt < tx.now ? trigger.endsAt : tx.now,
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
    `with recursive family as (
       select $1::uuid as id
       union select l.joined_id from family f join customer_link l on l.kept_id = f.id and l.undone_at is null
     )
     select 1 from trigger_effect e join family f on f.id = e.customer_id
     where e.trigger_id = $2 and e.id <> $3 and e.state = 'done' and abs(extract(epoch from e.at - $4)) < $5 limit 1`,
    [person.customer.id, trigger.id, effect.id, effect.at, days * 86_400],
  );
  return had.length > 0;
}
