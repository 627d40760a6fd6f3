import { maskName } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import { openNames, type Place, whereIs } from '../stores/where.ts';
import type { Tx } from '../transaction.ts';
import { type Condition, conditionsOf } from './check-conditions.ts';
import { findAtCounter } from './check-find.ts';
import { discountOf, needsAmount } from './discount-of.ts';
import type { AtCounter, Named } from './look-at-counter.ts';

export type CheckWhat = Named & { amountMinor?: number | undefined; storeId?: string | undefined };

/** What a look at a coupon tells: whether it could be redeemed at this instant, and what that would give. */
export interface Checked {
  coupon: AtCounter;
  /** First letter and stars. */
  holder: string;
  store: Place | undefined;
  conditions: Condition[];
  ok: boolean;
  /** The amount is missing, and everything hangs on it. */
  amountNeeded: boolean;
  /** Undefined while the amount is missing that it hangs on. */
  discountMinor: number | undefined;
}

/** Looks at a coupon without changing it; each condition with what would make it work. */
export async function checkCoupon(tx: Tx, by: Actor, what: CheckWhat): Promise<Checked> {
  refuseBeforeLooking(by, what);
  return judge(tx, by, what, await findAtCounter(tx, by, what));
}

/** What needs no look at the coupon: the right to redeem at all, and an amount that is one. */
export function refuseBeforeLooking(by: Actor, { amountMinor }: CheckWhat): void {
  authorise(by, 'redeem');
  if (amountMinor === undefined) return;
  if (!(Number.isSafeInteger(amountMinor) && amountMinor >= 0 && amountMinor <= 1e12)) {
    throw new Refusal('amount-invalid');
  }
}

/** What is to be said of a coupon that was found: every rule of the counter, and nothing that is written. */
export function judge({ now }: Pick<Tx, 'now'>, by: Actor, what: CheckWhat, coupon: AtCounter): Checked {
  const orderMinor = what.amountMinor;
  const store = whereIs(by, coupon.stores, what.storeId);
  const conditions = conditionsOf(coupon, {
    now,
    by,
    store,
    storeNeeded: missingStore(by, coupon, store),
    orderMinor,
  });
  const amountNeeded = orderMinor === undefined && needsAmount(coupon.terms);
  return {
    coupon,
    holder: maskName(coupon.holderName),
    store,
    conditions,
    ok: conditions.every(({ ok }) => ok),
    amountNeeded,
    discountMinor: amountNeeded ? undefined : discountOf(coupon.terms, orderMinor),
  };
}

/** Staff redeem in a store; where there are several we must know in which. */
function missingStore(by: Actor, { stores }: AtCounter, store: Place | undefined): Refusal | null {
  const names = openNames(stores);
  return by.kind === 'staff' && !store && names.length > 0 ? new Refusal('store-needed', { stores: names }) : null;
}
