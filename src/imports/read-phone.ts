import { Fault } from './fault.ts';
import type { Field } from './kinds.ts';

/** Calling codes of the currencies that one numbering plan uses (ITU-T E.164). */
const CODES: Record<string, string> = {
  TWD: '886',
  CNY: '86',
  HKD: '852',
  MOP: '853',
  JPY: '81',
  KRW: '82',
  SGD: '65',
  MYR: '60',
  THB: '66',
  PHP: '63',
  IDR: '62',
  VND: '84',
  INR: '91',
  GBP: '44',
  AUD: '61',
  NZD: '64',
};

/** The calling code of numbers without one. */
export const callingCode = (country: string | undefined, currency: string): string | undefined =>
  country ?? CODES[currency];

/**
 * Reads a phone number as its international digits, as Telegram proves them: `+886 912-345-678`, `0912345678` in Taiwan and
 * what Excel makes of it, `912345678`, are 886912345678.
 */
export function readPhone(field: Field, text: string, code: string | undefined): string {
  const plain = text.normalize('NFKC').trim();
  if (/^\d(\.\d+)?E\+?\d+$/i.test(plain)) throw new Fault(field, 'phone-number');
  if (!/^\+?[\d\s()\-./]+$/.test(plain)) throw new Fault(field, 'phone-shape');
  const digits = plain.replace(/\D/g, '');
  const full = plain.startsWith('+')
    ? digits
    : digits.startsWith('00')
      ? digits.slice(2)
      : national(field, digits, code);
  // E.164 has at most 15 digits.
  if (full.length < 8 || full.length > 15 || full.startsWith('0')) throw new Fault(field, 'phone-shape');
  return full.startsWith('8860') ? `886${full.slice(4)}` : full;
}

function national(field: Field, digits: string, code: string | undefined): string {
  if (!code) throw new Fault(field, 'phone-country');
  if (digits.startsWith('0')) return code + digits.replace(/^0+/, '');
  if (digits.startsWith(code) && digits.length >= code.length + 8) return digits;
  if (code === '886' && /^9\d{8}$/.test(digits)) return code + digits;
  if (code === '86' && /^1\d{10}$/.test(digits)) return code + digits;
  if ((code === '852' || code === '853' || code === '65') && digits.length === 8) return code + digits;
  throw new Fault(field, 'phone-country');
}
