import { inLanguage } from '../campaigns/terms.ts';
import { sealMessages } from '../chat/sealed.ts';
import { newId } from '../lib/ids.ts';
import { pointsFor } from '../points/valid-until.ts';
import { type Actor, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import type { Checked } from './check.ts';
import type { Asked } from './redeem-batch.ts';

/** What a redemption gave. */
export interface Redeemed {
  redemptionId: string;
  couponId: string;
  campaignId: string;
  customerId: string;
  coupon: Checked['coupon'];
  at: Date;
  store: { id: string; name: string } | null;
  orderMinor: number | null;
  discountMinor: number;
  /** What is left to pay; null without an order amount. */
  paidMinor: number | null;
  gift: string | null;
  /** Points that the coupon itself gives. */
  points: number;
  /** Points earned with the money paid. */
  earned: number;
}

type Moment = Pick<Tx, 'now' | 'shop'>;

/** What redeeming would give. Refuses with the first condition that does not hold. */
export function workOut(at: Moment, checked: Checked, orderMinor: number | undefined): Redeemed {
  const failed = checked.conditions.find(({ refusal }) => refusal);
  if (failed) throw failed.refusal!;
  const { coupon, store, discountMinor } = checked;
  const { couponId, campaignId, customerId, terms } = coupon;
  const { now, shop } = at;
  const paidMinor = orderMinor === undefined ? null : orderMinor - discountMinor!;
  return {
    redemptionId: newId(now.getTime()),
    couponId,
    campaignId,
    customerId,
    coupon,
    at: now,
    store: store ? { id: store.id, name: store.name } : null,
    orderMinor: orderMinor ?? null,
    discountMinor: discountMinor!,
    paidMinor,
    gift: terms.kind === 'gift' ? inLanguage(terms.gift, shop.language, shop.language) : null,
    points: terms.points ?? 0,
    earned: paidMinor === null ? 0 : pointsFor(at, paidMinor),
  };
}

/** The redemption as the statement wants it. */
export function askFor(at: Moment, by: Actor, method: 'chat' | 'api' | undefined, redeemed: Redeemed): Asked {
  return {
    coupon: redeemed.couponId,
    redemption: redeemed.redemptionId,
    staff: staffId(by),
    api_key: by.kind === 'api' ? by.keyId : null,
    store: redeemed.store?.id ?? null,
    method: method ?? (by.kind === 'staff' ? 'chat' : 'api'),
    order_minor: redeemed.orderMinor,
    discount: redeemed.discountMinor,
    gift: redeemed.gift,
    points: redeemed.points,
    earned: redeemed.earned,
    receipt: sealMessages([receipt(at, redeemed)]),
  };
}

/** What the customer is told at once, so that nobody redeems behind their back. */
function receipt({ shop }: Moment, { coupon, orderMinor, ...redeemed }: Redeemed) {
  const { terms, holderLanguage } = coupon;
  const t = shop.words(holderLanguage);
  const name = inLanguage(terms.name, holderLanguage, shop.language);
  const gift = redeemed.gift && inLanguage(terms.gift, holderLanguage, shop.language);
  return {
    title: t.counter.receiptTitle(),
    text: t.counter.receipt({ ...redeemed, name, gift, store: redeemed.store?.name ?? null, order: orderMinor }),
  };
}
