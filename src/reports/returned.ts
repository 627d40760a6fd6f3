import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { OURS } from './fragments.ts';
import type { Period } from './period.ts';
import { openScope, type Scope } from './scope.ts';

/** How much of what was sold came back: orders and money, before and of refunds. */
export interface Returned {
  orders: number;
  returned: number;
  soldMinor: number;
  returnedMinor: number;
}

export interface Returns {
  scope: Scope;
  /** By product, as far as refunds said which; the most returned first. */
  products: (Returned & { product: string })[];
  /** Orders that a coupon made, by campaign, and all others under null. */
  campaigns: (Returned & { campaignId: string | null; ref: string | null })[];
}

const MOST = 200;

/** Also what was given back whole, though its coupon was given back with it and the order is void by that. */
const SOLD = `(p.voided_at is null or p.paid_minor > 0 and p.refunded_minor = p.paid_minor)`;

/** The return rate of each product and of each campaign's orders; an order that a till took back was never one. */
export async function returned(tx: Tx, by: Actor, period?: Period): Promise<Returns> {
  const { scope, ask } = await openScope(tx, by, period);
  return { scope, products: await ask(PRODUCTS), campaigns: await ask(CAMPAIGNS) };
}

const PRODUCTS = `, line as (
  select l.product collate "C" as product, sum(l.amount_minor::float8) as sold, sum(l.refunded_minor::float8) as back
  from purchase p join purchase_line l on l.purchase_id = p.id
  where ${OURS} and ${SOLD} group by p.id, 1
)
select product, count(*)::int as orders, (count(*) filter (where back > 0))::int as returned,
  sum(sold) as "soldMinor", sum(back) as "returnedMinor"
from line group by product order by sum(back) desc, orders desc, product limit ${MOST}`;

const CAMPAIGNS = `
select g.id as "campaignId", g.ref, count(*)::int as orders, (count(*) filter (where p.refunded_minor > 0))::int as returned,
  sum(p.paid_minor)::float8 as "soldMinor", sum(p.refunded_minor)::float8 as "returnedMinor"
from purchase p
left join redemption r on r.id = case when p.source = 'redemption' then p.order_no::uuid end
left join campaign g on g.id = r.campaign_id
where ${OURS} and ${SOLD}
group by g.id, g.ref order by g.id is null, sum(p.refunded_minor) desc, orders desc, g.ref limit ${MOST}`;
