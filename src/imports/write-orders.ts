import { Purchase } from '../../entities/purchase.ts';
import { newId } from '../lib/ids.ts';
import { textList } from '../lib/pg-list.ts';
import { pointsFor, pointsValidUntil } from '../points/valid-until.ts';
import { countWaitingRefunds } from '../purchases/count-refund.ts';
import { refreshStats } from '../purchases/refresh-stats.ts';
import { staffId } from '../staff/actor.ts';
import { Overtaken } from './create-people.ts';
import type { Batch } from './group.ts';
import { idAt } from './history.ts';
import type { Order } from './read-order.ts';

export interface Owned extends Order {
  customerId: string;
}

/**
 * Records orders that are certainly not here yet, all at once, by the rules of `recordPurchase`: lines, points where they
 * are wanted, refunds that waited for them, and the figures of their customers.
 */
export async function writeOrders(batch: Batch, orders: readonly Owned[]): Promise<void> {
  if (orders.length === 0) return;
  const { tx, by, reading } = batch;
  const { db, now, shop } = tx;
  const ids = orders.map(({ at }) => idAt(at, now, newId));
  const points = orders.map(({ amountMinor }) => (reading.points ? pointsFor(tx, amountMinor) : 0));
  const written = await db.query(
    `insert into purchase (id, customer_id, store_id, staff_id, source, order_no, amount_minor, paid_minor, currency, points, at, channel)
     select id, customer, store, $10, source, order_no, minor, minor, $11, points, at, channel
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::timestamptz[], $9::text[])
       as o (id, customer, store, source, order_no, minor, points, at, channel)
     on conflict (source, order_no) do nothing returning id`,
    [
      ids,
      orders.map(({ customerId }) => customerId),
      orders.map(({ storeId }) => storeId),
      textList(orders.map(({ source }) => source)),
      textList(orders.map(({ orderNo }) => orderNo)),
      orders.map(({ amountMinor }) => amountMinor),
      points,
      orders.map(({ at }) => at.toISOString()),
      textList(orders.map(({ channel }) => channel)),
      staffId(by),
      shop.currency,
    ],
  );
  if (written.length < orders.length) throw new Overtaken();
  await writeLines(batch, orders, ids);
  if (reading.points) await earnAll(batch, orders, ids, points);
  for (const purchase of await awaited(batch, orders)) await countWaitingRefunds(tx, by, purchase);
  await refreshStats(tx, [...new Set(orders.map(({ customerId }) => customerId))]);
}

async function writeLines({ tx }: Batch, orders: readonly Owned[], ids: string[]): Promise<void> {
  const lines = orders.flatMap(({ lines: own }, at) =>
    own.map((line, position) => ({ ...line, position, id: ids[at]! })),
  );
  if (lines.length === 0) return;
  await tx.db.query(
    `insert into purchase_line (purchase_id, position, product, category, quantity, amount_minor)
     select * from unnest($1::uuid[], $2::smallint[], $3::text[], $4::text[], $5::int[], $6::bigint[])`,
    [
      lines.map(({ id }) => id),
      lines.map(({ position }) => position),
      textList(lines.map(({ product }) => product)),
      textList(lines.map(({ category }) => category ?? null)),
      lines.map(({ quantity }) => quantity),
      lines.map(({ amountMinor }) => amountMinor),
    ],
  );
}

/** Accounts are locked in the order of their customers, as everywhere. */
async function earnAll({ tx }: Batch, orders: readonly Owned[], ids: string[], points: number[]): Promise<void> {
  await tx.db.query(
    `select earn_points(customer, points, 'purchase', 'purchase:' || id, $4, $5)
     from (select * from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as o (id, customer, points) where points > 0 order by customer) o`,
    [ids, orders.map(({ customerId }) => customerId), points, tx.now, pointsValidUntil(tx)],
  );
}

/** Those of which something was given back before they were known. */
async function awaited({ tx }: Batch, orders: readonly Owned[]): Promise<Purchase[]> {
  const rows = await tx.db.query(
    `select distinct p.id from unnest($1::text[], $2::text[]) as o (source, order_no)
     join refund r on r.source = o.source and r.order_no = o.order_no and r.purchase_id is null
     join purchase p on p.source = o.source and p.order_no = o.order_no order by p.id`,
    [textList(orders.map(({ source }) => source)), textList(orders.map(({ orderNo }) => orderNo))],
  );
  const found: Purchase[] = [];
  for (const { id } of rows) found.push(await tx.db.findOneByOrFail(Purchase, { id }));
  return found;
}
