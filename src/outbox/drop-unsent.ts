import type { Identity } from '../../entities/identity.ts';
import type { Tx } from '../transaction.ts';

/**
 * Drops what a person took back before it could be heard. It counts as heard with nothing to say, for another process
 * may have it in its hands already.
 */
export async function dropUnsent(tx: Tx, from: Pick<Identity, 'channel' | 'address'>, message: string): Promise<void> {
  await tx.db.query(
    `with unsent as (
       delete from inbox_waiting
       where channel = $1 and inbound ->> 'from' = $2 and inbound ->> 'message' = $3 returning channel, event_id)
     insert into inbox_event (channel, event_id, address, heard_at, answered_at, retry_key, answer)
     select channel, event_id, $2, $4, $4, gen_random_uuid(), '{"messages": []}' from unsent
     on conflict do nothing`,
    [from.channel, from.address, message, tx.now],
  );
}
