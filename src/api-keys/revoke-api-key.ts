import { ApiKey } from '../../entities/api-key.ts';
import { isId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** Ends a key at once, named by its id or by the part between its underscores. Twice is once. */
export async function revokeApiKey(tx: Tx, by: Actor, named: string): Promise<ApiKey> {
  authorise(by, 'invite');
  const key = await tx.db.findOneBy(ApiKey, isId(named) ? { id: named } : { prefix: named.toUpperCase() });
  if (!key) throw new Refusal('api-key-unknown');
  if (key.revokedAt) return key;
  await tx.db.update(ApiKey, { id: key.id }, { revokedAt: tx.now });
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'revoke-api-key',
    key.id,
    {},
    tx.now,
  ]);
  return { ...key, revokedAt: tx.now };
}
