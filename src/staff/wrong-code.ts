import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import type { Actor } from './actor.ts';
import { tellManagers } from './tell-managers.ts';

const MOST = 5;
const MINUTES = 10;

/** Who guessed codes has to wait; nothing is looked up for them meanwhile. */
export function refuseWhilePaused(tx: Pick<Tx, 'now'>, by: Actor): void {
  if (by.kind !== 'staff') return;
  const until = by.staff.pausedUntil;
  if (until && until > tx.now) throw new Refusal('staff-paused', { until });
}

/**
 * The refusal of a code that does not exist. For staff it counts, also though the command is undone: the fifth within
 * ten minutes pauses them, and managers are told.
 */
export async function wrongCode(tx: Tx, by: Actor): Promise<Refusal> {
  if (by.kind !== 'staff') return new Refusal('code-unknown', { left: null });
  const { staff } = by;
  const left = MOST - 1 - (await recent(tx, staff.id));
  const until = new Date(tx.now.getTime() + MINUTES * 60_000);
  const refusal: Refusal = left > 0 ? new Refusal('code-unknown', { left }) : new Refusal('staff-paused', { until });
  refusal.remember = async (outer) => {
    // One after another, so that two that are typed at once in two apps are counted as two.
    await outer.db.query('select from staff where id = $1 for no key update', [staff.id]);
    await outer.db.query('insert into wrong_code (staff_id, at) values ($1, $2)', [staff.id, outer.now]);
    // Counted again: another conversation of the same person may have guessed meanwhile.
    if ((await recent(outer, staff.id)) < MOST) return;
    await outer.db.query('update staff set paused_until = $2 where id = $1', [staff.id, until]);
    const [who] = await outer.db.query('select name from customer where id = $1', [staff.customerId]);
    await tellManagers(outer, staff, `paused:${staff.id}:${until.toISOString()}`, (t) => [
      { text: t.counter.pausedNotice(who?.name ?? '?', until) },
    ]);
  };
  return refusal;
}

/** Wrong codes count from here on. */
export function guessesSince(now: Date): Date {
  return new Date(now.getTime() - MINUTES * 60_000);
}

async function recent(tx: Tx, staffId: string): Promise<number> {
  const [row] = await tx.db.query('select count(*)::int as n from wrong_code where staff_id = $1 and at > $2', [
    staffId,
    guessesSince(tx.now),
  ]);
  return row.n;
}
