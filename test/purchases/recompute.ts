import type { DataSource } from 'typeorm';

const DAY = 86_400_000;

interface Bought {
  id: string;
  customer: string;
  store: string | null;
  zone: string;
  paid: number;
  at: Date;
  voided: boolean;
}
interface GivenBack {
  purchase: string;
  amount: number;
  lines: { product: string; amountMinor: number }[] | null;
}

/** The figures of everybody as a plain reader of the raw rows works them out, each as of the instant given for them. */
export async function recompute(db: DataSource, asOf: Map<string, Date>) {
  const bought: Bought[] = await db.query(
    `select p.id, p.customer_id as customer, p.store_id as store, coalesce(s.zone, c.zone, 'UTC') as zone,
       p.paid_minor::int as paid, p.at, p.voided_at is not null as voided
     from purchase p join customer c on c.id = p.customer_id left join store s on s.id = p.store_id`,
  );
  const lines: { purchase: string; product: string; category: string | null; amount: number }[] = await db.query(
    `select purchase_id as purchase, product, category, amount_minor::int as amount from purchase_line order by position`,
  );
  const refunds: GivenBack[] = await db.query(
    'select purchase_id as purchase, amount_minor::int as amount, lines from refund where purchase_id is not null',
  );
  const coupons: { customer: string; claimed: Date; used: boolean }[] = await db.query(
    `select customer_id as customer, claimed_at as claimed,
       exists (select from redemption r where r.coupon_id = c.id and r.undone_at is null) as used from coupon c`,
  );
  const left = ({ id, paid, voided }: Bought) =>
    voided ? 0 : Math.max(0, paid - sum(refunds.filter(({ purchase }) => purchase === id).map(({ amount }) => amount)));
  const live = bought.filter((one) => !one.voided && (left(one) > 0 || one.paid === 0));
  return {
    left: bought.map(left),
    stats: [...asOf].map(([customerId, now]) => {
      const mine = live.filter(({ customer }) => customer === customerId);
      const late = mine.filter(({ at }) => at.getTime() > now.getTime() - 365 * DAY);
      const times = mine.map(({ at }) => at.getTime()).sort((a, b) => a - b);
      const held = coupons.filter(({ customer, claimed }) => customer === customerId && claimed <= now);
      return {
        customerId,
        firstAt: times.length > 0 ? new Date(times[0]!) : null,
        lastAt: times.length > 0 ? new Date(times.at(-1)!) : null,
        purchases: mine.length,
        spentMinor: sum(mine.map(left)),
        purchases365: late.length,
        spent365Minor: sum(late.map(left)),
        intervalDays: interval(mine),
        categories: [...new Set(late.flatMap((one) => kept(one.id)))].sort(),
        storeId: habit(late),
        couponsClaimed: held.length,
        couponsUsed: held.filter(({ used }) => used).length,
        tier: null,
        points365: null,
        updatedAt: now,
      };
    }),
  };

  /** Categories of a purchase of which something was kept: refunds use up lines of their product in order. */
  function kept(id: string): string[] {
    const back = new Map<string, number>();
    for (const refund of refunds.filter(({ purchase }) => purchase === id))
      for (const { product, amountMinor } of refund.lines ?? [])
        back.set(product, (back.get(product) ?? 0) + amountMinor);
    return lines
      .filter(({ purchase }) => purchase === id)
      .flatMap(({ product, category, amount }) => {
        const gone = Math.min(amount, back.get(product) ?? 0);
        back.set(product, (back.get(product) ?? 0) - gone);
        return category && (amount === 0 || gone < amount) ? [category] : [];
      });
  }
}

const sum = (all: number[]) => all.reduce((total, one) => total + one, 0);

function interval(mine: Bought[]): number | null {
  const days = mine.map(
    ({ at, zone }) => Date.parse(new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at)) / DAY,
  );
  const each = [...new Set(days)].sort((a, b) => a - b);
  const gaps = each.slice(1).map((day, n) => day - each[n]!);
  if (gaps.length < 2) return null;
  gaps.sort((a, b) => a - b);
  const half = gaps.length / 2;
  return gaps.length % 2 ? gaps[Math.floor(half)]! : (gaps[half - 1]! + gaps[half]!) / 2;
}

function habit(late: Bought[]): string | null {
  const visits = new Map<string, { count: number; last: number }>();
  for (const { store, at } of late) {
    if (!store) continue;
    const { count, last } = visits.get(store) ?? { count: 0, last: 0 };
    visits.set(store, { count: count + 1, last: Math.max(last, at.getTime()) });
  }
  const best = [...visits].sort(
    ([one, a], [other, b]) => b.count - a.count || b.last - a.last || (one < other ? -1 : 1),
  );
  return best[0]?.[0] ?? null;
}
