import type { Tx } from '../transaction.ts';

/** Notes for good that a person changed something about themselves, and when. What it was before is forgotten with it. */
export async function noteEdit(tx: Tx, customerId: string, field: 'name' | 'birthday' | 'phone'): Promise<void> {
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    `customer:${customerId}`,
    'edit-customer',
    customerId,
    { field },
    tx.now,
  ]);
}
