import { addDays, birthdayIn } from '../lib/dates.ts';
import type { Tx } from '../transaction.ts';

const LEAP_DAY = 229;
const BETWEEN_DAYS = 300;

/** Month and day as stored; who was born on 29 February has the 28th in common years. */
export function bornOn(day: string): number[] {
  const own = Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));
  const leapling = birthdayIn(Number(day.slice(0, 4)), LEAP_DAY) === day;
  return leapling && own !== LEAP_DAY ? [own, LEAP_DAY] : [own];
}

/**
 * Notes that a person has had what a birthday brings, once for each civil year, whoever gives it; false when they had. The
 * civil year is the key, so that somebody who changes zone has one birthday a year; a changed birthday brings nothing
 * within 300 days.
 */
export async function firstInYear(tx: Tx, customerId: string, day: string): Promise<boolean> {
  const year = Number(day.slice(0, 4));
  const near = [year - 1, year, year + 1].map(String);
  // One at a time for each person, over all processes.
  await tx.db.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`birthday:${customerId}`]);
  const recent = await tx.db.query(
    `select 1 from job_run where job = 'birthday-benefit' and scope = $1 and period = any($2) and (period = $3 or due_at > $4)`,
    [customerId, near, String(year), new Date(`${addDays(day, -BETWEEN_DAYS)}T00:00:00Z`)],
  );
  if (recent.length > 0) return false;
  await tx.db.query(
    `insert into job_run (job, period, scope, state, due_at, started_at, finished_at, lease_token, lease_until)
     values ('birthday-benefit', $1, $2, 'done', $3, $4, $4, uuid7(), $4)`,
    [String(year), customerId, new Date(`${day}T00:00:00Z`), tx.now],
  );
  return true;
}
