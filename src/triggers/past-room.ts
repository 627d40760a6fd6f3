import { marketingRules } from '../broadcasts/marketing-rules.ts';
import { worstOf } from '../campaigns/terms.ts';
import type { Claimable } from '../coupons/claimable.ts';
import { civilDate, outOfQuietHours } from '../lib/dates.ts';
import type { Tx } from '../transaction.ts';
import { roomAgain, TOO_LATE_MS } from './why-not.ts';

const HOUR = 3_600_000;
/** As `heard_day()` and `heard_week()` of the database. */
const HEARD_DAY_MS = 20 * HOUR;
const HEARD_WEEK_MS = 164 * HOUR;

/** How much one thing may give: so many in all, for a person and on a day, and within two budgets. */
export interface Room {
  /** Why somebody would have got nothing at an instant; else it is counted as given. */
  take(customerId: string, at: Date): 'had' | 'budget' | 'gone' | undefined;
}

/** Opens the room that coupons have now: stock and the campaign's budget are what is left of them, the trigger's is whole. */
export function openRoom(claimable: Claimable | undefined, budgetMinor: number | null): Room {
  if (!claimable) return { take: () => undefined };
  const { campaign, terms } = claimable;
  const worst = worstOf(terms) ?? 0;
  const times = (minor: number | null) =>
    minor !== null && worst > 0 ? Math.floor(minor / worst) : Number.POSITIVE_INFINITY;
  const budget = times(budgetMinor);
  const left = Math.min(
    campaign.stock === null ? Number.POSITIVE_INFINITY : campaign.stock - campaign.claimed,
    times(campaign.budgetMinor === null ? null : campaign.budgetMinor - campaign.committedMinor),
  );
  const had = new Map<string, number>();
  const days = new Map<string, number>();
  let given = 0;
  return {
    take(customerId, at) {
      const own = had.get(customerId) ?? 0;
      if (own >= campaign.perCustomer) return 'had';
      if (given >= budget) return 'budget';
      const day = campaign.perDay === null ? '' : civilDate(at, campaign.zone);
      const today = days.get(day) ?? 0;
      if (given >= left || today >= (campaign.perDay ?? Number.POSITIVE_INFINITY)) return 'gone';
      had.set(customerId, own + 1);
      days.set(day, today + 1);
      given++;
      return undefined;
    },
  };
}

/** Who would have been told when, beside what they really heard then. */
export interface Ears {
  /** Learns what these people have heard, once for each. */
  learn(customers: string[]): Promise<void>;
  /** When somebody would have been told of what was due at an instant; undefined when they had heard too much for a week. */
  when(customerId: string, due: Date): Date | undefined;
  tell(customerId: string, at: Date): void;
}

/** Opens the ears of the past since an instant; what this trigger itself has told is left out, for it is told anew. */
export async function openEars(tx: Tx, triggerId: string, since: Date): Promise<Ears> {
  const { perDay, perWeek } = await marketingRules(tx);
  const heard = new Map<string, { zone: string; at: number[] }>();
  const full = (at: number[], now: number) => {
    const within = (ms: number) => at.filter((one) => one > now - ms && one <= now).length;
    return (perDay > 0 && within(HEARD_DAY_MS) >= perDay) || (perWeek > 0 && within(HEARD_WEEK_MS) >= perWeek);
  };
  return {
    async learn(customers) {
      const fresh = [...new Set(customers)].filter((id) => !heard.has(id));
      if (fresh.length === 0) return;
      const rows: { id: string; zone: string | null; at: Date[] }[] = await tx.db.query(HEARD, [
        fresh,
        new Date(since.getTime() - HEARD_WEEK_MS),
        triggerId || null,
      ]);
      for (const { id, zone, at } of rows)
        heard.set(id, { zone: zone ?? tx.shop.zone, at: at.map((one) => one.getTime()) });
    },
    when(customerId, due) {
      const { zone, at } = heard.get(customerId)!;
      let now = outOfQuietHours(due, zone);
      while (full(at, now.getTime())) {
        now = roomAgain(now, zone);
        if (now.getTime() > due.getTime() + TOO_LATE_MS) return undefined;
      }
      return now;
    },
    tell: (customerId, at) => void heard.get(customerId)!.at.push(at.getTime()),
  };
}

const HEARD = `
with told as (
  select customer_id, at from marketing_told($1::uuid[], $2)
  except all
  select d.customer_id, coalesce(d.finished_at, d.run_at) from trigger_effect e join delivery d on d.subject = 'trigger:' || e.id
  where e.trigger_id = $3 and d.customer_id = any($1::uuid[])
)
select c.id, c.zone, coalesce(array_agg(t.at) filter (where t.at is not null), '{}') as at
from customer c left join told t on t.customer_id = c.id where c.id = any($1::uuid[]) group by c.id, c.zone`;
