import type { Tx } from '../transaction.ts';

/** Ends one session: the person leaves the console on this device. */
export async function endSession(tx: Tx, id: string): Promise<void> {
  await tx.db.query('update console_session set ended_at = $2 where id = $1 and ended_at is null', [id, tx.now]);
}

/** Ends every session and open link of somebody, on all devices; says how many were open. */
export async function endSessionsOf(tx: Tx, staffId: string): Promise<number> {
  const [rows] = await tx.db.query(
    'update console_session set ended_at = $2 where staff_id = $1 and ended_at is null returning opened_at',
    [staffId, tx.now],
  );
  return rows.filter((row: { opened_at: Date | null }) => row.opened_at).length;
}
