import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { openAccount } from '../../src/demo/history/account.ts';
import { newId } from '../../src/lib/ids.ts';
import { openCounter } from '../coupons/counter.ts';

const counter = await openCounter(2);
const { database } = counter;
afterAll(() => counter.close());

const DAY = 86_400_000;
const VALID_DAYS = 20;
const start = counter.clock.at.getTime();

const step = fc.record({
  what: fc.constantFrom('earn', 'earn', 'spend', 'take'),
  points: fc.integer({ min: 1, max: 60 }),
  which: fc.nat({ max: 20 }),
  most: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  days: fc.nat({ max: 6 }),
});

it('The accounts of the demo’s past follow the rules of the ledger, step by step', async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const name = `run ${++runs}`;
      const id = await counter.person(name);
      const until = (at: Date) => new Date(at.getTime() + VALID_DAYS * DAY);
      const account = openAccount(id, (at) => newId(at.getTime()), until);
      const earned: string[] = [];
      const taken = new Map<string, number>();
      let at = new Date(start);
      for (const [n, { what, points, which, most, days }] of steps.entries()) {
        at = new Date(at.getTime() + days * DAY + 1000);
        const source = `${name}:${n}`;
        if (what === 'earn') {
          earned.push(source);
          account.earn(points, 'purchase', source, at);
          await database.query('select earn_points($1, $2, $3, $4, $5, $6)', [
            id,
            points,
            'purchase',
            source,
            at,
            until(at),
          ]);
        } else if (what === 'spend') {
          account.spend(points, source, at);
          await database.query('select spend_points($1, $2, $3, $4)', [id, points, source, at]);
        } else {
          // Each earning is taken back once; what has expired of it is gone already, and the past takes back at once.
          const of = earned[which % (earned.length || 1)];
          const fresh = of && account.lots.length > 0 && !taken.has(of);
          if (!fresh) continue;
          account.expire(at);
          const entry = account.entries.find((one) => one.source === of)!;
          if (account.entries.some((one) => one.source === `expiry:${entry.id}`)) continue;
          taken.set(of, n);
          account.takeBack([of], source, at, most);
          await database.query('select take_back_points($1, $2, $3, $4, 0, $5)', [id, [of], source, at, most ?? null]);
        }
      }
      at = new Date(at.getTime() + 1000);
      account.expire(at);
      await database.query('select lock_points($1)', [id]);
      await database.query('select expire_lots($1, $2)', [id, at]);
      const [row] = await database.query(
        `select a.balance::int as balance, a.owed::int as owed,
           (select jsonb_agg(remaining order by expires_at, remaining) from points_lot where customer_id = $1) as lots,
           (select jsonb_agg(x order by x) from (select reason || ' ' || sum(delta) as x from points_entry where customer_id = $1 group by reason) e) as entries
         from points_account a where a.customer_id = $1`,
        [id],
      );
      const sums = new Map<string, number>();
      for (const { reason, delta } of account.entries) sums.set(reason, (sums.get(reason) ?? 0) + delta);
      const lots = account.lots.toSorted(
        (a, b) => a.expiresAt.getTime() - b.expiresAt.getTime() || a.remaining - b.remaining,
      );
      expect({ balance: account.balance, owed: account.owed }).toEqual({ balance: row.balance, owed: row.owed });
      expect(lots.map(({ remaining }) => remaining)).toEqual(row.lots ?? []);
      expect([...sums].map(([reason, sum]) => `${reason} ${sum}`).sort()).toEqual([...(row.entries ?? [])].sort());
    }),
    { numRuns: 25 },
  );
}, 60_000);
