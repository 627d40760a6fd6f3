import type { EntityManager } from 'typeorm';
import { ApiKey } from '../../entities/api-key.ts';
import { Staff } from '../../entities/staff.ts';
import { Refusal } from '../refusal.ts';
import type { Actor } from './actor.ts';

/**
 * The actor of a name such as `actorName` gives, as they are now: for work that somebody began and that goes on without them.
 * Refuses a key that has ended; of staff who have left each use case refuses what they ask for.
 */
export async function actorNamed({ db, now }: { db: EntityManager; now: Date }, name: string): Promise<Actor> {
  const [kind, id = ''] = name.split(':', 2);
  if (kind === 'operator') return { kind: 'operator' };
  if (kind === 'staff') return { kind: 'staff', staff: await db.findOneByOrFail(Staff, { id }) };
  const key = await db.findOneByOrFail(ApiKey, { id });
  if (key.revokedAt) throw new Refusal('key-revoked');
  if (key.expiresAt && key.expiresAt <= now) throw new Refusal('key-expired', { at: key.expiresAt, now });
  return { kind: 'api', keyId: key.id, scopes: key.scopes };
}
