import { IsNull } from 'typeorm';
import { Segment } from '../../entities/segment.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** One page of the segments that are in use, by name, and how many there are. */
export async function listSegments(
  tx: Tx,
  by: Actor,
  page: number,
  size: number,
): Promise<{ segments: Segment[]; total: number }> {
  authorise(by, 'publish');
  const [segments, total] = await tx.db.findAndCount(Segment, {
    where: { retiredAt: IsNull() },
    order: { name: 'ASC', id: 'ASC' },
    take: size,
    skip: (page - 1) * size,
  });
  return { segments, total };
}
