import type { EntityManager } from 'typeorm';

/** An order as it lies in the database; amounts are minor units. */
export interface Order {
  id: string;
  customerId: string;
  storeId: string | null;
  staffId: string | null;
  source: string;
  orderNo: string;
  amountMinor: number;
  paidMinor: number;
  refundedMinor: number;
  points: number;
  at: Date;
  voidedAt: Date | null;
  channel: string | null;
  lines: OrderLine[];
}

export interface OrderLine {
  product: string;
  category: string;
  quantity: number;
  amountMinor: number;
  refundedMinor: number;
}

type Runs = Pick<EntityManager, 'query'>;

/** Writes whole orders with their lines, some thousands at a time; nothing else of the shop follows them. */
export async function writePurchases(db: Runs, orders: readonly Order[], currency: string): Promise<void> {
  for (let at = 0; at < orders.length; at += 5000) {
    const part = orders.slice(at, at + 5000);
    const rows = part.map(({ lines: _, ...order }) => order);
    await db.query(PURCHASES, [JSON.stringify(rows), currency]);
    const lines = part.flatMap(({ id, lines }) => lines.map((line, position) => ({ id, position, ...line })));
    await db.query(LINES, [JSON.stringify(lines)]);
  }
}

const PURCHASES = `
insert into purchase (id, customer_id, store_id, staff_id, source, order_no, amount_minor, paid_minor, refunded_minor, currency,
  points, at, voided_at, channel)
select id, "customerId", "storeId", "staffId", source, "orderNo", "amountMinor", "paidMinor", "refundedMinor", $2, points, at, "voidedAt", channel
from jsonb_to_recordset($1::jsonb) as o (id uuid, "customerId" uuid, "storeId" uuid, "staffId" uuid, source text, "orderNo" text,
  "amountMinor" bigint, "paidMinor" bigint, "refundedMinor" bigint, points bigint, at timestamptz, "voidedAt" timestamptz, channel text)`;
const LINES = `
insert into purchase_line (purchase_id, position, product, category, quantity, amount_minor, refunded_minor)
select id, position, product, category, quantity, "amountMinor", "refundedMinor"
from jsonb_to_recordset($1::jsonb) as l (id uuid, position smallint, product text, category text, quantity int, "amountMinor" bigint,
  "refundedMinor" bigint)`;
