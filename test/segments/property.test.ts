import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { cutValues } from '../../src/customers/value.ts';
import { becauseOf } from '../../src/segments/because.ts';
import { inlineSegments } from '../../src/segments/inline-segments.ts';
import { readRule } from '../../src/segments/read-rule.ts';
import { peopleAmong, peopleOf } from '../../src/segments/segment-people.ts';
import { openCounter } from '../coupons/counter.ts';
import { plainly } from './plain.ts';
import { randomRules } from './random-rules.ts';
import { named, randomWorld, settle } from './world.ts';

const counter = await openCounter(2);
const { run, database, clock } = counter;
afterAll(() => counter.close());

// Near the end of a year that is followed by common ones, in a leap year, and at its end.
const instants = ['2027-12-27T15:30:00Z', '2028-02-22T02:00:00Z', '2027-02-25T16:30:00Z', '2026-11-23T06:02:00Z'];
const one = (...all: string[]) => fc.constantFrom(...all);
const rules = randomRules({
  names: one(...named.products, ...named.categories, 'COFFEE', 'tea'),
  stores: one(...named.stores, 'station'),
  cities: one(...named.cities, 'taipei', 'Tainan'),
  campaigns: one(...named.campaigns, 'latte'),
  tiers: one(...named.tiers, 'GOLD'),
  tags: one(...named.tags, 'VIP', 'staff'),
  channels: one(...named.channels),
  segments: one(...['Guests', 'regulars']),
  days: fc.constantFrom(1, 7, 21, 30, 60, 90, 365, 400),
  counts: fc.integer({ min: 0, max: 6 }),
  minor: fc.integer({ min: 0, max: 30 }).map((n) => n * 1000),
  points: fc.integer({ min: 95, max: 110 }).map((n) => n * 10),
});

// By chance a kind may be asked nothing that matters: each is asked this too, of every shop.
const EVERY_KIND = [
  ...[
    'visits >= 2',
    'visits >= 2 in 30 days',
    'no visit in 30 days',
    'visits >= 1 at (station, 站前)',
    'visits = 1 in 90 days',
  ],
  ...[
    'spend > 150',
    'spend >= 100 in 60 days',
    'spend < 100 in 365 days',
    'average order > 100',
    'average order < 90 in 90 days',
  ],
  ...[
    'coffee >= 2',
    'cake >= 1 in 90 days',
    'product CAKE >= 1',
    'category CAKE >= 1',
    'category COFFEE >= 2 in 90 days',
    'no coffee in 60 days',
  ],
  ...[
    'claimed >= 2',
    'claimed LATTE in 60 days',
    'used >= 1',
    'used LATTE in 90 days',
    'unused >= 1 of last 2',
    'unused >= 1 of last 1',
  ],
  ...[
    'points >= 1000',
    'rating >= 3',
    'rating <= 3 in 60 days',
    'last visit > 30 days ago',
    'first visit <= 90 days ago',
  ],
  ...[
    'joined >= 60 days ago',
    'value high',
    'value mid',
    'value low',
    'active',
    'slipping',
    'lost',
    'tier GOLD',
    'tier (none, silver)',
  ],
  ...[
    'store station',
    'city TAIPEI',
    'tag VIP',
    'language zh-hant',
    'channel line',
    'segment guests',
    'segment regulars',
  ],
  ...['birthday in 30 days', 'birthday this month', 'birthday next month', 'birthday in month 2', 'birthday in 7 days'],
].map((text) => readRule(text, 'TWD'));

it('Whoever SQL finds for a rule a plain reader of the raw rows finds, and nobody else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), one(...instants), fc.boolean(), fc.integer(), async (seed, at, cut, ruleSeed) => {
      clock.at = new Date(at);
      const world = randomWorld(seed, clock.at, 'Asia/Taipei');
      await run((tx) => settle(tx.db, world));
      await database.query('delete from value_cut');
      if (cut) await run(cutValues);
      await run(async (tx) => {
        for (const rule of [...EVERY_KIND, ...fc.sample(rules, { seed: ruleSeed, numRuns: 18 })]) {
          const { sql, values } = await peopleOf(tx, rule, 2);
          const rows = await tx.db.query(`select $1::int as n, customer_id as id from (${sql}) p order by 2`, [
            1,
            ...values,
          ]);
          const found = rows.map(({ id }: { id: string }) => id);
          const said = `${JSON.stringify(rule)} at ${at} in world ${seed}`;
          expect(found, said).toEqual(plainly(world, rule));
          const some = world.customers.filter((_, n) => n % 3 === 0).map(({ id }) => id);
          const among = await peopleAmong(tx, rule, some);
          expect([...among].sort(), `among some: ${said}`).toEqual(found.filter((id: string) => some.includes(id)));
          if (EVERY_KIND.includes(rule)) continue;
          const because = await becauseOf(tx, await inlineSegments(tx, rule), found.slice(0, 3));
          expect(
            [...because.values()].filter((why) => why.length === 0),
            `no reason: ${said}`,
          ).toEqual([]);
        }
      });
    }),
    { numRuns: 4, endOnFailure: true },
  );
}, 60_000);
