import type { Tx } from '../transaction.ts';
import type { Rule } from './rule.ts';
import { peopleOf } from './segment-people.ts';

/** True when the customer is in the segment (by its id) or fits the rule now; looks at nobody else. */
export async function isInSegment(tx: Tx, segment: string | Rule, customerId: string): Promise<boolean> {
  const { sql, values } = await peopleOf(tx, segment, 2);
  const [{ yes }] = await tx.db.query(`select exists (select from (${sql}) p where p.customer_id = $1::uuid) as yes`, [
    customerId,
    ...values,
  ]);
  return yes;
}
