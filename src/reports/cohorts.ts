import { addDays, type Civil, civilDate } from '../lib/dates.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { BOUGHT, KEPT } from './fragments.ts';
import type { Period } from './period.ts';
import { openScope, type Scope } from './scope.ts';

/** Customers whose first purchase was in this month, and what they did in each month since, that first one included. */
export interface Cohort {
  /** The first day of the month. */
  month: Civil;
  people: number;
  /** By months since: how many bought, and what all of them have spent up to its end, per head of the cohort. */
  months: { active: number; spentMinor: number; perHeadMinor: number }[];
}

export interface Cohorts {
  scope: Scope;
  cohorts: Cohort[];
}

interface Cell {
  month: Civil;
  people: number;
  since: number;
  active: number;
  spent: number;
}

/** Two years of months: more would not fit a screen. */
export const MOST_COHORT_DAYS = 731;
const USUAL_MONTHS = 6;

/**
 * Cohorts by month of first purchase. A lifetime value is what a cohort has spent up to the end of a month, divided by
 * all of its people: what was paid and not given back, without costs. A reader who is bound to a store sees purchases
 * and first purchases there. Months that have not begun are not there.
 */
export async function cohorts(tx: Tx, by: Actor, period?: Period): Promise<Cohorts> {
  const { scope, ask } = await openScope(tx, by, period ?? (await usual(tx, by)), MOST_COHORT_DAYS);
  const cells = await ask<Cell>(CELLS);
  const thisMonth = civilDate(tx.now, scope.zone).slice(0, 7);
  const months = [...new Set(cells.map(({ month }) => month))];
  return {
    scope,
    cohorts: months.map((month) => {
      const own = cells.filter((cell) => cell.month === month);
      const people = own[0]!.people;
      const length = Math.max(monthsBetween(month, `${thisMonth}-01`), ...own.map(({ since }) => since)) + 1;
      let all = 0;
      return {
        month,
        people,
        months: Array.from({ length }, (_, since) => {
          const cell = own.find((one) => one.since === since);
          all += cell?.spent ?? 0;
          return { active: cell?.active ?? 0, spentMinor: cell?.spent ?? 0, perHeadMinor: Math.round(all / people) };
        }),
      };
    }),
  };
}

async function usual(tx: Tx, by: Actor): Promise<Period> {
  const {
    scope: { zone },
  } = await openScope(tx, by);
  const last = civilDate(tx.now, zone);
  let from = `${last.slice(0, 7)}-01`;
  for (let n = 1; n < USUAL_MONTHS; n++) from = `${addDays(from, -1).slice(0, 7)}-01`;
  return { from, last };
}

const monthsBetween = (one: Civil, other: Civil) =>
  (Number(other.slice(0, 4)) - Number(one.slice(0, 4))) * 12 + Number(other.slice(5, 7)) - Number(one.slice(5, 7));

const CELLS = `, bought as (
  select p.customer_id, p.at, ${KEPT} as minor from purchase p where ($4::uuid is null or p.store_id = $4) and ${BOUGHT}
), begun as (
  select customer_id, date_trunc('month', min(at) at time zone $3) as month from bought
  group by customer_id having min(at) >= $1 and min(at) < $2
), cohort as (select month, count(*) as people from begun group by month),
monthly as (
  select b.customer_id, date_trunc('month', b.at at time zone $3) as month, sum(b.minor) as minor
  from bought b where b.customer_id in (select customer_id from begun) group by 1, 2
)
select g.month::date::text as month, max(c.people)::int as people,
  (extract(year from m.month) * 12 + extract(month from m.month) - extract(year from g.month) * 12 - extract(month from g.month))::int as since,
  count(*)::int as active, sum(m.minor)::float8 as spent
from begun g join cohort c using (month) join monthly m using (customer_id)
group by g.month, m.month order by g.month, m.month`;
