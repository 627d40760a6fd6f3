import { ApiKey } from '../../entities/api-key.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** Every key there was, the newest first. */
export async function listApiKeys(tx: Tx, by: Actor): Promise<ApiKey[]> {
  authorise(by, 'invite');
  return tx.db.find(ApiKey, { order: { createdAt: 'DESC', id: 'DESC' } });
}
