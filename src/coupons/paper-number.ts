import { readCode } from '../lib/codes.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

/**
 * A number that may stand on a paper coupon, in capitals and without spaces and dashes; undefined for what is none. Five symbols
 * at least, so that no amount and no line of `/today` is one, and never one of our own codes.
 */
export function paperNumber(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-_.·‐-―]/gu, '');
  return /^(?=.*\d)[A-Z0-9]{5,20}$/.test(plain) && !('code' in readCode(plain)) ? plain : undefined;
}

/** The same, for one that is to be registered. */
export function readPaperNumber(typed: string): string {
  const number = paperNumber(typed);
  if (!number) throw new Refusal('paper-number', { typed: typed.trim().slice(0, 60) });
  return number;
}

/** The coupon that somebody holds on paper under this number; undefined when there is none. */
export async function couponOnPaper(tx: Pick<Tx, 'db'>, typed: string): Promise<string | undefined> {
  const number = paperNumber(typed);
  if (!number) return undefined;
  const [found] = await tx.db.query('select coupon_id as id from paper_coupon where number = $1', [number]);
  return found?.id;
}
