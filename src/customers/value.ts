import type { Tx } from '../transaction.ts';

/**
 * Of how much value a customer is, by what they spent in 365 days: `high` from the amount on that divides the highest
 * fifth of those who spent anything from the others, `mid` from their median on, `low` below and who spent nothing.
 * Everybody is in exactly one; who spent the same is in the same.
 */
export const values = ['high', 'mid', 'low'] as const;
export type Value = (typeof values)[number];

/** The parts of those who spent anything that lie below the cuts. */
export const HIGH_ABOVE = 0.8;
export const MID_ABOVE = 0.5;

/** One of them as a condition over a row `s` of customer_stats, which may be missing. Cuts are of last night, else of now. */
export function valueSql(s: string, value: Value): string {
  const high = `${s}.spent_365_minor >= ${cut('high_minor', HIGH_ABOVE)}`;
  const mid = `${s}.spent_365_minor >= ${cut('mid_minor', MID_ABOVE)}`;
  if (value === 'high') return `(${high})`;
  return value === 'mid' ? `(${mid} and (${high}) is not true)` : `((${mid}) is not true)`;
}

const cut = (column: string, part: number) =>
  `coalesce((select v.${column} from value_cut v), (select percentile_disc(${part}) within group (order by t.spent_365_minor)
    from customer_stats t where t.spent_365_minor > 0))`;

/** Works the cuts out, to hold until the next time; gives undefined, and keeps none, while nobody has spent anything. */
export async function cutValues(tx: Tx): Promise<{ highMinor: number; midMinor: number } | undefined> {
  const [cuts] = await tx.db.query(
    `select percentile_disc(${HIGH_ABOVE}) within group (order by spent_365_minor) as high,
       percentile_disc(${MID_ABOVE}) within group (order by spent_365_minor) as mid
     from customer_stats where spent_365_minor > 0`,
  );
  await tx.db.query(
    cuts.high === null
      ? 'delete from value_cut'
      : `insert into value_cut (high_minor, mid_minor, at) values ($1, $2, $3)
         on conflict (one) do update set high_minor = excluded.high_minor, mid_minor = excluded.mid_minor, at = excluded.at`,
    cuts.high === null ? [] : [cuts.high, cuts.mid, tx.now],
  );
  return cuts.high === null ? undefined : { highMinor: Number(cuts.high), midMinor: Number(cuts.mid) };
}
