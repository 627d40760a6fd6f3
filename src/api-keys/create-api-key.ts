import { ApiKey } from '../../entities/api-key.ts';
import { newSecret } from '../lib/codes.ts';
import { newId } from '../lib/ids.ts';
import { cleanName } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise, scopes } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { KEY } from './find-api-key.ts';

const DAY = 86_400_000;

/** Makes a key to the API. Only the seal of its secret is kept: the key itself is seen this once. */
export async function createApiKey(
  tx: Tx,
  by: Actor,
  what: { scopes: readonly string[]; name?: string; days?: number },
): Promise<{ key: string; apiKey: ApiKey }> {
  authorise(by, 'invite');
  const wanted = [...new Set(what.scopes)];
  if (wanted.length === 0 || wanted.some((scope) => !Object.hasOwn(scopes, scope))) {
    throw new Refusal('scope-unknown', { scopes: Object.keys(scopes) });
  }
  const id = newId(tx.now.getTime());
  const prefix = newSecret(8);
  // 52 symbols of 5 bits: 260 bits.
  const secret = newSecret(52);
  await tx.db.insert(ApiKey, {
    id,
    name: cleanName(what.name) ?? `key ${prefix}`,
    prefix,
    secretHash: tx.shop.codes.seal(KEY, secret),
    scopes: wanted,
    createdAt: tx.now,
    expiresAt: what.days === undefined ? null : new Date(tx.now.getTime() + what.days * DAY),
  });
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'create-api-key',
    id,
    { scopes: wanted },
    tx.now,
  ]);
  return { key: `quan_${prefix}_${secret}`, apiKey: await tx.db.findOneByOrFail(ApiKey, { id }) };
}
