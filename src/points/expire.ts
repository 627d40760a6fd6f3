import type { Tx } from '../transaction.ts';

/**
 * Takes away points that are past their time, of at most `most` people; gives how many people and points that were.
 * May run twice or beside others: an account that somebody works on is left for the next time.
 */
export async function expirePoints(tx: Tx, most = 500): Promise<{ customers: number; points: number }> {
  const [row] = await tx.db.query(
    `with due as materialized (
       select a.customer_id from points_account a
       where a.customer_id in (select customer_id from points_lot where remaining > 0 and expires_at <= $1)
       order by a.customer_id limit $2 for no key update skip locked)
     select count(*)::int as customers, coalesce(sum(expire_lots(customer_id, $1)), 0) as points from due`,
    [tx.now, most],
  );
  return { customers: row.customers, points: Number(row.points) };
}
