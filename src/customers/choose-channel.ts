import { Customer } from '../../entities/customer.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

/** Where a person can hear from us, and where they do. */
export interface Channels {
  /** Those on which they can be reached, each once, the one heard last first. */
  reachable: string[];
  /** What they chose; null: where they wrote last. */
  chosen: string | null;
}

/** SQL: the order in which a customer's identities are tried, by the aliases of both; who cannot be reached is left out before. */
export const preferredFirst = (customer: string, identity: string) =>
  `(${identity}.channel = ${customer}.preferred_channel) desc nulls last, ${identity}.heard_at desc nulls last, ${identity}.id`;

/** The channels of a customer. */
export async function channelsOf({ db }: Pick<Tx, 'db'>, { id, preferredChannel }: Customer): Promise<Channels> {
  const rows: { channel: string }[] = await db.query(
    `select channel from identity where customer_id = $1 and reachable
     group by channel order by max(heard_at) desc nulls last, min(id)`,
    [id],
  );
  return { reachable: rows.map(({ channel }) => channel), chosen: preferredChannel };
}

/**
 * Has a customer hear from us on a channel of theirs from now on, and elsewhere only when they cannot be reached there; null:
 * where they wrote last. Refuses a channel on which they have never been, or cannot be reached.
 */
export async function chooseChannel(tx: Tx, customer: Customer, channel: string | null): Promise<void> {
  const { reachable } = await channelsOf(tx, customer);
  if (channel !== null && !reachable.includes(channel)) throw new Refusal('channel-unknown', { channels: reachable });
  customer.preferredChannel = channel;
  await tx.db.update(Customer, { id: customer.id }, { preferredChannel: channel });
}
