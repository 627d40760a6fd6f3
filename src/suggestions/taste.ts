import type { Tx } from '../transaction.ts';
import { type Bought, HALF_LIFE_DAYS, type Pair, STRENGTH } from './chance.ts';
import { LOOK_DAYS } from './note-look.ts';

type Names = Partial<Record<string, string>> | null;

/** What a customer buys and uses, as far as it says which coupons may suit them. */
export interface Taste {
  weight: number;
  products: (Bought & { names: Names })[];
  categories: (Bought & { names: Names })[];
  /** From products of theirs to others. */
  pairs: (Pair & { category: string | null; names: Names; otherNames: Names })[];
  /** What everybody buys, by name: `product:latte`. */
  shares: Record<string, { share: number; category: string | null }>;
  /** How much that counts, in orders of one's own. */
  strength: { product: number; category: number };
  stores: { id: string; name: string; orders: number }[];
  kinds: { kind: string; used: number }[];
  /** Drops that they lately looked at and never claimed. */
  looked: string[];
}

/** Older orders say little of what somebody likes now; more of them say nothing new. */
export const TASTE_DAYS = 180;
const MOST_ORDERS = 200;
/** What everybody buys is told by the last 30 days, and by the months before as if these were so many orders. */
const BEFORE_ORDERS = 50;

/** What this customer bought and used lately, in one statement; `things` are what the open coupons are about. */
export async function tasteOf(tx: Tx, customerId: string, things: readonly string[]): Promise<Taste> {
  const since = new Date(tx.now.getTime() - TASTE_DAYS * 86_400_000);
  const [row] = await tx.db.query(TASTE, [
    customerId,
    tx.now,
    since,
    MOST_ORDERS,
    HALF_LIFE_DAYS,
    things,
    STRENGTH,
    BEFORE_ORDERS,
    new Date(tx.now.getTime() - LOOK_DAYS * 86_400_000),
  ]);
  return row.taste;
}

const TASTE = `
with own as materialized (
  select p.id, p.store_id, power(0.5, greatest(extract(epoch from $2::timestamptz - p.at)::float8, 0) / 86400 / $5) as weight
  from purchase p
  where p.customer_id = $1 and p.at > $3 and p.voided_at is null and (p.refunded_minor = 0 or p.refunded_minor < p.paid_minor)
  order by p.at desc, p.id desc limit $4
), line as materialized (
  select distinct on (o.id, l.product) o.id, o.weight, l.product, l.category from own o join purchase_line l on l.purchase_id = o.id
  where l.amount_minor = 0 or l.refunded_minor < l.amount_minor order by o.id, l.product, l.position
), thing as (
  select 'product' as kind, product as name, count(*)::int as orders, sum(weight) as weight from line group by product
  union all
  select 'category', category, count(*)::int, sum(weight) from (select distinct id, weight, category from line) c
  where category is not null group by category
), named as (
  select t.*, n.names from thing t left join product_name n on n.kind = t.kind and n.name = t.name
), pair as (
  select r.product, r.other, r.together, r.orders, s.category, n.names, m.names as "otherNames"
  from (select distinct product from line) l join product_pair r on r.product = l.product
  left join product_share s on s.kind = 'product' and s.name = r.other
  left join product_name n on n.kind = 'product' and n.name = r.product
  left join product_name m on m.kind = 'product' and m.name = r.other
  where r.other = any($6) or s.category = any($6)
)
select jsonb_build_object(
  'weight', coalesce((select sum(weight) from own where id in (select id from line)), 0),
  'products', coalesce((select jsonb_agg(to_jsonb(n) - 'kind' order by n.name) from named n where n.kind = 'product'), '[]'),
  'categories', coalesce((select jsonb_agg(to_jsonb(n) - 'kind' order by n.name) from named n where n.kind = 'category'), '[]'),
  'pairs', coalesce((select jsonb_agg(to_jsonb(p) order by p.product, p.other) from pair p), '[]'),
  'shares', coalesce((select jsonb_object_agg(s.kind || ':' || s.name,
      jsonb_build_object('category', s.category,
        'share', (s.lately + $8 * s.orders::float8 / s.of_orders) / (s.of_lately + $8)))
    from product_share s where s.name = any($6)
      or s.kind = 'category' and s.name in (select q.category from product_share q where q.kind = 'product' and q.name = any($6))), '{}'),
  'strength', (select jsonb_build_object('product', coalesce(max(product_strength), $7), 'category', coalesce(max(category_strength), $7))
    from population),
  'stores', coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'orders', o.orders) order by o.orders desc, s.id)
    from (select store_id, count(*) as orders from own group by store_id) o join store s on s.id = o.store_id), '[]'),
  'kinds', coalesce((select jsonb_agg(jsonb_build_object('kind', k.kind, 'used', k.used) order by k.used desc, k.kind)
    from (select t.terms ->> 'kind' as kind, count(*) as used from coupon c
      join campaign_terms t on t.campaign_id = c.campaign_id and t.version = c.terms_version
      where c.customer_id = $1 and c.state = 'redeemed' and c.claimed_at > $3 group by 1) k), '[]'),
  'looked', coalesce((select jsonb_agg(v.campaign_id) from campaign_look v where v.customer_id = $1 and v.at > $9
    and not exists (select from coupon c where c.customer_id = $1 and c.campaign_id = v.campaign_id)), '[]')
) as taste`;
