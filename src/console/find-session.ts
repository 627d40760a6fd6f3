import type { EntityManager } from 'typeorm';
import { ConsoleSession } from '../../entities/console-session.ts';
import { Staff } from '../../entities/staff.ts';
import type { Shop } from '../shop.ts';
import { may } from '../staff/actor.ts';
import { IDLE_MINUTES, LONGEST_DAYS, type Session, TOKEN } from './session.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The session behind a token and whose it is; undefined when it is over, or when they may not look at figures any more.
 * With `used`, its use is noted once a minute; a page that only listens does not use it.
 */
export async function findSession(
  { db, now, shop }: { db: EntityManager; now: Date; shop: Pick<Shop, 'codes'> },
  token: string,
  used: boolean,
): Promise<Session | undefined> {
  const found = await db.findOneBy(ConsoleSession, { tokenSeal: shop.codes.seal(TOKEN, token) });
  if (!found || found.endedAt) return undefined;
  const ago = (since: Date) => now.getTime() - since.getTime();
  if (ago(found.usedAt!) >= IDLE_MINUTES * MINUTE_MS || ago(found.openedAt!) >= LONGEST_DAYS * DAY_MS) return undefined;
  const staff = await db.findOneByOrFail(Staff, { id: found.staffId });
  if (!may({ kind: 'staff', staff }, 'read-figures')) return undefined;
  if (used && ago(found.usedAt!) >= MINUTE_MS) {
    await db.query('update console_session set used_at = $2 where id = $1 and used_at < $2', [found.id, now]);
  }
  return { id: found.id, staff };
}
