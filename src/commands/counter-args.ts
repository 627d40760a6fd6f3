import { splitCode } from '../chat/understand.ts';
import type { Named } from '../coupons/look-at-counter.ts';
import { readCode } from '../lib/codes.ts';
import { readAmount } from '../lib/money.ts';
import { Refusal } from '../refusal.ts';

/** What was said after `/check` or `/redeem`: a code, a token or the link of a QR, and perhaps the order amount. */
export interface CounterArgs {
  named: Named;
  amountMinor: number | undefined;
}

const TOKEN = /^(?:\S*\/q\/)?([A-Za-z0-9_-]{36})(?:\s+([\s\S]+))?$/;

/**
 * Reads them. When the amount was asked for and the next coupon was scanned instead, the next coupon counts. Undefined
 * when nothing was said.
 */
export function readCounterArgs(args: string, currency: string): CounterArgs | undefined {
  const text = args.trim();
  if (!text) return undefined;
  const token = TOKEN.exec(text);
  const { code, amount } = token ? { code: token[1]!, amount: token[2] ?? '' } : splitCode(text);
  const named = token ? { token: code } : { code };
  if (!amount) return { named, amountMinor: undefined };
  const amountMinor = readAmount(amount, currency);
  if (amountMinor !== undefined) return { named, amountMinor };
  if (namesCoupon(amount)) return readCounterArgs(amount, currency);
  throw new Refusal('amount-invalid');
}

function namesCoupon(text: string): boolean {
  const read = [text, splitCode(text).code].map(readCode);
  return TOKEN.test(text) || read.some((one) => 'code' in one || one.wrong === 'typo');
}
