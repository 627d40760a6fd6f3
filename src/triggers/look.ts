import type { When } from './rule.ts';

/** Where and when to look for occurrences; the same for the living trigger and for a dry run over the past. */
export interface Look {
  /** Only what happened from `since` on and not after `until`. */
  since: Date;
  until: Date;
  /** Whose rows: those with something recorded from an instant on, or one person's. */
  scope: { recorded: Date } | { customerId: string };
  /** The living trigger, whose watches lead to those who stay away. A dry run looks back and has none. */
  live?: { triggerId: string };
  /** Of the shop, for people and stores without one. */
  zone: string;
  /** Civil days of zones, for kinds that go by the calendar. */
  days: readonly CivilDay[];
  /** The effect comes so much later. */
  delayMinutes: number;
}

/** A civil day of people in a zone (null: those in the shop's), and the instant at which it counts. */
export interface CivilDay {
  zone: string | null;
  year: number;
  /** Month and day as stored: 229 beside 228 in common years. */
  monthDay: number;
  /** The same and its neighbours, for instants that are a day of another zone. */
  near: number[];
  at: Date;
}

/** Takes a value and gives its place in the statement: `$7`. */
export type Place = (value: unknown) => string;

/** Selects customer_id, occurrence, at and from_at of everything that a kind says has happened. */
export type Find<K extends When['kind'] = When['kind']> = (
  when: Extract<When, { kind: K }>,
  look: Look,
  place: Place,
) => string;

/** Rows of a table by their id, a UUID version 7 that tells when they were recorded, or by their customer. */
export function rowsIn({ scope }: Look, place: Place, id: string, customer: string): string {
  if ('recorded' in scope) return `${id} >= uuid7_from(${place(scope.recorded)}::timestamptz)`;
  return `${customer} = ${place(scope.customerId)}::uuid`;
}

/** Everything of the people who have a row of a table in scope; for kinds that go by a whole history. */
export function peopleIn(look: Look, place: Place, table: 'purchase' | 'points_entry'): string {
  const { scope } = look;
  if ('customerId' in scope) return `= ${place(scope.customerId)}::uuid`;
  return among(look, `select customer_id from ${table} where id >= uuid7_from(${place(scope.recorded)}::timestamptz)`);
}

/** One of the people of a query: a few for the living, who are reached by index whatever the planner thinks of their number. */
export const among = ({ live }: Look, people: string): string => (live ? `= any(array(${people}))` : `in (${people})`);

/** An interval of days of 24 hours. */
export const daysLong = (days: string) => `${days}::float8 * interval '24 hours'`;
