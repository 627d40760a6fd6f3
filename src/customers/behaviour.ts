/**
 * How a customer behaves, by their own rhythm: `active` within 1.5 of their usual intervals since the last visit,
 * `slipping` (away) after that, `lost` after 3 of them.
 */
export const behaviours = ['active', 'slipping', 'lost'] as const;
export type Behaviour = (typeof behaviours)[number];

/** So many of their own intervals without a visit. */
export const SLIPPING_AFTER = 1.5;
export const LOST_AFTER = 3;
/** An interval that is shorter counts as a week: who comes every day has not gone after a long weekend. */
export const SHORTEST_DAYS = 7;
/** Days for those who have no interval of their own, which takes visits on three days. */
export const SLIPPING_DAYS = 60;
export const LOST_DAYS = 120;

const DAY = 86_400_000;

export interface Rhythm {
  lastAt: Date | null;
  /** The median of days between days with a purchase. */
  intervalDays: number | null;
}

/** How they behave at an instant; undefined for who never came. */
export function behaviourOf({ lastAt, intervalDays }: Rhythm, now: Date): Behaviour | undefined {
  if (!lastAt) return undefined;
  const days = (now.getTime() - lastAt.getTime()) / DAY;
  const { slipping, lost } = patience(intervalDays);
  if (days > lost) return 'lost';
  return days > slipping ? 'slipping' : 'active';
}

/** Days without a visit after which somebody is slipping away or lost. */
export function patience(intervalDays: number | null): { slipping: number; lost: number } {
  if (intervalDays === null) return { slipping: SLIPPING_DAYS, lost: LOST_DAYS };
  const own = Math.max(intervalDays, SHORTEST_DAYS);
  return { slipping: own * SLIPPING_AFTER, lost: own * LOST_AFTER };
}

/** The same in SQL, null for who never came: over a row `s` of customer_stats, at the instant that `now` stands for. */
export function behaviourSql(s: string, now: string): string {
  const own = `greatest(${s}.interval_days, ${SHORTEST_DAYS})`;
  const gone = (intervals: number, days: number) =>
    `${s}.last_at < ${now} - case when ${s}.interval_days is null then ${days} else ${own} * ${intervals} end * interval '24 hours'`;
  return `case when ${s}.last_at is null then null when ${gone(LOST_AFTER, LOST_DAYS)} then 'lost'
    when ${gone(SLIPPING_AFTER, SLIPPING_DAYS)} then 'slipping' else 'active' end`;
}
