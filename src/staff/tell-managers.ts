import type { Staff } from '../../entities/staff.ts';
import type { Message } from '../chat/channel.ts';
import { post } from '../outbox/post.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';

/** Tells every manager and owner but the one it is about; a manager bound to another store need not know. */
export async function tellManagers(tx: Tx, about: Staff, subject: string, say: (t: Words) => Message[]): Promise<void> {
  const managers = await tx.db.query(
    `select customer_id from staff where role in ('manager', 'owner') and ended_at is null and id <> $1
       and (store_id is null or $2::uuid is null or store_id = $2) order by id`,
    [about.id, about.storeId ?? about.atStoreId],
  );
  for (const { customer_id } of managers) {
    await post(tx, customer_id, { subject: `${subject}:${customer_id}`, class: 'notice', say });
  }
}
