import type { Role } from '../../entities/staff.ts';
import type { Tx } from '../transaction.ts';
import { type Actor, authorise } from './actor.ts';

export interface Colleague {
  id: string;
  name: string | null;
  role: Role;
  /** The only store they may work in; null for all. */
  store: string | null;
}

/** Everybody who works here now. */
export async function listStaff(tx: Tx, by: Actor): Promise<Colleague[]> {
  authorise(by, 'invite');
  return tx.db.query(
    `select s.id, c.name, s.role, st.name as store from staff s join customer c on c.id = s.customer_id
     left join store st on st.id = s.store_id where s.ended_at is null
     order by array_position(array['owner', 'manager', 'marketer', 'clerk'], s.role), c.name, s.id`,
  );
}
