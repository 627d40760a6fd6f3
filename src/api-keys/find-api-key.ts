import { timingSafeEqual } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { ApiKey } from '../../entities/api-key.ts';
import { Refusal } from '../refusal.ts';
import type { Shop } from '../shop.ts';

/** Purpose under which a key's secret is sealed. */
export const KEY = 'api key';

const SHAPE = /^quan_([0-9A-Z]{8})_([0-9A-Z]{52})$/;
const MINUTE = 60_000;

/** The key that a caller holds; refuses what is no key, or not any more. Its last use is noted once a minute. */
export async function findApiKey(
  { db, now, shop }: { db: EntityManager; now: Date; shop: Pick<Shop, 'codes'> },
  given: string | undefined,
): Promise<ApiKey> {
  if (!given) throw new Refusal('key-missing');
  const [, prefix, secret] = SHAPE.exec(given) ?? [];
  const found = prefix ? await db.findOneBy(ApiKey, { prefix }) : null;
  if (!found || !timingSafeEqual(found.secretHash, shop.codes.seal(KEY, secret!))) throw new Refusal('key-unknown');
  if (found.revokedAt) throw new Refusal('key-revoked');
  if (found.expiresAt && found.expiresAt <= now) throw new Refusal('key-expired', { at: found.expiresAt, now });
  if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() >= MINUTE) {
    await db.query(
      `update api_key set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at <= $3)`,
      [found.id, now, new Date(now.getTime() - MINUTE)],
    );
  }
  return found;
}
