import { Staff } from '../../entities/staff.ts';
import { endSessionsOf } from '../console/end-sessions.ts';
import { leaveToManagers } from '../feedback/leave-to-managers.ts';
import { isId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { type Actor, actorName, authorise } from './actor.ts';

/** Ends somebody's rights at once: they are looked up with every line that is heard. The last owner stays. */
export async function endStaff(tx: Tx, by: Actor, id: string): Promise<Staff> {
  authorise(by, 'invite');
  // One after the other, or two owners could end each other.
  await tx.db.query(`select id from staff where role = 'owner' order by id for update`);
  const staff = isId(id) ? await tx.db.findOneBy(Staff, { id }) : null;
  if (!staff || staff.endedAt) throw new Refusal('staff-unknown');
  if (staff.role === 'owner') {
    const [{ n }] = await tx.db.query(`select count(*)::int as n from staff where role = 'owner' and ended_at is null`);
    if (n < 2) throw new Refusal('last-owner');
  }
  await tx.db.update(Staff, { id }, { endedAt: tx.now });
  await leaveToManagers(tx, id);
  // Or what they had open would be open again if they are ever taken back.
  await endSessionsOf(tx, id);
  // Or they would come back, or send a friend, by an invitation made in time.
  await tx.db.query(
    'update staff_invite set expires_at = $2 where invited_by = $1 and used_at is null and expires_at > $2',
    [id, tx.now],
  );
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'end-staff',
    id,
    { role: staff.role },
    tx.now,
  ]);
  return { ...staff, endedAt: tx.now };
}
