import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { BOUGHT, OURS, WITH_COUPON } from './fragments.ts';
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

// Lines are added up by order first: counting each order once by `distinct` would sort all lines by their text.
const PRODUCTS = `, ${WITH_COUPON}, bought as (
  select p.id, c.id is not null as coupon from purchase p left join with_coupon c on c.id = p.id where ${OURS} and ${BOUGHT}
), line as (
  select purchase_id, product, sum(quantity) as pieces, sum(amount_minor - refunded_minor) as minor
  from purchase_line where amount_minor = 0 or refunded_minor < amount_minor group by purchase_id, product
), sold as (
  select l.product, b.coupon, count(*) as orders, sum(l.pieces) as pieces, sum(l.minor) as minor
  from bought b join line l on l.purchase_id = b.id group by l.product, b.coupon
)
select product, coalesce(sum(orders) filter (where coupon), 0)::int as with,
  coalesce(sum(pieces) filter (where coupon), 0)::float8 as "withPieces",
  coalesce(sum(minor) filter (where coupon), 0)::float8 as "withMinor",
  coalesce(sum(orders) filter (where not coupon), 0)::int as without,
  coalesce(sum(pieces) filter (where not coupon), 0)::float8 as "withoutPieces",
  coalesce(sum(minor) filter (where not coupon), 0)::float8 as "withoutMinor"
from sold group by product order by "with" desc, "withMinor" desc, without desc, product limit ${MOST}`;
