import type { EntityManager } from 'typeorm';

/** Where the recipients of a broadcast stand; everything but `planned` adds up to `planned`. */
export interface Figures {
  planned: number;
  sent: number;
  unreachable: number;
  optedOut: number;
  refused: number;
  unknown: number;
  stopped: number;
  /** Not told, so that it can be seen what telling brings. */
  holdout: number;
  /** Not told, because they had heard enough of late. */
  capped: number;
  waiting: number;
}

/** Counts by chunks and exceptions, never by people. */
export async function countBroadcast(db: Pick<EntityManager, 'query'>, broadcastId: string): Promise<Figures> {
  const [row] = await db.query(COUNT, [broadcastId]);
  const figures = Object.fromEntries(Object.entries(row).map(([name, count]) => [name, Number(count)])) as Omit<
    Figures,
    'waiting'
  >;
  const { planned, sent, unreachable, optedOut, refused, unknown, stopped, holdout, capped } = figures;
  const told = sent + unreachable + refused + unknown;
  return { ...figures, waiting: planned - told - optedOut - stopped - holdout - capped };
}

const COUNT = `
with chunks as (
  select coalesce(sum(sent), 0) as sent, coalesce(sum(missed) filter (where state = 'failed'), 0) as failed,
    coalesce(sum(missed) filter (where state = 'unknown'), 0) as unknown, coalesce(sum(missed) filter (where state = 'stopped'), 0) as stopped,
    coalesce(sum(missed) filter (where state = 'holdout'), 0) as holdout, coalesce(sum(missed) filter (where state = 'capped'), 0) as capped
  from broadcast_chunk where broadcast_id = $1
), exceptions as (
  select count(*) filter (where outcome = 'unreachable') as unreachable, count(*) filter (where outcome = 'opted-out') as opted_out,
    count(*) filter (where outcome = 'refused') as refused, count(*) filter (where outcome = 'unknown') as unknown,
    count(*) filter (where outcome = 'stopped') as stopped, count(*) filter (where outcome = 'capped') as capped
  from broadcast_exception where broadcast_id = $1
)
select coalesce((select planned from broadcast where id = $1), 0) as planned, c.sent, e.unreachable, e.opted_out as "optedOut",
  c.failed + e.refused as refused, c.unknown + e.unknown as unknown, c.stopped + e.stopped as stopped, c.holdout, c.capped + e.capped as capped from chunks c, exceptions e`;
