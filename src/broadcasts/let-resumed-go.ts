import type { App } from '../app.ts';
import { outOfQuietHours } from '../lib/dates.ts';
import { inTransaction, type Tx } from '../transaction.ts';
import { FREEZE_LOCK } from './hold-back.ts';
import { marketingRules } from './marketing-rules.ts';

// A pass that takes longer would keep what has ended waiting for its report.
const MOST_CHUNKS = 50;

/**
 * Lets broadcasts go on that somebody resumed. While one rests it is not counted as told, so first its people are looked at
 * again, chunk by chunk: whoever has heard enough meanwhile is taken out as `capped`, and the others count as told now.
 * Then it is sent on. May run twice, on many machines, and be killed between: what was looked at stays so.
 */
export async function letResumedGo(app: Pick<App, 'database' | 'clock' | 'shop'>): Promise<void> {
  const rows: { id: string }[] = await app.database.query(
    `select id from broadcast where state = 'paused' and resumed_at is not null order by resumed_at, id`,
  );
  for (const { id } of rows)
    for (let n = 0; n < MOST_CHUNKS && (await inTransaction(app, (tx) => lookAgain(tx, id))); n++);
}

/** Looks at one chunk. False when there is no more to do for this broadcast now. */
async function lookAgain({ db, now, shop }: Tx, id: string): Promise<boolean> {
  const [resumed] = await db.query(
    `select resumed_at from broadcast where id = $1 and state = 'paused' and resumed_at is not null for update skip locked`,
    [id],
  );
  if (!resumed) return false;
  // Whoever freezes or asks for one person meanwhile has either committed, or sees these people as told.
  await db.query(`select pg_advisory_xact_lock(${FREEZE_LOCK})`);
  const { perDay, perWeek } = await marketingRules({ db });
  const [chunk] = await db.query(NEXT, [id, resumed.resumed_at]);
  if (!chunk) {
    await db.query(`update broadcast set state = 'sending', resumed_at = null where id = $1`, [id]);
    return false;
  }
  const run = outOfQuietHours(now, chunk.zone ?? shop.zone);
  await db.query(LOOK, [chunk.id, now, run, perDay, perWeek, resumed.resumed_at]);
  return true;
}

// Those that wait for their own morning count as told then already.
const NEXT = `
select id, zone from broadcast_chunk where broadcast_id = $1 and state = 'waiting' and run_at < $2
order by run_at, id limit 1 for update`;

// What a platform may have taken already is repeated with the very same list, or not at all.
const LOOK = `
with chunk as materialized (
  select * from broadcast_chunk where id = $1
), people as materialized (
  select u.id, i.customer_id from chunk k cross join lateral unnest(k.ids) with ordinality as u (id, n)
  join identity i on i.id = u.id
  where u.n > greatest(k.position, k.tried) and (k.personal or k.first_tried_at is null)
    and not exists (select from broadcast_exception e where e.broadcast_id = k.broadcast_id and e.identity_id = u.id)
), heard as (
  select t.customer_id, count(*) filter (where t.at > $3::timestamptz - heard_day()) as day,
    count(*) filter (where t.at > $3::timestamptz - heard_week()) as week
  from marketing_told(array(select customer_id from people), $2::timestamptz - heard_week()) t group by t.customer_id
), own as (
  select (k.run_at > $3::timestamptz - heard_day())::int as day, (k.run_at > $3::timestamptz - heard_week())::int as week from chunk k
), capped as (
  insert into broadcast_exception (broadcast_id, identity_id, outcome, reason)
  select k.broadcast_id, p.id, 'capped', 'heard enough while it rested'
  from chunk k cross join own cross join people p join heard h on h.customer_id = p.customer_id
  where ($4::int > 0 and h.day - own.day >= $4) or ($5::int > 0 and h.week - own.week >= $5)
  on conflict do nothing
)
update broadcast_chunk k set run_at = greatest($2, $6::timestamptz) from chunk where k.id = chunk.id`;
