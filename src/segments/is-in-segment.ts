import type { Tx } from '../transaction.ts';
import type { Rule } from './rule.ts';
import { peopleAmong } from './segment-people.ts';

/** True when the customer is in the segment (by its id) or fits the rule now. */
export async function isInSegment(tx: Tx, segment: string | Rule, customerId: string): Promise<boolean> {
  return (await peopleAmong(tx, segment, [customerId])).size > 0;
}
