import { find } from './kinds/index.ts';
import { daysLong, type Look, type Place } from './look.ts';
import type { Rule } from './rule.ts';

/** One thing that happened to one person, which a trigger answers once. */
export interface Occurrence {
  customerId: string;
  occurrence: string;
  at: Date;
  fromAt: Date;
}

/**
 * The statement that finds the occurrences of a rule, each person's in order. With `answered` those that this trigger has
 * answered are left out, and what falls into the same period as one of them.
 */
export function occurrencesOf({ when, once }: Rule, look: Look, answered?: string): { sql: string; values: unknown[] } {
  const { place, values } = places();
  const had = answered ? periodTaken(when.kind === 'purchases' ? when.days : 0, once, place, answered) : '';
  const happened = `select f.* ${happenedFrom(when, look, place)} ${had}`;
  const chosen =
    typeof once === 'object' ? inPeriods(happened, once.days, place) : once === 'ever' ? firsts(happened) : happened;
  const fresh = answered ? notAnswered(place(answered)) : '';
  return {
    sql: `select o.customer_id as "customerId", o.occurrence, o.at, o.from_at as "fromAt" from (${chosen}) o ${fresh}
order by o.customer_id, o.at, o.occurrence`,
    values,
  };
}

/** Whether what was found is still so, for one person: what was undone or given back meanwhile is not. */
export function stillSo({ when, once }: Rule, look: Look, occurrence: string): { sql: string; values: unknown[] } {
  const { place, values } = places();
  const which = once === 'ever' ? '' : `and f.occurrence = ${place(occurrence)}`;
  return { sql: `select 1 ${happenedFrom(when, look, place)} ${which} limit 1`, values };
}

// Accounts that were linked have each had what is now the person's: there it is named after the account.
const notAnswered = (triggerId: string) => `where not exists (
    select from trigger_effect e where e.trigger_id = ${triggerId}::uuid
      and e.occurrence = o.occurrence and e.reason is distinct from 'taken-back')
  and (not exists (select from customer_link l where l.kept_id = o.customer_id and l.undone_at is null)
    or not exists (select from family_of(o.customer_id) as account (id) join trigger_effect e on e.trigger_id = ${triggerId}::uuid
      and e.occurrence = replace(o.occurrence, o.customer_id::text, account.id::text) and e.reason is distinct from 'taken-back'))`;

function places(): { place: Place; values: unknown[] } {
  const values: unknown[] = [];
  return { values, place: (value) => `$${values.push(value)}` };
}

// Only people who have joined: nothing can be done for others.
const happenedFrom = (when: Rule['when'], look: Look, place: Place) => `from (${find(when, look, place)}) f
join customer p on p.id = f.customer_id and p.joined_at is not null and p.merged_into is null
where f.at >= ${place(look.since)}::timestamptz and f.at <= ${place(look.until)}::timestamptz`;

const firsts = (happened: string) => `
select distinct on (customer_id) customer_id, 'ever:' || customer_id as occurrence, at, from_at
from (${happened}) h order by customer_id, at, occurrence`;

/** The first of a person, then the first after its period is over, and so on. */
const inPeriods = (happened: string, days: number, place: Place) => `
select customer_id, occurrence, at, from_at from (
  select h.*, (counted(h.at, h.occurrence, 1, ${daysLong(place(days))}) over (partition by h.customer_id order by h.at, h.occurrence)).hit as hit
  from (${happened}) h) counted
where hit is not null`;

/** Leaves out what lies in a period that was answered, or in whose own period an answered one lies. */
function periodTaken(ofKind: number, once: Rule['once'], place: Place, triggerId: string): string {
  const days = Math.max(ofKind, typeof once === 'object' ? once.days : 0);
  if (days === 0) return '';
  const long = daysLong(place(days));
  return `and not exists (select from trigger_effect e
    where e.customer_id = any(array(select family_of(f.customer_id))) and e.trigger_id = ${place(triggerId)}::uuid and e.reason is distinct from 'taken-back'
      and ((f.at >= e.from_at and f.at < e.from_at + ${long}) or (e.at >= f.from_at and e.at < f.from_at + ${long})))`;
}
