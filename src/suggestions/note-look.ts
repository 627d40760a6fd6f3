import type { Customer } from '../../entities/customer.ts';
import type { Tx } from '../transaction.ts';

/** So many days a look says what somebody may want. */
export const LOOK_DAYS = 14;

/** Notes that a customer looks at a drop by itself; of who wants no suggestions nothing is noted. */
export async function noteLook(
  tx: Tx,
  { id, noPersonal }: Pick<Customer, 'id' | 'noPersonal'>,
  campaignId: string,
): Promise<void> {
  if (noPersonal) return;
  await tx.db.query(
    `insert into campaign_look as l (customer_id, campaign_id, at) values ($1, $2, $3)
     on conflict (customer_id, campaign_id) do update set at = greatest(l.at, excluded.at)`,
    [id, campaignId, tx.now],
  );
}

/** Forgets looks that say nothing any more. */
export async function forgetLooks(tx: Tx): Promise<void> {
  await tx.db.query('delete from campaign_look where at <= $1', [new Date(tx.now.getTime() - LOOK_DAYS * 86_400_000)]);
}
