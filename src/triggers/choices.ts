import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import type { Tx } from '../transaction.ts';

const MOST = 10;

/** Campaigns whose coupons can be given now, the newest first. */
export async function givable(tx: Tx): Promise<Claimable[]> {
  const rows: { id: string }[] = await tx.db.query(
    `select id from campaign where state = 'live' and (claim_until is null or claim_until > $1)
     order by created_at desc, id desc limit $2`,
    [tx.now, MOST],
  );
  const found: Claimable[] = [];
  for (const { id } of rows) found.push((await findClaimable(tx.db, id))!);
  return found;
}

/** Categories that tills have told us of, by name; a few index probes, however many lines there are. */
export async function categories(tx: Tx): Promise<string[]> {
  const rows: { category: string }[] = await tx.db.query(
    `with recursive seen as (
       (select category, 1 as n from purchase_line where category is not null order by category limit 1)
       union all
       select (select l.category from purchase_line l where l.category > seen.category order by l.category limit 1), n + 1
       from seen where seen.category is not null and n < $1
     ) select category from seen where category is not null`,
    [MOST],
  );
  return rows.map(({ category }) => category);
}
