import type { Fault } from '../../entities/feedback.ts';
import type { Reason, Wish } from '../../entities/survey.ts';
import type { Terms } from '../campaigns/terms.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { storeOf } from './ticket-view.ts';
import { feedbackWhere, type Which } from './which.ts';

/** Stars of one store or campaign; `average` is rounded to two places. */
export interface Group {
  id: string;
  name: string;
  terms: Terms | null;
  count: number;
  average: number;
}

/** What was said of late, in numbers. */
export interface FeedbackFigures {
  /** How many gave 1, 2, 3, 4 and 5 stars. */
  stars: number[];
  count: number;
  /** Of the stars, rounded to two places; null when nobody gave any. */
  average: number | null;
  /** Receipts that asked, and how many of those were rated. */
  asked: number;
  answered: number;
  stores: Group[];
  campaigns: Group[];
  /** What was not good, the most frequent first, and with which campaigns; what has none is in the sum alone. */
  faults: Faulted[];
  /** Of those who stay away. None for a single store or campaign. */
  survey: Surveyed | null;
}

export interface Faulted {
  fault: Fault;
  count: number;
  campaigns: { id: string; name: string; terms: Terms; count: number }[];
}

/** Those who were asked why they stay away, who answered anything, and what they chose, the most frequent first. */
export interface Surveyed {
  asked: number;
  answered: number;
  reasons: { reason: Reason; count: number }[];
  wishes: { wish: Wish; count: number }[];
}

/** Counts feedback. */
export async function feedbackFigures(tx: Tx, by: Actor, which: Which): Promise<FeedbackFigures> {
  const { sql, values } = feedbackWhere(by, which);
  const [sum] = await tx.db.query(
    `select count(*)::int as count, round(avg(f.rating), 2)::float8 as average,
       array[${[1, 2, 3, 4, 5].map((n) => `count(*) filter (where f.rating = ${n})`).join(', ')}]::int[] as stars
     from feedback f where f.rating is not null and ${sql}`,
    values,
  );
  const group = (column: string, name: string, from: string): Promise<Group[]> =>
    tx.db.query(
      `select f.${column} as id, ${name}, count(*)::int as count, round(avg(f.rating), 2)::float8 as average
       from feedback f ${from} where f.rating is not null and f.${column} is not null and ${sql}
       group by 1, 2, 3 order by count(*) desc, 2, 1`,
      values,
    );
  return {
    ...sum,
    ...(await response(tx, values)),
    stores: await group('store_id', 's.name, null as terms', 'join store s on s.id = f.store_id'),
    campaigns: await group(
      'campaign_id',
      'g.ref as name, v.terms',
      'join campaign g on g.id = f.campaign_id join campaign_terms v on v.campaign_id = g.id and v.version = g.terms_version',
    ),
    faults: await faults(tx, sql, values),
    survey: which.storeId || which.campaignId || storeOf(by) ? null : await survey(tx, which),
  };
}

/** Receipts that asked in that time, where and of what is meant. */
async function response(tx: Tx, values: unknown[]): Promise<{ asked: number; answered: number }> {
  const [counts] = await tx.db.query(
    `select count(*)::int as asked, count(f.rating)::int as answered
     from feedback_ask a join redemption r on r.id = a.redemption_id left join feedback f on f.redemption_id = r.id
     where r.undone_at is null and ($1::timestamptz is null or a.at >= $1) and ($2::timestamptz is null or a.at < $2)
       and ($3::uuid is null or r.store_id = $3) and ($4::uuid is null or r.store_id = $4)
       and ($5::uuid is null or r.campaign_id = $5)`,
    values.slice(0, 5),
  );
  return counts;
}

async function faults(tx: Tx, sql: string, values: unknown[]): Promise<Faulted[]> {
  const rows: ({ fault: Fault } & Faulted['campaigns'][number])[] = await tx.db.query(
    `select f.reason as fault, f.campaign_id as id, g.ref as name, v.terms, count(*)::int as count
     from feedback f left join campaign g on g.id = f.campaign_id
     left join campaign_terms v on v.campaign_id = g.id and v.version = g.terms_version
     where f.reason is not null and ${sql} group by 1, 2, 3, 4 order by count(*) desc, g.ref`,
    values,
  );
  const found = new Map<Fault, Faulted>();
  for (const { fault, id, ...one } of rows) {
    const known = found.get(fault) ?? { fault, count: 0, campaigns: [] };
    found.set(fault, known);
    known.count += one.count;
    if (id) known.campaigns.push({ id, ...one });
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.fault < b.fault ? -1 : 1));
}

async function survey(tx: Tx, { since, until }: Which): Promise<Surveyed> {
  const values = [since ?? null, until ?? null];
  const within = `($1::timestamptz is null or asked_at >= $1) and ($2::timestamptz is null or asked_at < $2)`;
  const [counts] = await tx.db.query(
    `select count(*)::int as asked, count(answered_at)::int as answered from survey where ${within}`,
    values,
  );
  const chosen = (column: 'reason' | 'wish') =>
    tx.db.query(
      `select ${column}, count(*)::int as count from survey where ${column} is not null and ${within} group by 1 order by 2 desc, 1`,
      values,
    );
  return { ...counts, reasons: await chosen('reason'), wishes: await chosen('wish') };
}
