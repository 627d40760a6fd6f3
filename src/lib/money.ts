const digitsOf = new Map<string, number>();

/** Minor digits of a currency by ISO 4217 as the runtime knows it: TWD 2, JPY 0, KWD 3. */
export function minorDigits(currency: string): number {
  let digits = digitsOf.get(currency);
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digitsOf.set(currency, digits);
  }
  return digits;
}

/**
 * Reads an amount such as `158`, `158.00`, `1,580.5` or full-width `１５８` as whole minor units.
 * Undefined when it is no amount, has more decimals than the currency, is negative, or is beyond 10^12 minor units.
 */
export function readAmount(text: string, currency: string): number | undefined {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^[^\d.,-]{1,4}/, '');
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(plain);
  if (!match) return undefined;
  const digits = minorDigits(currency);
  const fraction = match[2] ?? '';
  if (fraction.length > digits && /[1-9]/.test(fraction.slice(digits))) return undefined;
  const minor = Number(match[1]!.replaceAll(',', '') + fraction.slice(0, digits).padEnd(digits, '0'));
  return Number.isSafeInteger(minor) && minor <= 1e12 ? minor : undefined;
}

/** Minor units as a plain decimal: 15800 TWD → `158`, 15850 → `158.50`. */
export function plainAmount(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = (minor / 10 ** digits).toFixed(digits);
  return digits > 0 && Number.isInteger(minor / 10 ** digits) ? text.slice(0, -digits - 1) : text;
}
