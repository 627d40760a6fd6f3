import { refreshStats } from '../purchases/refresh-stats.ts';
import type { Tx } from '../transaction.ts';

const KEY = 'tiers-to-apply';
// Whoever worked out figures by the old tiers has committed by then.
const SETTLED_MS = 30_000;

interface ToApply {
  since: string;
  /** Everybody up to this customer is done. */
  after: string | null;
}

/** Asks that everybody be measured by the tiers as they are now, from the beginning. */
export async function askForTiers(tx: Tx): Promise<void> {
  const value: ToApply = { since: tx.now.toISOString(), after: null };
  await tx.db.query(
    'insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
    [KEY, JSON.stringify(value)],
  );
}

/**
 * Measures the next of so many customers by the tiers; true when there are more. What is done is remembered with it, so
 * that another run goes on from there; beside another run it does nothing.
 */
export async function applyTiers(tx: Tx, most = 500): Promise<boolean> {
  const [row] = await tx.db.query('select value from setting where key = $1 for update skip locked', [KEY]);
  if (!row) return false;
  const { since, after }: ToApply = JSON.parse(row.value);
  if (tx.now.getTime() < Date.parse(since) + SETTLED_MS) return false;
  const people: { id: string; moves: boolean }[] = await tx.db.query(
    `select c.id, tier_is_due(c.id) as moves
     from (select id from customer where $1::uuid is null or id > $1 order by id limit $2) c order by c.id`,
    [after, most],
  );
  const moved = people.filter(({ moves }) => moves).map(({ id }) => id);
  if (moved.length > 0) await refreshStats(tx, moved);
  const more = people.length === most;
  if (more) {
    const value: ToApply = { since, after: people.at(-1)!.id };
    await tx.db.query('update setting set value = $2 where key = $1', [KEY, JSON.stringify(value)]);
  } else await tx.db.query('delete from setting where key = $1', [KEY]);
  return more;
}
