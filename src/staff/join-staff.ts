import { Staff } from '../../entities/staff.ts';
import { StaffInvite } from '../../entities/staff-invite.ts';
import type { Person } from '../chat/person.ts';
import { newId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { INVITE } from './create-invite.ts';
import { refuseGuessing, wrongSecret } from './wrong-secret.ts';

/** Makes a person a member of the staff by an invitation, which is used up. Somebody who left can be invited again. */
export async function joinStaff(tx: Tx, person: Person, typed: string): Promise<Staff> {
  await refuseGuessing(tx, person.identity, INVITE);
  const invite = await tx.db.findOneBy(StaffInvite, { secretHash: tx.shop.codes.seal(INVITE, plain(typed)) });
  if (!invite) throw wrongSecret(person.identity, INVITE);
  if (person.staff) throw new Refusal('staff-already', { role: person.staff.role });
  if (invite.usedAt) throw new Refusal('invite-used');
  if (invite.expiresAt <= tx.now) throw new Refusal('invite-expired');
  const { customer } = person;
  const [used] = await tx.db.query(
    'update staff_invite set used_by = $2, used_at = $3 where id = $1 and used_at is null returning id',
    [invite.id, customer.id, tx.now],
  );
  if (used.length === 0) throw new Refusal('invite-used');
  await tx.db.query(
    `insert into staff (id, customer_id, role, store_id, invited_by, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (customer_id) do update set role = excluded.role, store_id = excluded.store_id, at_store_id = null,
       paused_until = null, ended_at = null, invited_by = excluded.invited_by`,
    [newId(tx.now.getTime()), customer.id, invite.role, invite.storeId, invite.invitedBy, tx.now],
  );
  const staff = await tx.db.findOneByOrFail(Staff, { customerId: customer.id });
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    `staff:${staff.id}`,
    'join-staff',
    staff.id,
    { role: staff.role, invite: invite.id },
    tx.now,
  ]);
  person.staff = staff;
  return staff;
}

/** Typed by hand: any case, spaces and dashes, and the letters that look like digits. */
function plain(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
}
