import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

/** A check of `x-line-signature` over the raw bytes of a body, in constant time. */
export function signatureOf(secret: string): (body: Buffer, given: string | string[] | undefined) => boolean {
  const key = createSecretKey(secret, 'utf8');
  return (body, given) => {
    if (typeof given !== 'string') return false;
    // Compared as text: base64 has many spellings of the same bytes, and only one was signed.
    const wanted = createHmac('sha256', key).update(body).digest('base64');
    const a = Buffer.from(wanted, 'latin1');
    const b = Buffer.from(given, 'latin1');
    return a.length === b.length && timingSafeEqual(a, b);
  };
}
