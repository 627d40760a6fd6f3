import type { DataSource } from 'typeorm';

const YEAR = 365 * 86_400_000;

/** What counts of everybody's last 365 days, added up by a plain reader of the raw rows. */
export async function measures(db: DataSource, people: string[], by: 'spend' | 'points', now: Date) {
  const late = ({ at }: { at: Date }) => at.getTime() > now.getTime() - YEAR;
  const all = async (sql: string) => ((await db.query(sql)) as Row[]).filter(late);
  const bought = await all(
    `select id, customer_id as who, at, paid_minor::int as minor, points::int as points from purchase where voided_at is null`,
  );
  const back: { purchase: string; minor: number; points: number }[] = await db.query(
    'select purchase_id as purchase, counted_minor::int as minor, points::int as points from refund where purchase_id is not null',
  );
  const used = await all(
    `select r.id, k.customer_id as who, r.at, 0 as minor, r.points::int as points
     from redemption r join coupon k on k.id = r.coupon_id where r.undone_at is null`,
  );
  const granted = await all(
    `select id, customer_id as who, at, 0 as minor, delta::int as points from points_entry where reason = 'grant'`,
  );
  const what = (row: { minor: number; points: number }) => (by === 'spend' ? row.minor : row.points);
  const sum = (rows: { minor: number; points: number }[]) => rows.reduce((total, row) => total + what(row), 0);
  return new Map(
    people.map((id) => {
      const mine = bought.filter(({ who }) => who === id);
      const orders = new Set(mine.map((row) => row.id));
      const rest = [...used, ...granted].filter(({ who }) => who === id);
      return [id, sum(mine) + sum(rest) - sum(back.filter(({ purchase }) => orders.has(purchase)))];
    }),
  );
}

interface Row {
  id: string;
  who: string;
  at: Date;
  minor: number;
  points: number;
}
