import { wallTime, weekday } from '../lib/dates.ts';
import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';
import type { Place } from '../stores/where.ts';
import { needsAmount } from './discount-of.ts';
import type { AtCounter } from './look-at-counter.ts';

/** One thing that must hold for a coupon to be redeemed; `refusal` says what would make it work when it does not. */
export interface Condition {
  name: 'state' | 'expiry' | 'own' | 'store' | 'weekday' | 'hours' | 'minimum' | 'gift';
  ok: boolean;
  refusal: Refusal | null;
}

/** What is known of the sale. `storeNeeded`: the actor works in one of several stores, and we do not know which. */
export interface Sale {
  now: Date;
  by: Actor;
  store: Place | undefined;
  storeNeeded: Refusal | null;
  orderMinor: number | undefined;
}

/** Every condition that the coupon's terms set, in the order in which they are refused. */
export function conditionsOf(coupon: AtCounter, sale: Sale): Condition[] {
  const { terms } = coupon;
  const zone = sale.store?.zone ?? coupon.campaignZone;
  const conditions: Condition[] = [];
  const must = (name: Condition['name'], refusal: Refusal | null | false | undefined) => {
    conditions.push({ name, ok: !refusal, refusal: refusal || null });
  };
  must('state', stateRefusal(coupon, sale.now));
  const expired = coupon.couponState === 'expired' || coupon.validUntil <= sale.now;
  must('expiry', expired && new Refusal('coupon-expired', { until: coupon.validUntil, now: sale.now }));
  if (ownOfClerk(coupon, sale.by)) must('own', new Refusal('coupon-own'));
  if (terms.stores || sale.storeNeeded) must('store', storeRefusal(coupon, sale));
  if (terms.weekdays) {
    const today = terms.weekdays.includes(weekday(sale.now, zone));
    must('weekday', !today && new Refusal('coupon-wrong-day', { weekdays: terms.weekdays }));
  }
  if (terms.hours) {
    const { from, until } = terms.hours;
    const time = wallTime(sale.now, zone);
    must('hours', (time < from || time >= until) && new Refusal('coupon-wrong-hour', { from, until }));
  }
  if (needsAmount(terms)) must('minimum', amountRefusal(terms.minimumMinor, sale.orderMinor));
  if (terms.kind === 'gift' && coupon.giftsLeft !== null) {
    must('gift', coupon.giftsLeft < 1 && coupon.couponState === 'issued' && new Refusal('gift-gone'));
  }
  return conditions;
}

function stateRefusal(coupon: AtCounter, now: Date): Refusal | null {
  if (coupon.couponState === 'revoked') return new Refusal('coupon-revoked');
  if (coupon.couponState !== 'redeemed') return null;
  return new Refusal('coupon-used', { at: coupon.usedAt!, now, store: coupon.usedStore, staff: coupon.usedStaff });
}

/** Managers and owners may be alone in the shop; a clerk's own coupon takes a second pair of eyes. */
function ownOfClerk({ customerId, couponState }: AtCounter, by: Actor): boolean {
  return (
    couponState === 'issued' && by.kind === 'staff' && by.staff.role === 'clerk' && by.staff.customerId === customerId
  );
}

function storeRefusal({ terms, stores }: AtCounter, { store, storeNeeded }: Sale): Refusal | null {
  if (storeNeeded) return storeNeeded;
  if (store && terms.stores!.includes(store.id)) return null;
  const names = stores.filter(({ id }) => terms.stores!.includes(id)).map(({ name }) => name);
  return store ? new Refusal('coupon-wrong-store', { stores: names }) : new Refusal('store-needed', { stores: names });
}

function amountRefusal(minimum: number | undefined, order: number | undefined): Refusal | null {
  if (order === undefined) return new Refusal('amount-needed');
  if (minimum === undefined || order >= minimum) return null;
  return new Refusal('minimum-missing', { minimum, order, missing: minimum - order });
}
