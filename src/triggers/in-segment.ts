import { peopleOf } from '../segments/segment-people.ts';
import type { Tx } from '../transaction.ts';

/** Those of a piece who are in the segment now; everybody when a trigger has none. */
export async function inSegment<One extends { customerId: string }>(
  tx: Tx,
  segmentId: string | null,
  all: One[],
): Promise<One[]> {
  if (!segmentId || all.length === 0) return all;
  const { sql, values } = await peopleOf(tx, segmentId, 2);
  const rows: { customer_id: string }[] = await tx.db.query(
    `select customer_id from unnest($1::uuid[]) as asked (customer_id) where customer_id in (${sql})`,
    [[...new Set(all.map(({ customerId }) => customerId))], ...values],
  );
  const inside = new Set(rows.map(({ customer_id }) => customer_id));
  return all.filter(({ customerId }) => inside.has(customerId));
}
