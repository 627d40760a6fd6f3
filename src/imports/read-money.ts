import { minorDigits, readAmount } from '../lib/money.ts';
import { Fault } from './fault.ts';
import type { Field } from './kinds.ts';

const SIGNS: Record<string, RegExp> = {
  TWD: /nt\$?|\$|元|圓|圆|塊/gi,
  CNY: /rmb|cn¥|¥|元|圆|块/gi,
  HKD: /hk\$?|\$|元|圓/gi,
  JPY: /jp¥|¥|円/gi,
  USD: /us\$?|\$/gi,
  EUR: /€/g,
  GBP: /£/g,
  KRW: /₩/g,
  THB: /฿/g,
};
const OTHER = /[A-Z]{2,3}\$?|\p{Sc}|[元圓圆塊块円]/u;

/**
 * Reads an amount of the shop's currency as whole minor units: with or without its sign and thousands separators, with a
 * decimal point or comma. What can be read in two ways, `1.200`, is refused, as is any other currency.
 */
export function readMoney(field: Field, text: string, currency: string): number {
  const own = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(currency, '')
    .replace(SIGNS[currency] ?? /\$/g, '')
    .replace(/\s/g, '');
  const other = OTHER.exec(own);
  if (other) throw new Fault(field, 'money-currency', { found: other[0], currency });
  if (/^-|^\(.*\)$|-$/.test(own)) throw new Fault(field, 'money-negative');
  const minor = readAmount(withPoint(field, own.replace(/^\+/, ''), minorDigits(currency)), currency);
  if (minor === undefined) throw new Fault(field, 'money-shape', { currency });
  return minor;
}

/** `1.200,50` and `1'200.50` become `1200.50`. */
function withPoint(field: Field, text: string, digits: number): string {
  const plain = text.replaceAll(/['’]/g, '');
  const point = plain.lastIndexOf('.');
  const comma = plain.lastIndexOf(',');
  if (point >= 0 && comma >= 0) {
    if (point > comma) return /^\d{1,3}(,\d{3})+\.\d*$/.test(plain) ? plain.replaceAll(',', '') : '';
    return /^\d{1,3}(\.\d{3})+,\d*$/.test(plain) ? plain.replaceAll('.', '').replace(',', '.') : '';
  }
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(plain)) return plain.replaceAll('.', '');
  // A thousand, or one with three decimals that this currency does not have?
  if (/^[1-9]\d{0,2}\.\d{3}$/.test(plain) && digits !== 3) throw new Fault(field, 'money-two-ways');
  if (/^\d+,\d{1,2}$/.test(plain) && digits >= 1) return plain.replace(',', '.');
  if (/^[1-9]\d{0,2},\d{3}$/.test(plain) && digits === 3) throw new Fault(field, 'money-two-ways');
  return plain;
}

/** A whole number of at least 1; `2.0` and `1,000` are ones. */
export function readQuantity(field: Field, text: string): number {
  const plain = text.normalize('NFKC').trim().replace(/\.0+$/, '');
  const read = Number(/^\d{1,3}(,\d{3})+$/.test(plain) ? plain.replaceAll(',', '') : plain);
  if (!/^[\d,]+$/.test(plain) || !Number.isInteger(read) || read < 1 || read > 1e6)
    throw new Fault(field, 'quantity-shape');
  return read;
}
