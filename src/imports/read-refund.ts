import type { RefundWhat } from '../purchases/what.ts';
import { Fault } from './fault.ts';
import { type Batch, cellOf, type Faults, type Group, needed, textOf, tried } from './group.ts';
import { readInstant } from './read-instant.ts';
import { readMoney } from './read-money.ts';
import type { Row } from './split-records.ts';

export type Given = RefundWhat;

interface Part {
  row: Row;
  refund: Pick<Given, 'source' | 'refundNo' | 'orderNo' | 'reason' | 'at'>;
  total: number | undefined;
  amount: number | undefined;
  product: string | undefined;
}

/** Reads the rows of a refund as one; amounts may be written with a minus, as they lower the order. */
export function readRefund(batch: Batch, { rows }: Group): Given | Faults {
  const parts = rows.map((row) => tried(() => readPart(batch, row)));
  const faults = parts.flatMap((part, at) => (part instanceof Fault ? [{ row: rows[at]!, fault: part }] : []));
  if (faults.length > 0) return faults;
  const refund = tried(() => together(parts as Part[]));
  return refund instanceof Fault ? [{ row: refund.row ?? rows[0]!, fault: refund }] : refund;
}

function readPart(batch: Batch, row: Row): Part {
  const { tx, reading } = batch;
  const money = (field: 'total' | 'amount' | 'line_amount') => {
    const text = cellOf(batch, row, field)?.replace(/^[-－−]/, '');
    return text === undefined ? undefined : readMoney(field, text, tx.shop.currency);
  };
  const at = cellOf(batch, row, 'at');
  const reason = textOf(batch, row, 'reason', 300);
  const clock = { zone: tx.shop.zone, now: tx.now, dates: reading.dates, currency: tx.shop.currency };
  return {
    row,
    refund: {
      source: needed('source', textOf(batch, row, 'source', 40) ?? reading.source),
      refundNo: needed('refund_no', textOf(batch, row, 'refund_no', 100)),
      orderNo: needed('order_no', textOf(batch, row, 'order_no', 100)),
      ...(reason && { reason }),
      ...(at && { at: readInstant('at', at, clock) }),
    },
    total: money('total'),
    amount: money('line_amount') ?? money('amount'),
    product: textOf(batch, row, 'product', 200),
  };
}

function together(parts: Part[]): Given {
  const [first] = parts as [Part];
  const other = parts.find(({ refund }) => refund.orderNo !== first.refund.orderNo);
  if (other) throw new Fault('order_no', 'order-differs', { line: other.row.line });
  const totals = [...new Set(parts.flatMap(({ total }) => total ?? []))];
  if (totals.length > 1)
    throw new Fault('total', 'order-differs', { line: parts.find(({ total }) => total === totals[1])!.row.line });
  const empty = totals.length === 0 ? parts.find(({ amount }) => amount === undefined) : undefined;
  if (empty) throw new Fault('amount', 'needed').of(empty.row);
  const amountMinor = totals[0] ?? parts.reduce((sum, { amount }) => sum + amount!, 0);
  if (amountMinor === 0) throw new Fault('amount', 'money-zero');
  const lines = parts.flatMap(({ product, amount }) => {
    const minor = amount ?? (parts.length === 1 ? amountMinor : undefined);
    return product && minor !== undefined ? [{ product, amountMinor: minor }] : [];
  });
  const sum = lines.reduce((total, { amountMinor: minor }) => total + minor, 0);
  if (sum > amountMinor) throw new Fault('total', 'lines-beyond', { sum, most: amountMinor });
  return { ...first.refund, amountMinor, ...(lines.length > 0 && { lines }) };
}
