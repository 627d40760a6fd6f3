import type { Compiling } from './compiled.ts';
import type { Amount } from './rule.ts';

/**
 * Where an amount of each customer stands: in a column of `s`, or in rows `(customer_id, n)` of those who have any.
 * `missing` is the amount of all others: null where there is none, as a rating.
 */
export type Source = ({ column: string } | { rows: string }) & { missing: 0 | null };

const DAY = 86_400_000;
const STATS_DAYS = 365;
/** Orders of so many days are so few of all that their lines are looked up one by one. */
const LATE_DAYS = 100;

/** An instant so many days of 24 hours ago, as a parameter. */
export const daysAgo = (at: Compiling, days: number) => at.put(new Date(at.now.getTime() - days * DAY), 'timestamptz');

/** Texts that are looked for in any case; a list for `in (…)`. */
export const anyCase = (at: Compiling, names: string[]) => `select lower(n) from unnest(${at.put(names, 'text[]')}) n`;

// As in `refresh_stats`: what was undone or given back whole did not happen.
const LIVE = 'p.voided_at is null and (p.refunded_minor = 0 or p.refunded_minor < p.paid_minor)';
const KEPT = '(l.amount_minor = 0 or l.refunded_minor < l.amount_minor)';
const PAID = 'p.paid_minor - p.refunded_minor';

/** Where an amount comes from; figures of 365 days or of all time from customer_stats, others from what is counted there. */
export function sourceOf(one: Amount, at: Compiling): Source {
  switch (one.field) {
    case 'visits':
    case 'spend':
    case 'average':
      return one.at || (one.days ?? STATS_DAYS) !== STATS_DAYS ? ordersOf(one, at) : figureOf(one);
    case 'claimed':
    case 'used':
      return one.of || one.days ? couponsOf(one, at) : { column: `s.coupons_${one.field}`, missing: 0 };
    case 'bought':
    case 'product':
    case 'category':
      return linesOf(one, at);
    case 'unused':
      return unusedOf(one.last, at);
    case 'points':
      return pointsOf(at);
    case 'rating':
      return ratingOf(one.days, at);
  }
}

type Orders = Extract<Amount, { field: 'visits' | 'spend' | 'average' }>;

function figureOf({ field, days }: Orders): Source {
  const [visits, spend] = days ? ['s.purchases_365', 's.spent_365_minor'] : ['s.purchases', 's.spent_minor'];
  if (field === 'average') return { column: `${spend}::numeric / nullif(${visits}, 0)`, missing: null };
  return { column: field === 'visits' ? visits! : spend!, missing: 0 };
}

function ordersOf({ field, days, at: stores }: Orders, at: Compiling): Source {
  const n = { visits: 'count(*)', spend: `sum(${PAID})`, average: `sum(${PAID}) / count(*)` }[field];
  const there = stores && `p.store_id in (select t.id from store t where lower(t.name) in (${anyCase(at, stores)}))`;
  const where = [LIVE, days && `p.at > ${daysAgo(at, days)}`, there].filter(Boolean).join(' and ');
  const rows = `select p.customer_id, ${n} as n from purchase p where ${where} group by p.customer_id`;
  return { rows, missing: field === 'average' ? null : 0 };
}

type Lines = Extract<Amount, { name: string }>;

/** Pieces, not orders. Of a line that was given back in part all pieces count. */
function linesOf({ field, name, days }: Lines, at: Compiling): Source {
  const called = at.put(name, 'text');
  const columns = field === 'bought' ? ['product', 'category'] : [field];
  const named = columns.map((column) => `lower(l.${column}) = lower(${called})`).join(' or ');
  const since = days && daysAgo(at, days);
  // The planner would rather read every line of the name, of all years. Of few customers it has their orders anyway.
  const late =
    since &&
    days <= LATE_DAYS &&
    !at.few &&
    `l.purchase_id = any(array(select p.id from purchase p where p.at > ${since}))`;
  const where = [LIVE, KEPT, `(${named})`, since && `p.at > ${since}`, late].filter(Boolean).join(' and ');
  const from = 'purchase p join purchase_line l on l.purchase_id = p.id';
  return {
    rows: `select p.customer_id, sum(l.quantity) as n from ${from} where ${where} group by p.customer_id`,
    missing: 0,
  };
}

type Coupons = Extract<Amount, { field: 'claimed' | 'used' }>;

function couponsOf({ field, of, days }: Coupons, at: Compiling): Source {
  const used = field === 'used';
  const since = days && `${used ? 'r.at' : 'k.claimed_at'} > ${daysAgo(at, days)}`;
  const named = of && `k.campaign_id in (select g.id from campaign g where lower(g.ref) in (${anyCase(at, of)}))`;
  const from = `coupon k${used ? ' join redemption r on r.coupon_id = k.id and r.undone_at is null' : ''}`;
  const where = [since, named].filter(Boolean).join(' and ');
  return {
    rows: `select k.customer_id, count(*) as n from ${from}${where && ` where ${where}`} group by k.customer_id`,
    missing: 0,
  };
}

/** Of the last coupons whose time is over or that were used; what was withdrawn counts as never given. */
function unusedOf(last: number, at: Compiling): Source {
  const over = `k.state in ('redeemed', 'expired') or (k.state = 'issued' and k.valid_until <= ${at.put(at.now, 'timestamptz')})`;
  const latest = `select k.customer_id, k.state, row_number() over (partition by k.customer_id order by k.claimed_at desc, k.id desc) as nth
    from coupon k where ${over}`;
  return {
    rows: `select k.customer_id, count(*) filter (where k.state <> 'redeemed') as n
      from (${latest}) k where k.nth <= ${at.put(last, 'int')} group by k.customer_id`,
    missing: 0,
  };
}

/** As the person may spend them: without what has expired and was not yet swept away. */
function pointsOf(at: Compiling): Source {
  const past = `select coalesce(sum(l.remaining), 0) from points_lot l
    where l.customer_id = a.customer_id and l.remaining > 0 and l.expires_at <= ${at.put(at.now, 'timestamptz')}`;
  return { rows: `select a.customer_id, a.balance - (${past}) as n from points_account a`, missing: 0 };
}

function ratingOf(days: number | undefined, at: Compiling): Source {
  const since = days ? ` and f.at > ${daysAgo(at, days)}` : '';
  return {
    rows: `select distinct on (f.customer_id) f.customer_id, f.rating as n from feedback f
      where f.rating is not null${since} order by f.customer_id, f.at desc, f.id desc`,
    missing: null,
  };
}
