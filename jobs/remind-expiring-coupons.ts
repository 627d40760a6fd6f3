import type { App } from '../src/app.ts';
import { zonesOfPeople } from '../src/customers/zones-of-people.ts';
import { addDays, civilDate, endOfDay, instantOf, outOfQuietHours } from '../src/lib/dates.ts';
import { inBatches } from './in-batches.ts';
import type { Job, Work } from './job.ts';
import { once } from './period.ts';
import { type Due, remind } from './remind.ts';

const REMINDED_AT = '09:00';

/**
 * Reminds three days and one day before a coupon's last day, civil days of the campaign's zone, at 09:00 where the
 * person is. A reminder that was missed is caught up on until the next one or the end. A coupon claimed that late needs
 * none.
 */
export const remindExpiringCoupons: Job = {
  name: 'remind-expiring-coupons',
  at: '*/5 * * * *',
  async run({ app }) {
    const { rows } = await app.pool.query('select zone, array_agg(id) as campaigns from campaign group by zone');
    const zones = await zonesOfPeople({ db: app.database.manager });
    const done = await doneScopes(app);
    for (const { zone, campaigns } of rows) {
      for (const home of zones) await remindZone(app, { zone, campaigns, home, done });
    }
  },
};

interface Zoned {
  /** The campaigns' zone, which their last days are days of. */
  zone: string;
  campaigns: string[];
  /** The people's zone, which 09:00 is in; null for the shop's. */
  home: string | null;
  done: ReadonlySet<string>;
}

async function remindZone(app: Work['app'], { zone, campaigns, home, done }: Zoned): Promise<void> {
  const now = app.clock.now();
  const where = home ?? app.shop.zone;
  if (outOfQuietHours(now, where) > now) return;
  const today = civilDate(now, zone);
  // The second number is how many days before the end the next reminder takes over.
  for (const [before, until] of [
    [3, 2],
    [1, 0],
  ] as const) {
    for (let ahead = before; ahead >= until; ahead--) {
      const day = addDays(today, ahead);
      const due = instantOf(addDays(day, -before), where, REMINDED_AT);
      const key = { job: 'remind-expiring-coupons', period: `${day} ${before}d`, scope: `${zone} ${home ?? ''}`, due };
      if (due > now || done.has(`${key.period} ${key.scope}`)) continue;
      const from = new Date(Math.max(instantOf(day, zone).getTime(), now.getTime()));
      const values = [from, endOfDay(day, zone), instantOf(addDays(day, -before), zone), campaigns];
      await once(app, key, () =>
        inBatches<Due>(app, { text: EXPIRING, values }, (people) => remind(app, people, { day, before, zone, home })),
      );
    }
  }
}

async function doneScopes(app: App): Promise<Set<string>> {
  const since = new Date(app.clock.now().getTime() - 10 * 86_400_000).toISOString().slice(0, 10);
  const { rows } = await app.pool.query(
    `select period || ' ' || scope as key from job_run where job = 'remind-expiring-coupons' and period >= $1 and scope <> '' and state = 'done'`,
    [since],
  );
  return new Set(rows.map(({ key }) => key));
}

// By the index of open coupons alone: people are looked up a batch at a time, where their zone is looked at too.
const EXPIRING = `
select customer_id as customer, array_agg(id order by valid_until, id) as coupons from coupon
where state = 'issued' and valid_until > $1 and valid_until <= $2 and claimed_at < $3 and campaign_id = any($4::uuid[])
group by customer_id order by customer_id`;
