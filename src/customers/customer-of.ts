import { refuseStranger } from '../points/stranger.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

/** A customer as machines name them: by id, or by who they are on a channel. */
export type NamedCustomer = { customerId: string } | { channel: string; address: string };

/** The id of a customer that a machine names. Refuses whom nobody knows. */
export async function customerOf(tx: Tx, who: NamedCustomer): Promise<string> {
  if ('customerId' in who) {
    await refuseStranger(tx, who.customerId);
    return who.customerId;
  }
  const { channel, address } = who;
  const [identity] = await tx.db.query('select customer_id from identity where channel = $1 and address = $2', [
    channel,
    address,
  ]);
  if (!identity) throw new Refusal('customer-unknown');
  return identity.customer_id;
}
