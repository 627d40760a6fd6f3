import type pg from 'pg';
import { greetBirthdays } from '../jobs/greet-birthdays.ts';
import type { Job } from '../jobs/job.ts';
import { remindExpiringCoupons } from '../jobs/remind-expiring-coupons.ts';
import { newId } from '../src/lib/ids.ts';
import type { Bench, Told } from './figure.ts';
import { clock, type Ground, openGround } from './ground.ts';
import { brief } from './measure.ts';
import { buffersOfLooks } from './trigger-looks.ts';

const DUE = 40;

export const jobs: Bench = {
  name: 'jobs',
  about: 'What daily jobs read to find who is due, as the shop grows and as many are due',
  async run({ short, log }) {
    const sizes = short ? [1_000, 2_000] : [10_000, 1_000_000];
    const found: Record<string, number>[] = [];
    for (const size of sizes) {
      const ground = await openGround();
      try {
        log(`${brief(size)} customers`);
        await fill(ground, size);
        found.push({
          birthdays: await buffersOf(ground, greetBirthdays),
          reminders: await buffersOf(ground, remindExpiringCoupons),
          triggers: await buffersOfLooks(ground, DUE),
        });
      } finally {
        await ground.end();
      }
    }
    return ['birthdays', 'reminders', 'triggers'].map((name): Told => {
      const [small, large] = found.map((one) => one[name]!) as [number, number];
      return {
        name: `${name === 'triggers' ? 'one look' : 'daily job'} (${name}): buffers at ${brief(sizes[1]!)} ÷ at ${brief(sizes[0]!)} customers`,
        value: large / small,
        unit: '×',
        better: 'lower',
        floor: 4,
        goal: 2.5,
        reference: `the job's own statements, explained with buffers, ${DUE} people due in both`,
        detail: `${brief(large)} against ${brief(small)} buffers of 8 kB`,
      };
    });
  },
};

/** People with a birthday on every other day of the year and a coupon each; `DUE` of them are due today. */
async function fill(ground: Ground, size: number): Promise<void> {
  const people = await ground.people(size);
  const { pool } = ground.app;
  const now = clock.now();
  // Far from the days that the job catches up on.
  const today = Number(
    new Intl.DateTimeFormat('en', { timeZone: 'Asia/Taipei', month: '2-digit', day: '2-digit' })
      .format(now)
      .replace('/', ''),
  );
  const { campaign } = await ground.campaign();
  const day = 86_400_000;
  for (let at = 0; at < size; at += 50_000) {
    const part = people.slice(at, at + 50_000);
    await pool.query(BIRTHDAYS, [part, today, size / DUE, (Math.floor(today / 100) + 5) % 12]);
    const ids = part.map(() => newId(now.getTime()));
    const codes = ground.app.shop.codes.secretsOf(ids).map(({ hash }) => hash);
    const soon = new Date(now.getTime() + 3 * day);
    await pool.query(COUPONS, [
      ids,
      part,
      codes,
      campaign.id,
      new Date(now.getTime() - 10 * day),
      soon,
      size / DUE,
      new Date(now.getTime() + 30 * day),
    ]);
  }
  await pool.query('vacuum analyze customer, coupon, identity');
}

// All others were born in the six months that lie half a year away.
const BIRTHDAYS = `
update customer c set birth_mmdd = case when u.n % $3::int = 0 then $2::int else (1 + ($4::int + u.n % 4) % 12) * 100 + 1 + u.n % 28 end
from unnest($1::uuid[]) with ordinality as u (id, n) where c.id = u.id`;
const COUPONS = `
insert into coupon (id, campaign_id, customer_id, seq, terms_version, code_hash, channel, claimed_at, valid_from, valid_until, worst_minor)
select id, $4, customer, 1, 1, code, 'bench', $5, $5, case when n % $7::int = 0 then $6::timestamptz else $8::timestamptz + n % 200 * interval '1 hour' end, 1000
from unnest($1::uuid[], $2::uuid[], $3::bigint[]) with ordinality as u (id, customer, code, n)`;

/** Runs a job, and explains each statement by which it looked for who is due. */
async function buffersOf({ app }: Ground, job: Job): Promise<number> {
  const looked: { text: string; values: unknown[] }[] = [];
  const note = (query: unknown, values: unknown) => {
    const { text, values: own } = typeof query === 'string' ? { text: query, values } : (query as pg.QueryConfig);
    const bare = text.replace(/^declare batches no scroll cursor for /, '');
    if (/^\s*(select|with)/i.test(bare)) looked.push({ text: bare, values: ((own ?? []) as unknown[]).slice() });
  };
  const spied = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(of, name) {
        const value = Reflect.get(of, name) as unknown;
        if (name === 'query') {
          return (...args: unknown[]) => {
            note(args[0], args[1]);
            return (value as (...all: unknown[]) => unknown).apply(of, args);
          };
        }
        if (name === 'connect') return async () => spied(await app.pool.connect());
        return typeof value === 'function' ? value.bind(of) : value;
      },
    });
  await job.run({ app: { ...app, pool: spied(app.pool) }, hear: undefined as never } as never);
  let buffers = 0;
  for (const { text, values } of looked) {
    const { rows } = await app.pool.query(`explain (analyze, buffers, format json) ${text}`, values);
    const plan = rows[0]['QUERY PLAN'][0].Plan;
    buffers += plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  }
  if (looked.length === 0) throw new Error('the job looked for nobody');
  return buffers;
}
