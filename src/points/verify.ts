/** Anything that runs SQL: an entity manager, a data source, a pool behind a function. */
interface Asks {
  query(sql: string): Promise<unknown>;
}

/** An account whose figures do not agree. */
export interface Difference {
  customerId: string;
  balance: number;
  entries: number;
  lots: number;
}

export interface LedgerReport {
  accounts: number;
  entries: number;
  lots: number;
  /** Sum of all balances. */
  points: number;
  differences: Difference[];
}

/** Adds the whole ledger up, in one statement and so at one instant: balance = Σ entries = Σ lots for each account. */
export async function verifyLedger(db: Asks): Promise<LedgerReport> {
  const [row] = (await db.query(
    `with e as (select customer_id, sum(delta) as points, count(*) as n from points_entry group by 1),
     l as (select customer_id, sum(remaining) as points, count(*) as n from points_lot group by 1),
     all_of as (
       select coalesce(a.customer_id, e.customer_id, l.customer_id) as id, a.customer_id is not null as has_account,
         coalesce(a.balance, 0) as balance, coalesce(e.points, 0) as entries, coalesce(l.points, 0) as lots,
         coalesce(e.n, 0) as ne, coalesce(l.n, 0) as nl
       from points_account a full join e on e.customer_id = a.customer_id
       full join l on l.customer_id = coalesce(a.customer_id, e.customer_id))
     select count(*) filter (where has_account)::int as accounts, coalesce(sum(ne), 0)::text as entries,
       coalesce(sum(nl), 0)::text as lots, coalesce(sum(balance), 0)::text as points,
       coalesce(jsonb_agg(jsonb_build_object('customerId', id, 'balance', balance, 'entries', entries, 'lots', lots) order by id)
         filter (where balance <> entries or balance <> lots), '[]') as differences
     from all_of`,
  )) as Record<'accounts' | 'entries' | 'lots' | 'points', string>[] & { differences: Difference[] }[];
  return {
    accounts: Number(row!.accounts),
    entries: Number(row!.entries),
    lots: Number(row!.lots),
    points: Number(row!.points),
    differences: row!.differences,
  };
}
