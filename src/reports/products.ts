import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { BOUGHT, ON_USE_DAY, OURS, USE_DAYS, WITH_COUPON } from './fragments.ts';
import type { Period } from './period.ts';
import { openScope } from './scope.ts';

/** A product in orders with a coupon and in those without: orders that hold it, pieces, money. */
export interface Product {
  product: string;
  with: number;
  withPieces: number;
  withMinor: number;
  without: number;
  withoutPieces: number;
  withoutMinor: number;
}

const MOST = 200;

/** What is bought with a coupon most, and how it sells without; lines that were given back whole count nowhere. */
export async function products(tx: Tx, by: Actor, period?: Period) {
  const { scope, ask } = await openScope(tx, by, period);
  return { scope, rows: await ask<Product>(PRODUCTS) };
}

const PRODUCTS = `, ${USE_DAYS}, bought as (
  select p.id, (${WITH_COUPON}) as coupon from purchase p ${ON_USE_DAY} where ${OURS} and ${BOUGHT}
), sold as (
  select l.product, b.coupon, count(distinct b.id) as orders, sum(l.quantity) as pieces, sum(l.amount_minor - l.refunded_minor) as minor
  from bought b join purchase_line l on l.purchase_id = b.id
  where l.amount_minor = 0 or l.refunded_minor < l.amount_minor group by l.product, b.coupon
)
select product, coalesce(sum(orders) filter (where coupon), 0)::int as with,
  coalesce(sum(pieces) filter (where coupon), 0)::float8 as "withPieces",
  coalesce(sum(minor) filter (where coupon), 0)::float8 as "withMinor",
  coalesce(sum(orders) filter (where not coupon), 0)::int as without,
  coalesce(sum(pieces) filter (where not coupon), 0)::float8 as "withoutPieces",
  coalesce(sum(minor) filter (where not coupon), 0)::float8 as "withoutMinor"
from sold group by product order by "with" desc, "withMinor" desc, without desc, product limit ${MOST}`;
