import { In } from 'typeorm';
import { Segment } from '../../entities/segment.ts';
import type { Tx } from '../transaction.ts';
import type { Plan } from './plan.ts';

/** A segment as it was when a broadcast was frozen; `rule` is null for a list. */
export interface MeantSegment {
  id: string;
  name: string;
  rule: unknown;
}

/** The segments that a plan names, with their rules as they are now: kept with the broadcast, for they may change. */
export async function describeAudience(tx: Pick<Tx, 'db'>, plan: Plan): Promise<MeantSegment[]> {
  const ids = [...(plan.segment ? [plan.segment] : []), ...plan.variants.map(({ segment }) => segment)];
  if (ids.length === 0) return [];
  const found = await tx.db.findBy(Segment, { id: In(ids) });
  return found.map(({ id, name, rule }) => ({ id, name, rule }));
}
