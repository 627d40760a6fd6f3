import type { Tx } from '../transaction.ts';
import { alertStaff } from './alert-staff.ts';

/** An adviser is gone: they advise nobody any more, and what waits for them goes to everybody else who answers. */
export async function leaveToManagers(tx: Tx, staffId: string): Promise<void> {
  await tx.db.query('delete from tier_adviser where staff_id = $1', [staffId]);
  const [left] = await tx.db.query(
    `update ticket set adviser_id = null where adviser_id = $1 and state = 'open' returning id`,
    [staffId],
  );
  for (const { id } of left) await alertStaff(tx, id);
}
