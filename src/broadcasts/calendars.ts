import { addDays, type Civil, civilDate, isCivil } from '../lib/dates.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { noteAct } from './note-act.ts';

/** A calendar of the shop's, with its days from today on. */
export interface Calendar {
  name: string;
  days: Civil[];
}

/** A calendar's name: one word, so that it can be said in a line. */
export const isCalendarName = (text: string) => /^[\p{L}][\p{L}\p{N}-]{0,39}$/u.test(text);

/** The calendars of the shop, by name. */
export async function listCalendars(tx: Pick<Tx, 'db' | 'now' | 'shop'>): Promise<Calendar[]> {
  return tx.db.query(
    `select calendar as name, coalesce(array_agg(day::text order by day) filter (where day >= $1), '{}') as days
     from calendar_day group by calendar order by calendar`,
    [civilDate(tx.now, tx.shop.zone)],
  );
}

/** Adds days to a calendar, which begins with its first one; a day it has already stays. */
export async function keepDays(tx: Tx, by: Actor, name: string, days: readonly Civil[]): Promise<Calendar[]> {
  authorise(by, 'publish');
  if (!isCalendarName(name) || days.length === 0 || !days.every((day) => fits(tx, day)))
    throw new Refusal('days-unreadable');
  const [known] = await tx.db.query('select calendar from calendar_day where lower(calendar) = lower($1) limit 1', [
    name,
  ]);
  await tx.db.query('insert into calendar_day (calendar, day) select $1, unnest($2::date[]) on conflict do nothing', [
    known?.calendar ?? name,
    days,
  ]);
  await noteAct(tx, by, 'keep-days', name, { days });
  return listCalendars(tx);
}

/** Takes days out of a calendar; all of them when none is named. What is planned for such a day already stays. */
export async function dropDays(tx: Tx, by: Actor, name: string, days: readonly Civil[]): Promise<Calendar[]> {
  authorise(by, 'publish');
  const [known] = await tx.db.query('select calendar from calendar_day where lower(calendar) = lower($1) limit 1', [
    name,
  ]);
  if (!known) throw new Refusal('calendar-unknown', { name });
  if (!days.every(isCivil)) throw new Refusal('days-unreadable');
  await tx.db.query('delete from calendar_day where calendar = $1 and (cardinality($2::date[]) = 0 or day = any($2))', [
    known.calendar,
    days,
  ]);
  await noteAct(tx, by, 'drop-days', name, { days });
  return listCalendars(tx);
}

// A year that is a slip of the finger would never come.
const fits = (tx: Tx, day: Civil) =>
  isCivil(day) &&
  day >= addDays(civilDate(tx.now, tx.shop.zone), -1) &&
  day <= addDays(civilDate(tx.now, tx.shop.zone), 3_660);
