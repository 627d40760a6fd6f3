import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** Ends the summary in the morning for one member of staff, or begins it again. */
export async function wantSummary(tx: Tx, by: Actor & { kind: 'staff' }, wanted: boolean): Promise<void> {
  if (wanted) await tx.db.query('delete from summary_stop where staff_id = $1', [by.staff.id]);
  else
    await tx.db.query('insert into summary_stop (staff_id, at) values ($1, $2) on conflict do nothing', [
      by.staff.id,
      tx.now,
    ]);
}
