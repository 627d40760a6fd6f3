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

// Lines are added up by order first: counting each order once by `distinct` would sort all lines by their text. Whole
// numbers are exact in a float up to 2^53, and adding up `numeric` takes a fifth longer.
const PRODUCTS = `, ${WITH_COUPON}, bought as (
  select p.id, c.id is not null as coupon from purchase p left join with_coupon c on c.id = p.id where ${OURS} and ${BOUGHT}
), line as (
  select b.coupon, l.product collate "C" as product, sum(l.quantity::float8) as pieces,
    sum((l.amount_minor - l.refunded_minor)::float8) as minor
  from bought b join purchase_line l on l.purchase_id = b.id
  where l.amount_minor = 0 or l.refunded_minor < l.amount_minor group by b.id, b.coupon, 2
), sold as (
  select product, coupon, count(*) as orders, sum(pieces) as pieces, sum(minor) as minor from line group by product, coupon
)
select product, coalesce(sum(orders) filter (where coupon), 0)::int as with,
  coalesce(sum(pieces) filter (where coupon), 0)::float8 as "withPieces",
  coalesce(sum(minor) filter (where coupon), 0)::float8 as "withMinor",
  coalesce(sum(orders) filter (where not coupon), 0)::int as without,
  coalesce(sum(pieces) filter (where not coupon), 0)::float8 as "withoutPieces",
  coalesce(sum(minor) filter (where not coupon), 0)::float8 as "withoutMinor"
from sold group by product order by "with" desc, "withMinor" desc, without desc, product limit ${MOST}`;
