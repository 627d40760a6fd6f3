import { bornOn } from '../src/customers/birthday-benefit.ts';
import { zonesOfPeople } from '../src/customers/zones-of-people.ts';
import { addDays, civilDate, instantOf, outOfQuietHours } from '../src/lib/dates.ts';
import { greet } from './greet.ts';
import { inBatches } from './in-batches.ts';
import type { Job, Work } from './job.ts';
import { once } from './period.ts';

const CATCH_UP_DAYS = 7;
const GREETED_AT = '09:00';

/**
 * Wishes a happy birthday at 09:00 of the civil day in each person's zone, and up to seven days later after downtime.
 * One run for each day and zone; one greeting for each person and civil year. A trigger for birthdays takes its place.
 */
export const greetBirthdays: Job = {
  name: 'greet-birthdays',
  at: '*/5 * * * *',
  async run(work) {
    // A trigger for birthdays has taken over; the note of each year is the same.
    if (await birthdaysTaken(work.app)) return;
    for (const zone of await zonesOfPeople({ db: work.app.database.manager })) await greetZone(work, zone);
  },
};

async function greetZone({ app }: Work, zone: string | null): Promise<void> {
  const now = app.clock.now();
  const where = zone ?? app.shop.zone;
  // Also after downtime nobody is woken.
  if (outOfQuietHours(now, where) > now) return;
  const today = civilDate(now, where);
  const done = await doneDays(app, zone, addDays(today, -CATCH_UP_DAYS));
  for (let back = CATCH_UP_DAYS; back >= 0; back--) {
    const day = addDays(today, -back);
    const due = instantOf(day, where, GREETED_AT);
    if (done.has(day) || due > now) continue;
    await once(app, { job: 'greet-birthdays', period: `day ${day}`, scope: zone ?? '', due }, async () => {
      await inBatches<{ id: string }>(app, { text: BORN, values: [bornOn(day), zone] }, async (people) => {
        for (const { id } of people) await greet(app, id, day);
      });
    });
  }
}

async function birthdaysTaken({ pool, clock }: Work['app']): Promise<boolean> {
  const { rows } = await pool.query(
    `select 1 from trigger where state = 'on' and rule #>> '{when,kind}' = 'birthday' and (ends_at is null or ends_at > $1)`,
    [clock.now()],
  );
  return rows.length > 0;
}

async function doneDays(app: Work['app'], zone: string | null, since: string): Promise<Set<string>> {
  const { rows } = await app.pool.query(
    `select period from job_run where job = 'greet-birthdays' and period >= $1 and period < 'day a' and scope = $2 and state = 'done'`,
    [`day ${since}`, zone ?? ''],
  );
  return new Set(rows.map(({ period }) => period.slice(4)));
}

const BORN = `
select id from customer where birth_mmdd = any($1::smallint[]) and merged_into is null and zone is not distinct from $2
  and joined_at is not null and marketing`;
