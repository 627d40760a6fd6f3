import { type Role, roles } from '../../entities/staff.ts';
import { StaffInvite } from '../../entities/staff-invite.ts';
import { newId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { type Actor, actorName, authorise, staffId } from './actor.ts';

const HOUR = 3_600_000;

/** Purpose under which an invitation's secret is sealed. */
export const INVITE = 'staff invite';

/** Makes an invitation to the staff. Only the seal of its secret is kept; it works once, and for a day. */
export async function createInvite(
  tx: Tx,
  by: Actor,
  { role, storeId, hours = 24 }: { role: Role; storeId?: string; hours?: number },
): Promise<{ id: string; secret: string; expiresAt: Date }> {
  authorise(by, 'invite');
  if (!roles.includes(role)) throw new Refusal('role-unknown', { roles: [...roles] });
  const id = newId(tx.now.getTime());
  const secret = tx.shop.codes.secretOf(INVITE, id, 10);
  const expiresAt = new Date(tx.now.getTime() + hours * HOUR);
  await tx.db.insert(StaffInvite, {
    id,
    secretHash: tx.shop.codes.seal(INVITE, secret),
    role,
    storeId: storeId ?? null,
    invitedBy: staffId(by),
    expiresAt,
    createdAt: tx.now,
  });
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'invite-staff',
    role,
    { storeId: storeId ?? null },
    tx.now,
  ]);
  return { id, secret, expiresAt };
}
