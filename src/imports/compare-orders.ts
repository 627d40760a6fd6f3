import { civilDate } from '../lib/dates.ts';
import { textList } from '../lib/pg-list.ts';
import type { Tx } from '../transaction.ts';
import type { Order } from './read-order.ts';

/** An order that is here already. */
export interface Here {
  amountMinor: number;
  customerId: string;
  lines: string;
  at: Date;
}

const keyOf = ({ source, orderNo }: Pick<Order, 'source' | 'orderNo'>) => `${source}\n${orderNo}`;

/** What an order sells, to compare it by. */
export const linesOf = (lines: Order['lines']) =>
  lines.map(({ product, quantity, amountMinor }) => `${product}\t${quantity}\t${amountMinor}`).join('\n');

/**
 * The day of an order where the shop is. Tills whose numbers begin anew each day are told apart by it; the time itself is
 * not compared, for a file is often written to the minute, and the same order may have come over the API before.
 */
export const dayOf = ({ shop }: Pick<Tx, 'shop'>, { at }: { at: Date }) => civilDate(at, shop.zone);

/** An order and a refund of it that come at once wait for each other, as with `lockOrder`; here for many orders. */
export async function lockOrders({ db }: Tx, orders: readonly Order[]): Promise<void> {
  await db.query(
    `select pg_advisory_xact_lock(k) from (select distinct hashtextextended(o, 7) as k from unnest($1::text[]) o order by 1) k`,
    [textList(orders.map(keyOf))],
  );
}

/** Those of the orders that are here, each under its place in the list. */
export async function ordersHere({ db }: Tx, orders: readonly Order[]): Promise<Map<number, Here>> {
  const rows = await db.query(
    `select o.n::int - 1 as place, p.amount_minor, p.customer_id, p.at,
       (select string_agg(l.product || e'\\t' || l.quantity || e'\\t' || l.amount_minor, e'\\n' order by l.position)
        from purchase_line l where l.purchase_id = p.id) as lines
     from unnest($1::text[], $2::text[]) with ordinality as o (source, order_no, n) join purchase p using (source, order_no)`,
    [textList(orders.map(({ source }) => source)), textList(orders.map(({ orderNo }) => orderNo))],
  );
  return new Map(
    rows.map((row: { place: number; amount_minor: string; customer_id: string; at: Date; lines: string | null }) => [
      row.place,
      { amountMinor: Number(row.amount_minor), customerId: row.customer_id, lines: row.lines ?? '', at: row.at },
    ]),
  );
}
