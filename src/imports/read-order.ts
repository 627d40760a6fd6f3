import { isId } from '../lib/ids.ts';
import type { Line } from '../purchases/what.ts';
import { storeNamed } from '../stores/list-stores.ts';
import { Fault } from './fault.ts';
import { type Batch, cellOf, type Faults, type Group, needed, textOf, tried } from './group.ts';
import { readInstant } from './read-instant.ts';
import { readMoney, readQuantity } from './read-money.ts';
import { proofsOf, readWho, type Who } from './read-who.ts';
import type { Row } from './split-records.ts';

/** An order as a file says it. */
export interface Order {
  group: Group;
  source: string;
  orderNo: string;
  who: Who;
  at: Date;
  amountMinor: number;
  storeId: string | null;
  channel: string | null;
  lines: Line[];
}

/** One row of it: what must be the same in all rows of the order, its amounts, and its product. */
interface Part {
  row: Row;
  order: Omit<Order, 'group' | 'amountMinor' | 'lines'>;
  total: number | undefined;
  amount: number | undefined;
  line: number | undefined;
  product: Omit<Line, 'amountMinor'> | undefined;
}

/** Reads the rows of an order as one; gives all that is wrong with them, when something is. */
export function readOrder(batch: Batch, group: Group): Order | Faults {
  const parts = group.rows.map((row) => tried(() => readPart(batch, row, group.rows[0]!)));
  const faults = parts.flatMap((part, at) => (part instanceof Fault ? [{ row: group.rows[at]!, fault: part }] : []));
  if (faults.length > 0) return faults;
  const order = tried(() => together(batch, group, parts as Part[]));
  return order instanceof Fault ? [{ row: order.row ?? group.rows[0]!, fault: order }] : order;
}

const OF_ORDER = [
  ...(['source', 'at', 'store', 'channel', 'customer_id', 'phone', 'customer_channel', 'customer_address'] as const),
  ...(['line_id', 'telegram_id', 'customer_name'] as const),
];

/** What only the first row of an order says is so in the others. */
function asFirst({ columns }: Batch, row: Row, first: Row): Row {
  if (row === first) return row;
  const cells = [...row.cells];
  for (const field of OF_ORDER) {
    const at = columns[field];
    if (at !== undefined && !cells[at]?.trim()) cells[at] = first.cells[at] ?? '';
  }
  return { ...row, cells };
}

function readPart(batch: Batch, own: Row, first: Row): Part {
  const row = asFirst(batch, own, first);
  const { reading, tx } = batch;
  const { currency } = tx.shop;
  const source = needed('source', textOf(batch, row, 'source', 40) ?? reading.source);
  if (source === 'redemption') throw new Fault('source', 'source-reserved', { source });
  const store = readStore(batch, row);
  const clock = { zone: store?.zone ?? tx.shop.zone, now: tx.now, dates: reading.dates, currency };
  const money = (field: 'total' | 'amount' | 'line_amount') => {
    const text = cellOf(batch, row, field);
    return text === undefined ? undefined : readMoney(field, text, currency);
  };
  const product = textOf(batch, row, 'product', 200);
  const quantity = cellOf(batch, row, 'quantity');
  const category = textOf(batch, row, 'category', 100);
  return {
    row: own,
    order: {
      source,
      orderNo: needed('order_no', textOf(batch, row, 'order_no', 100)),
      who: readWho(batch, row),
      at: readInstant('at', needed('at', cellOf(batch, row, 'at')), clock),
      storeId: store?.id ?? null,
      channel: textOf(batch, row, 'channel', 40) ?? reading.channel ?? null,
    },
    total: money('total'),
    amount: money('amount'),
    line: money('line_amount'),
    product:
      product === undefined
        ? undefined
        : {
            product,
            quantity: quantity === undefined ? 1 : readQuantity('quantity', quantity),
            ...(category && { category }),
          },
  };
}

function readStore({ stores, reading, columns }: Batch, row: Row) {
  const named = cellOf({ columns }, row, 'store') ?? reading.store;
  if (!named) return undefined;
  const found = isId(named) ? stores.find(({ id }) => id === named.toLowerCase()) : storeNamed(stores, named);
  if (!found) throw new Fault('store', 'store-unknown', { stores: stores.map(({ name }) => name) });
  return found;
}

function together(batch: Batch, group: Group, parts: Part[]): Order {
  const [first] = parts as [Part];
  for (const { order, row } of parts) {
    const other = (['at', 'storeId', 'channel', 'who'] as const).find(
      (one) => saidOf(order, one) !== saidOf(first.order, one),
    );
    if (other) throw new Fault(FIELDS[other], 'order-differs', { line: row.line });
  }
  const { amountMinor, lines } = amountsOf(batch, parts);
  const sum = lines.reduce((total, { amountMinor: minor }) => total + minor, 0);
  if (sum > amountMinor) throw new Fault('total', 'lines-beyond', { sum, most: amountMinor });
  return { group, ...first.order, amountMinor, lines };
}

const saidOf = (order: Part['order'], what: 'at' | 'storeId' | 'channel' | 'who') =>
  what === 'who' ? proofsOf(order.who).join() : String(order[what]);

const FIELDS = { at: 'at', storeId: 'store', channel: 'channel', who: 'phone' } as const;

/**
 * What an order comes to. `total` is the order's, and stands in its first row or in each. `line_amount` is the row's. A
 * plain `amount` is both in an order of one row; in one of several it is the row's where they differ, and where all are
 * equal it could be either: that is refused rather than guessed.
 */
function amountsOf({ columns }: Batch, parts: Part[]): Pick<Order, 'amountMinor' | 'lines'> {
  const totals = [...new Set(parts.flatMap(({ total }) => total ?? []))];
  if (totals.length > 1)
    throw new Fault('total', 'order-differs', { line: parts.find(({ total }) => total === totals[1])!.row.line });
  const byLine = columns.line_amount !== undefined;
  const amounts = parts.flatMap(({ amount }) => amount ?? []);
  const total = totals[0] ?? (byLine ? oneOf(amounts, parts) : undefined);
  const ofRow = ({ line, amount }: Part) => (byLine ? line : amount);
  const empty = total === undefined ? parts.find((part) => ofRow(part) === undefined) : undefined;
  if (empty) throw new Fault(byLine ? 'line_amount' : 'amount', 'needed').of(empty.row);
  if (total === undefined && !byLine && parts.length > 1 && new Set(amounts).size === 1) {
    throw new Fault('amount', 'amount-two-ways');
  }
  const single = parts.length === 1 ? total : undefined;
  const lines = parts.flatMap((part) => {
    const minor = ofRow(part) ?? single;
    return part.product && minor !== undefined ? [{ ...part.product, amountMinor: minor }] : [];
  });
  return { amountMinor: total ?? parts.reduce((sum, part) => sum + ofRow(part)!, 0), lines };
}

/** Beside amounts of lines, `amount` is the order's. */
function oneOf(amounts: number[], parts: Part[]): number | undefined {
  const different = [...new Set(amounts)];
  if (different.length > 1) {
    throw new Fault('amount', 'order-differs', { line: parts.find(({ amount }) => amount === different[1])!.row.line });
  }
  return different[0];
}
