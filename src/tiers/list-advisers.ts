import type { Role } from '../../entities/staff.ts';
import type { Tx } from '../transaction.ts';

/** A tier with its adviser; `staffId` is null without one. */
export interface AdviserOfTier {
  tier: string;
  /** What the tier is called, by language. */
  names: Record<string, string>;
  staffId: string | null;
  name: string | null;
}

/** Every tier and who looks after its customers, the highest first. */
export function listAdvisers(tx: Pick<Tx, 'db'>): Promise<AdviserOfTier[]> {
  return tx.db.query(
    `select t.name as tier, t.names, s.id as "staffId", c.name from tier t
     left join tier_adviser a on a.tier = t.name left join staff s on s.id = a.staff_id and s.ended_at is null
     left join customer c on c.id = s.customer_id order by t.rank desc`,
  );
}

/** Somebody who can be made an adviser. */
export interface Candidate {
  id: string;
  customerId: string;
  name: string | null;
  role: Role;
  language: string;
  zone: string | null;
}

/** Everybody who works here, by name. */
export function mayAdvise(tx: Pick<Tx, 'db'>): Promise<Candidate[]> {
  return tx.db.query(
    `select s.id, c.id as "customerId", c.name, s.role, c.language, c.zone from staff s join customer c on c.id = s.customer_id
     where s.ended_at is null order by c.name, s.id`,
  );
}
