import type { Tx } from '../transaction.ts';

interface Sides {
  kept: string;
  joined: string;
  /** What each owed when they became one. */
  owed: { kept: number; joined: number };
  since: Date;
}

/**
 * Gives the one who is parted their part of what is owed: what they brought, and what undoing and refunding their own has
 * made since. What was settled meanwhile was settled of all debts alike; the odd point stays with who was kept. Both
 * accounts are locked, and redemptions are back with whoever they belong to.
 */
export async function partDebts(tx: Tx, { kept, joined, owed, since }: Sides): Promise<void> {
  const [made] = await tx.db.query(
    `select coalesce(sum(points) filter (where customer_id = $1), 0)::int as kept,
       coalesce(sum(points) filter (where customer_id = $2), 0)::int as joined
     from (
       select r.customer_id, (a.facts ->> 'owed')::bigint as points
       from redemption r join audit a on a.subject = r.id::text and a.act = 'undo-redemption'
       where r.customer_id in ($1, $2) and r.undone_at >= $3
       union all
       select p.customer_id, f.owed
       from refund f join purchase p on p.id = f.purchase_id
       where p.customer_id in ($1, $2) and f.counted_at >= $3
     ) undone`,
    [kept, joined, since],
  );
  const theirs = owed.joined + made.joined;
  const all = theirs + owed.kept + made.kept;
  if (theirs === 0) return;
  await tx.db.query(
    `with part as (
       select least(owed, $3::bigint, owed * $3::bigint / $4::bigint) as points from points_account where customer_id = $1
     ), less as (
       update points_account set owed = owed - part.points from part where customer_id = $1
     )
     update points_account set owed = owed + part.points from part where customer_id = $2`,
    [kept, joined, theirs, all],
  );
}
