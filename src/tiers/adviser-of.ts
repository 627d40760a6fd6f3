import type { Tx } from '../transaction.ts';

/** A member of staff who looks after somebody. */
export interface Adviser {
  staffId: string;
  name: string | null;
  /** Of the adviser; null for the shop's. */
  zone: string | null;
}

/**
 * Who looks after a customer: the adviser of their tier, else of the next below that has one. Undefined without any, when
 * all of them have left or cannot be reached, and of oneself.
 */
export async function adviserOf(tx: Pick<Tx, 'db'>, customerId: string): Promise<Adviser | undefined> {
  const [found] = await tx.db.query(
    `select s.id as "staffId", c.name, c.zone from customer_stats f
     join tier mine on mine.name = f.tier join tier t on t.rank <= mine.rank
     join tier_adviser a on a.tier = t.name
     join staff s on s.id = a.staff_id and s.ended_at is null and s.customer_id <> $1
     join customer c on c.id = s.customer_id
     where f.customer_id = $1 and exists (select from identity i where i.customer_id = c.id and i.reachable)
     order by t.rank desc limit 1`,
    [customerId],
  );
  return found;
}
