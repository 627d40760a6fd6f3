import type pg from 'pg';
import type { Tx } from '../transaction.ts';
import { audienceOf } from './audience.ts';
import { HOLDOUT_FROM, type MarketingRules } from './marketing-rules.ts';
import type { Plan } from './plan.ts';

const CHUNK = 500;

export interface Freezing {
  id: string;
  /** What people are held out of: the broadcast, or the series that it is one of. */
  of: string;
  plan: Plan;
  rules: MarketingRules;
  open: string[];
  /** Variants whose text differs from person to person. */
  personal: number[];
  /** When each zone is told, and whoever has no zone of their own. */
  zones: string[];
  runs: Date[];
  run: Date;
  timeoutMs: number;
}

/** Writes the chunks of a broadcast by one `insert … select`. Returns how many people of each variant are in them. */
export async function freezeRecipients(tx: Tx, client: pg.PoolClient, freezing: Freezing): Promise<number[]> {
  const { id, of, plan, rules, open, personal, zones, runs, run, timeoutMs } = freezing;
  const audience = await audienceOf(tx, plan, open);
  const first = audience.values.length + 1;
  const $ = (at: number) => `$${first + at}`;
  const told = (now: string) =>
    rules.perDay > 0 || rules.perWeek > 0
      ? `select customer_id, at from marketing_told_all(${now}::timestamptz - heard_week())`
      : `select null::uuid as customer_id, null::timestamptz as at where ${now}::timestamptz is null`;
  const inserted = await client.query({
    text: `
with people as materialized (
  select a.*, coalesce(z.run, ${$(5)}::timestamptz) as run from (${audience.sql}) a
  left join unnest(${$(3)}::text[], ${$(4)}::timestamptz[]) as z (zone, run) on z.zone = a.zone
), heard as (
  select p.customer_id, count(*) filter (where t.at > p.run - heard_day()) as day, count(*) as week
  from people p join (${told($(6))}) t on t.customer_id = p.customer_id
  where t.at > p.run - heard_week() group by p.customer_id
), judged as (
  select p.*, case when (${$(7)}::int > 0 and h.day >= ${$(7)}::int) or (${$(8)}::int > 0 and h.week >= ${$(8)}::int) then 'capped'
    when (select count(*) from people) >= ${HOLDOUT_FROM} and held_out(p.customer_id, ${$(1)}::uuid, ${$(9)}::int) then 'holdout'
    else 'waiting' end as state
  from people p left join heard h on h.customer_id = p.customer_id
), grouped as materialized (
  select state, channel, language, zone, variant, min(run) as run, array_agg(id) as ids from judged
  group by state, channel, language, zone, variant
), sorted as materialized (
  select state, channel, language, zone, variant, run, array(select i from unnest(g.ids) i order by i) as ids from grouped g
), chunks as (
  insert into broadcast_chunk (broadcast_id, channel, language, zone, variant, personal, ids, first_id, last_id, run_at, state, missed)
  select ${$(0)}::uuid, channel, language, zone, variant, variant = any(${$(10)}::int[]), part.ids, part.ids[1], part.ids[cardinality(part.ids)], run,
    state, case when state = 'waiting' then 0 else cardinality(part.ids) end
  from sorted s cross join lateral generate_series(1, cardinality(s.ids), ${$(2)}::int) n
  cross join lateral (select s.ids[n:n + ${$(2)}::int - 1] as ids) part order by part.ids[1]
  returning variant, cardinality(ids) as people
) select variant, sum(people)::int as people from chunks group by variant`,
    values: [
      ...audience.values,
      ...[id, of, CHUNK, zones, runs, run, tx.now, rules.perDay, rules.perWeek, rules.holdoutPercent, personal],
    ],
    query_timeout: timeoutMs,
  } as pg.QueryConfig);
  // The next one asks what these people have heard: without figures the database would look each of them up by itself.
  await client.query('analyze broadcast_chunk (broadcast_id, state, run_at, sent_at, part_of)');
  // Of how long the lists are, few tell enough.
  await client.query('analyze broadcast_chunk (ids)');
  const rows: { variant: number; people: number }[] = inserted.rows;
  return [0, ...plan.variants].map((_, at) => rows.find(({ variant }) => variant === at)?.people ?? 0);
}
