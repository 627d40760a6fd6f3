import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';
import { refuseWhilePaused, wrongCode } from '../staff/wrong-code.ts';
import type { Tx } from '../transaction.ts';
import { type AtCounter, lookStatement, type Named, readLook, sought } from './look-at-counter.ts';
import { couponOnPaper } from './paper-number.ts';

/** Finds the coupon that lies on the counter. Five codes that do not exist pause a member of staff for ten minutes. */
export async function findAtCounter(tx: Tx, by: Actor, named: Named): Promise<AtCounter> {
  refuseWhilePaused(tx, by);
  const couponId = 'code' in named ? await couponOnPaper(tx, named.code) : undefined;
  const all = [sought(tx.shop, couponId ? { couponId } : named)];
  const { text, values } = lookStatement(all);
  const [found] = readLook(tx.shop, all, await tx.db.query(text, values));
  if (found) return found;
  if ('code' in named) throw await wrongCode(tx, by);
  throw new Refusal('token' in named ? 'code-shape' : 'coupon-unknown');
}
