import { inLanguage } from '../campaigns/terms.ts';
import { wallTime } from '../lib/dates.ts';
import type { HeldCoupon } from './coupons-held.ts';
import type { Reader } from './reader.ts';

/** A coupon that somebody holds or held, and what became of it. */
export function couponLine(
  { t, tx, language }: Reader,
  { ref, state, validUntil, zone, used, ...of }: HeldCoupon,
): string {
  const w = t.dossier.coupon;
  const { now } = tx;
  const name = inLanguage(of.name, language, tx.shop.language);
  if (used) {
    const { at, store, staff, orderMinor: order, discountMinor: discount } = used;
    return w.used({ name, ref, at, now, store, staff, order, discount });
  }
  if (state === 'issued') {
    // A time that ends at midnight is spoken of as the day before.
    const until = wallTime(validUntil, zone) === '00:00' ? t.coupons.validThrough : t.coupons.validUntil;
    return w.open(name, ref, until(validUntil, now, zone));
  }
  return state === 'revoked' ? w.revoked(name, ref) : w.expired(name, ref, validUntil, now);
}
