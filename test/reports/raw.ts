import type { DataSource } from 'typeorm';

export interface Purchase {
  id: string;
  customer: string;
  store: string | null;
  source: string;
  orderNo: string;
  paid: number;
  at: Date;
  voided: boolean;
}
export interface Line {
  purchase: string;
  product: string;
  quantity: number;
  amount: number;
}
export interface Refund {
  purchase: string;
  amount: number;
  lines: { product: string; amountMinor: number }[] | null;
}
export interface Coupon {
  id: string;
  campaign: string;
  version: number;
  customer: string;
  state: string;
  claimed: Date;
  until: Date;
}
export interface Redemption {
  id: string;
  coupon: string;
  campaign: string;
  customer: string;
  store: string | null;
  order: number | null;
  discount: number;
  gift: string | null;
  points: number;
  at: Date;
  undone: boolean;
}

/** Every row that figures hang on, as it lies there. */
export async function rawRows(db: DataSource) {
  const purchases: Purchase[] = await db.query(
    `select id, customer_id as customer, store_id as store, source, order_no as "orderNo", paid_minor::int as paid, at,
       voided_at is not null as voided from purchase`,
  );
  const lines: Line[] = await db.query(
    'select purchase_id as purchase, product, quantity, amount_minor::int as amount from purchase_line order by position',
  );
  const refunds: Refund[] = await db.query(
    'select purchase_id as purchase, counted_minor::int as amount, lines from refund where purchase_id is not null order by id',
  );
  const coupons: Coupon[] = await db.query(
    `select id, campaign_id as campaign, terms_version as version, customer_id as customer, state, claimed_at as claimed,
       valid_until as until from coupon`,
  );
  const redemptions: Redemption[] = await db.query(
    `select id, coupon_id as coupon, campaign_id as campaign, customer_id as customer, store_id as store,
       order_minor::int as order, discount_minor::int as discount, gift, points::int as points, at, undone_at is not null as undone
     from redemption`,
  );
  const kinds: { campaign: string; version: number; kind: string; since: Date }[] = await db.query(
    `select campaign_id as campaign, version, terms ->> 'kind' as kind, created_at as since from campaign_terms`,
  );
  const broadcasts: { id: string; campaign: string; at: Date }[] = await db.query(
    'select id, campaign_id as campaign, started_at as at from broadcast order by started_at, id',
  );
  const chunks: { broadcast: string; ids: string[]; state: string }[] = await db.query(
    'select broadcast_id as broadcast, ids, state from broadcast_chunk',
  );
  const exceptions: { broadcast: string; identity: string }[] = await db.query(
    'select broadcast_id as broadcast, identity_id as identity from broadcast_exception',
  );
  const identities: { id: string; customer: string; heard: Date | null }[] = await db.query(
    'select id, customer_id as customer, heard_at as heard from identity',
  );
  const wrong: { at: Date; store: string | null }[] = await db.query(
    'select w.at, s.store_id as store from wrong_code w join staff s on s.id = w.staff_id',
  );
  const zones: { id: string; zone: string | null }[] = await db.query('select id, zone from store');
  const names: { id: string; name: string | null }[] = await db.query('select id, name from customer');
  return {
    ...{ purchases, lines, refunds, coupons, redemptions, kinds, zones, names },
    ...{ broadcasts, chunks, exceptions, identities, wrong },
  };
}

export type Raw = Awaited<ReturnType<typeof rawRows>>;

export const sum = (all: number[]) => all.reduce((total, one) => total + one, 0);

/** The wall clock of a zone as the runtime's own calendar knows it: `2026-11-01`, hour, ISO weekday. */
export function wall(at: Date, zone: string) {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const day = `${parts.year}-${parts.month}-${parts.day}`;
  const date = new Date(`${day}T00:00:00Z`);
  return { day, hour: Number(parts.hour), weekday: date.getUTCDay() || 7 };
}

/** The Monday of a civil day's week. */
export function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() || 7) - 1));
  return date.toISOString().slice(0, 10);
}

/** What of each line and order came back: refunds use up lines of their product in order. */
export function givenBack(raw: Raw) {
  const ofOrder = (id: string) => sum(raw.refunds.filter((one) => one.purchase === id).map(({ amount }) => amount));
  const ofLines = (id: string) => {
    const back = new Map<string, number>();
    for (const { lines } of raw.refunds.filter((one) => one.purchase === id))
      for (const { product, amountMinor } of lines ?? []) back.set(product, (back.get(product) ?? 0) + amountMinor);
    return raw.lines
      .filter((one) => one.purchase === id)
      .map((line) => {
        const gone = Math.min(line.amount, back.get(line.product) ?? 0);
        back.set(line.product, (back.get(line.product) ?? 0) - gone);
        return { ...line, gone };
      });
  };
  return { ofOrder, ofLines };
}
