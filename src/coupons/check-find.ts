import type { Terms } from '../campaigns/terms.ts';
import { readCode } from '../lib/codes.ts';
import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';
import { refuseWhilePaused, wrongCode } from '../staff/wrong-code.ts';
import type { Place } from '../stores/where.ts';
import type { Tx } from '../transaction.ts';

/** How the counter names a coupon: what was typed or scanned, the signed token of a link, or its id (API only). */
export type Named = { code: string } | { token: string } | { couponId: string };

/** A coupon as it lies on the counter, with the terms it was claimed under. */
export interface AtCounter {
  couponId: string;
  campaignId: string;
  customerId: string;
  couponState: 'issued' | 'redeemed' | 'expired' | 'revoked';
  validUntil: Date;
  terms: Terms;
  campaignZone: string;
  /** Null when the campaign's gifts are not counted. */
  giftsLeft: number | null;
  holderName: string | null;
  holderLanguage: string;
  redemptionId: string | null;
  usedAt: Date | null;
  usedStore: string | null;
  usedStaff: string | null;
  stores: Place[];
}

/** Finds the coupon that lies on the counter. Five codes that do not exist pause a member of staff for ten minutes. */
export async function findAtCounter(tx: Tx, by: Actor, named: Named): Promise<AtCounter> {
  refuseWhilePaused(tx, by);
  if ('couponId' in named) return (await look(tx, named.couponId, null)) ?? refuse('coupon-unknown');
  if ('token' in named) {
    const couponId = tx.shop.codes.couponOf(named.token) ?? refuse('code-shape');
    return (await look(tx, couponId, null)) ?? refuse('code-shape');
  }
  const read = readCode(named.code);
  if ('wrong' in read) throw new Refusal(read.wrong === 'typo' ? 'code-typo' : 'code-shape');
  const found = await look(tx, null, tx.shop.codes.hashOf(read.code));
  // The hash has 64 bits of its own; that the code is the coupon's own is worked out, not believed.
  if (found && tx.shop.codes.codeOf(found.couponId) === read.code) return found;
  throw await wrongCode(tx, by);
}

function refuse(code: 'code-shape' | 'coupon-unknown'): never {
  throw new Refusal(code);
}

async function look(tx: Tx, couponId: string | null, hash: string | null): Promise<AtCounter | undefined> {
  const [row] = await tx.db.query('select * from coupon_at_counter($1, $2)', [couponId, hash]);
  return row && { ...row, stores: row.stores ?? [] };
}
