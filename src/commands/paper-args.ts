import { couponOnPaper } from '../coupons/paper-number.ts';
import { readCode } from '../lib/codes.ts';
import { readAmount } from '../lib/money.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { type CounterArgs, readCounterArgs } from './counter-args.ts';

/**
 * What was said after `/check` or `/redeem`, where the first word may be the number of a paper coupon: it is looked up
 * first, for with an amount after it it can look like a code of ours.
 */
export async function readAtCounter(tx: Tx, args: string): Promise<CounterArgs | undefined> {
  const [, first = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(args.trim())!;
  const couponId = 'code' in readCode(first) ? undefined : await couponOnPaper(tx, first);
  if (!couponId) return readCounterArgs(args, tx.shop.currency);
  const amountMinor = rest ? readAmount(rest, tx.shop.currency) : undefined;
  if (rest && amountMinor === undefined) throw new Refusal('amount-invalid');
  return { named: { couponId }, amountMinor };
}
