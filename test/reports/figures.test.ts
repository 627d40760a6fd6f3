import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { addDays, civilDate } from '../../src/lib/dates.ts';
import { maskName } from '../../src/lib/plain-text.ts';
import { cohorts } from '../../src/reports/cohorts.ts';
import { cost } from '../../src/reports/cost.ts';
import { failures } from '../../src/reports/failures.ts';
import { funnel } from '../../src/reports/funnel.ts';
import { hours } from '../../src/reports/hours.ts';
import { kinds } from '../../src/reports/kinds.ts';
import { products } from '../../src/reports/products.ts';
import { returned } from '../../src/reports/returned.ts';
import { segments } from '../../src/reports/segments.ts';
import { top } from '../../src/reports/top.ts';
import { weeks } from '../../src/reports/weeks.ts';
import { openHistory, step } from './history.ts';
import { rawRows } from './raw.ts';
import { recompute } from './recompute.ts';

const shop = await openHistory();
afterAll(() => shop.close());

const readers = {
  owner: await shop.reader('owner', null),
  marketer: await shop.reader('marketer', null),
  bound: await shop.reader('manager', shop.stores[1]!),
};
const sorted = <T>(all: T[]) => all.map((one) => JSON.stringify(one, Object.keys(one as object).sort())).sort();

it('Each figure equals a plain recomputation from the raw rows, whatever happened and whoever reads', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 30, maxLength: 60 }),
      fc.nat({ max: 70 }),
      fc.nat({ max: 60 }),
      async (steps, before, days) => {
        await shop.live(steps as never);
        const raw = await rawRows(shop.database);
        for (const [who, by] of Object.entries(readers)) {
          const store = by.staff.storeId;
          const zone = store ? 'America/New_York' : 'Asia/Taipei';
          const last = addDays(civilDate(shop.clock.at, zone), -before + 20);
          const period = { from: addDays(last, -days), last };
          const plain = recompute(raw, { ...period, zone, store, now: shop.clock.at }, 'Asia/Taipei');
          await shop.run(async (tx) => {
            expect((await weeks(tx, by, period)).rows).toEqual(plain.weeks());
            expect((await hours(tx, by, period)).rows).toEqual(plain.hours());
            expect((await products(tx, by, period)).rows).toEqual(plain.products());
            expect((await kinds(tx, by, period)).rows).toEqual(plain.kinds());
            const costs = (await cost(tx, by, period)).rows.map(({ ref: _, name: __, ...rest }) => rest);
            expect(sorted(costs)).toEqual(sorted(plain.cost()));
            const back = await returned(tx, by, period);
            expect(sorted(back.products)).toEqual(sorted(plain.returned().products));
            expect(sorted(back.campaigns.map(({ ref: _, ...rest }) => rest))).toEqual(
              sorted(plain.returned().campaigns),
            );
            const best = await top(tx, by, period);
            const [users, spenders] = [best.users, best.spenders].map((all) =>
              all.map(({ lastOn: _, intervalDays: __, behaviour: ___, ...rest }) => rest),
            );
            expect(best.behaviours).toEqual(store ? null : expect.objectContaining({ lost: expect.any(Number) }));
            const shown = <T extends { name: string | null }>(all: T[]) =>
              who !== 'marketer' ? all : all.map((one) => ({ ...one, name: maskName(one.name) }));
            expect({ users, spenders }).toEqual({
              users: shown(plain.top().users),
              spenders: shown(plain.top().spenders),
            });
            for (const { id } of shop.campaigns) {
              const { versions } = await funnel(tx, by, id, period);
              expect(versions.map(({ since: _, terms: __, ...rest }) => rest)).toEqual(plain.funnel(id));
            }
            const failed = await failures(tx, by, period);
            expect(failed.wrongCodes).toBe(plain.failures().wrongCodes);
            const campaigns = failed.campaigns.map(({ ref: _, name: __, weakness: ___, ...rest }) => rest);
            expect(sorted(campaigns)).toEqual(sorted(plain.failures().campaigns));
            expect((await cohorts(tx, by, period)).cohorts).toEqual(plain.cohorts());
            expect((await segments(tx, by, period)).everyone).toMatchObject(plain.everyone());
          });
        }
      },
    ),
    { numRuns: 10 },
  );
}, 120_000);
