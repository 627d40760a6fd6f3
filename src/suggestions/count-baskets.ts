import { patiently } from '../lib/patiently.ts';
import type { Tx } from '../transaction.ts';

/** Orders of so many days are counted. */
export const COUNTED_DAYS = 180;
/** What people want changes with the season: the latest orders count apart. */
const LATELY_DAYS = 30;

/** Lays out what was in each order of the last half year, once in a transaction; others who want to wait. */
export async function countBaskets(tx: Tx): Promise<void> {
  const ask = await patiently(tx);
  const { now } = tx;
  await ask(`select pg_advisory_xact_lock(hashtextextended('count baskets', 0))`);
  const [{ there }] = await ask(`select to_regclass('pg_temp.basket') is not null as there`);
  if (there) return;
  const since = new Date(now.getTime() - COUNTED_DAYS * 86_400_000);
  const lately = new Date(now.getTime() - LATELY_DAYS * 86_400_000);
  await ask(
    'create temp table basket (purchase_id uuid, customer_id uuid, product text, category text, lately boolean) on commit drop',
  );
  await ask(BASKETS, [since, now, lately]);
  await ask('analyze basket');
}

// An id tells when its order was recorded, and nothing is recorded before it happens: the lines are a range of their key.
const BASKETS = `
insert into basket
select distinct on (l.purchase_id, l.product) l.purchase_id, p.customer_id, l.product, l.category, p.at > $3
from purchase_line l join purchase p on p.id = l.purchase_id
where l.purchase_id >= uuid7_from($1) and p.at > $1 and p.at <= $2 and p.voided_at is null and (p.refunded_minor = 0 or p.refunded_minor < p.paid_minor)
  and (l.amount_minor = 0 or l.refunded_minor < l.amount_minor)
order by l.purchase_id, l.product, l.position`;
