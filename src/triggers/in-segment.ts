import { peopleAmong } from '../segments/segment-people.ts';
import type { Tx } from '../transaction.ts';

/** Those of a piece who are in the segment now; everybody when a trigger has none. */
export async function inSegment<One extends { customerId: string }>(
  tx: Tx,
  segmentId: string | null,
  all: One[],
): Promise<One[]> {
  if (!segmentId || all.length === 0) return all;
  const inside = await peopleAmong(tx, segmentId, [...new Set(all.map(({ customerId }) => customerId))]);
  return all.filter(({ customerId }) => inside.has(customerId));
}
