import { Trigger } from '../../entities/trigger.ts';
import { patiently } from '../lib/patiently.ts';
import type { Tx } from '../transaction.ts';
import { civilDays } from './civil-days.ts';
import { inSegment } from './in-segment.ts';
import { byCalendar } from './kinds/index.ts';
import type { Look } from './look.ts';
import { type Occurrence, occurrencesOf } from './occurrences.ts';
import { readPieces } from './read-pieces.ts';
import type { Rule } from './rule.ts';
import { watchAll, watchLately, watchOn } from './watch.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What came to us later than this after it happened is history. */
const LATEST = 30 * DAY;

/**
 * Writes down what has happened since this trigger was last looked at, each occurrence once. What others have begun and
 * not yet committed is found later, for each look reaches back: by minutes, once an hour by more than one, once a day by
 * two days. Of two who look at once, one does nothing. Returns how many there were.
 */
export async function findOccurrences(tx: Tx, triggerId: string): Promise<number> {
  const [locked] = await tx.db.query(
    `select id from trigger where id = $1 and state = 'on' for no key update skip locked`,
    [triggerId],
  );
  if (!locked) return 0;
  const trigger = await tx.db.findOneByOrFail(Trigger, { id: triggerId });
  const rule = trigger.rule as Rule;
  const look = await lookOf(tx, trigger, rule);
  const away = rule.when.kind === 'away' ? rule.when : undefined;
  if (away && trigger.lookedAt) await watchLately(tx, triggerId, away, look.scope.recorded);
  else if (away) await watchAll(tx, triggerId, away, look.since);
  const { sql, values } = occurrencesOf(rule, look, triggerId);
  let found = 0;
  // The first look may be at much of the past, and everybody waits for it once.
  const ask = trigger.lookedAt ? undefined : await patiently(tx);
  for await (const piece of readPieces<Occurrence>(tx, sql, values, ask)) {
    found += await write(tx, trigger, rule, await inSegment(tx, trigger.segmentId, piece));
  }
  if (away) await watchOn(tx, triggerId, away);
  await tx.db.update(Trigger, { id: triggerId }, { lookedAt: tx.now });
  return found;
}

async function lookOf(
  tx: Tx,
  { id, since, endsAt, lookedAt }: Trigger,
  { when, delayMinutes }: Rule,
): Promise<Look & { scope: { recorded: Date } }> {
  const seen = lookedAt && lookedAt < tx.now ? lookedAt : tx.now;
  const from = lookedAt ? new Date(Math.max(since!.getTime(), seen.getTime() - LATEST)) : since!;
  const back = tx.now.getTime() - (lookedAt ? seen.getTime() - reach(seen, tx.now) : from.getTime() - MINUTE);
  // Ids are made by our clock and by the database's: a row is found by whichever is behind.
  const [{ clock }] = await tx.db.query('select now() as clock');
  const recorded = new Date(Math.min(tx.now.getTime(), clock.getTime()) - back);
  const until = endsAt && endsAt < tx.now ? endsAt : tx.now;
  const daysFrom = new Date(Math.max(from.getTime(), tx.now.getTime() - back));
  return {
    since: from,
    until,
    scope: { recorded },
    live: { triggerId: id },
    zone: tx.shop.zone,
    days: byCalendar.has(when.kind) ? await civilDays(tx, daysFrom, until) : [],
    delayMinutes,
  };
}

function reach(last: Date, now: Date): number {
  const passed = (span: number) => Math.floor(last.getTime() / span) !== Math.floor(now.getTime() / span);
  if (passed(DAY)) return 2 * DAY;
  return passed(HOUR) ? 90 * MINUTE : 3 * MINUTE;
}

// What was taken back before anything was done for it may happen after all.
async function write(tx: Tx, { id }: Trigger, { delayMinutes }: Rule, found: Occurrence[]): Promise<number> {
  if (found.length === 0) return 0;
  const written = await tx.db.query(
    `insert into trigger_effect as e (trigger_id, customer_id, occurrence, at, from_at, run_at, found_at)
     select $1, u.customer, u.occurrence, u.at, u.from_at, u.at + $6::int * interval '1 minute', $7
     from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[]) as u (customer, occurrence, at, from_at)
     on conflict (trigger_id, occurrence) do update set customer_id = excluded.customer_id, at = excluded.at,
       from_at = excluded.from_at, state = 'waiting', reason = null, done_at = null, attempts = 0,
       run_at = excluded.run_at, found_at = excluded.found_at
       where e.reason = 'taken-back'
     returning id`,
    [
      id,
      found.map(({ customerId }) => customerId),
      found.map(({ occurrence }) => occurrence),
      found.map(({ at }) => at),
      found.map(({ fromAt }) => fromAt),
      delayMinutes,
      tx.now,
    ],
  );
  return written.length;
}
