import type { EntityManager } from 'typeorm';

/** A person's points as they may spend them now. */
export interface Account {
  balance: number;
  /** Points of undone redemptions that were spent already; taken from the next earning. */
  owed: number;
  /** What expires next, and when (exclusive). */
  next: { points: number; at: Date } | null;
}

/** Points that are past their time but not yet swept away do not count. */
export async function pointsAccount(tx: { db: EntityManager; now: Date }, customerId: string): Promise<Account> {
  const [row] = await tx.db.query(
    `select coalesce(a.balance, 0) - coalesce(past.points, 0) as balance, coalesce(a.owed, 0) as owed, n.points, n.at
     from (select $1::uuid as id) who left join points_account a on a.customer_id = who.id
     left join lateral (select sum(remaining) as points from points_lot
       where customer_id = who.id and remaining > 0 and expires_at <= $2) past on true
     left join lateral (select expires_at as at, sum(remaining) as points from points_lot
       where customer_id = who.id and remaining > 0 and expires_at > $2 group by expires_at order by expires_at limit 1) n on true`,
    [customerId, tx.now],
  );
  const next = row.at ? { points: Number(row.points), at: row.at as Date } : null;
  return { balance: Number(row.balance), owed: Number(row.owed), next };
}
