import { inLanguage } from '../campaigns/terms.ts';
import { sealMessages } from '../chat/sealed.ts';
import { newId } from '../lib/ids.ts';
import { pointsFor, pointsValidUntil } from '../points/valid-until.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { type Checked, type CheckWhat, checkCoupon } from './check.ts';

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

export type RedeemWhat = CheckWhat & { method?: 'chat' | 'api' };

/**
 * Redeems a coupon, at most once: coupon, redemption, purchase, points, budget and receipt in one statement after one
 * look. Nothing hangs on the look but the refusal: of all who try at once, the conditional update lets one through.
 */
export async function redeemCoupon(tx: Tx, by: Actor, what: RedeemWhat): Promise<Redeemed> {
  const checked = await checkCoupon(tx, by, what);
  refuseFirst(checked);
  const redeemed = workOut(tx, checked, what.amountMinor);
  const outcome = await write(tx, by, what.method ?? (by.kind === 'staff' ? 'chat' : 'api'), checked, redeemed);
  if (outcome === 'gift-gone') throw new Refusal('gift-gone');
  if (outcome === 'lost') {
    refuseFirst(await checkCoupon(tx, by, { ...what, ...{ couponId: redeemed.couponId } }));
    throw new Error(`coupon ${redeemed.couponId} cannot be redeemed, and we do not know why`);
  }
  return redeemed;
}

function refuseFirst({ conditions }: Checked): void {
  const failed = conditions.find(({ refusal }) => refusal);
  if (failed) throw failed.refusal!;
}

function workOut(tx: Tx, { coupon, store, discountMinor }: Checked, orderMinor: number | undefined): Redeemed {
  const { couponId, campaignId, customerId, terms } = coupon;
  const paidMinor = orderMinor === undefined ? null : orderMinor - discountMinor!;
  return {
    redemptionId: newId(tx.now.getTime()),
    couponId,
    campaignId,
    customerId,
    coupon,
    at: tx.now,
    store: store ? { id: store.id, name: store.name } : null,
    orderMinor: orderMinor ?? null,
    discountMinor: discountMinor!,
    paidMinor,
    gift: terms.kind === 'gift' ? inLanguage(terms.gift, tx.shop.language, tx.shop.language) : null,
    points: terms.points ?? 0,
    earned: paidMinor === null ? 0 : pointsFor(tx, paidMinor),
  };
}

async function write(tx: Tx, by: Actor, method: string, checked: Checked, redeemed: Redeemed): Promise<string> {
  const [row] = await tx.db.query(
    'select outcome from redeem_coupon($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)',
    [
      redeemed.couponId,
      tx.now,
      redeemed.redemptionId,
      staffId(by),
      by.kind === 'api' ? by.keyId : null,
      redeemed.store?.id ?? null,
      method,
      redeemed.orderMinor,
      redeemed.discountMinor,
      redeemed.gift,
      redeemed.points,
      redeemed.earned,
      pointsValidUntil(tx),
      tx.shop.currency,
      JSON.stringify(sealMessages([receipt(tx, checked, redeemed)])),
    ],
  );
  return row.outcome;
}

/** What the customer is told at once, so that nobody redeems behind their back. */
function receipt(tx: Tx, { coupon: { terms, holderLanguage } }: Checked, { orderMinor, ...redeemed }: Redeemed) {
  const t = tx.shop.words(holderLanguage);
  const name = inLanguage(terms.name, holderLanguage, tx.shop.language);
  const gift = redeemed.gift && inLanguage(terms.gift, holderLanguage, tx.shop.language);
  return {
    title: t.counter.receiptTitle(),
    text: t.counter.receipt({ ...redeemed, name, gift, store: redeemed.store?.name ?? null, order: orderMinor }),
  };
}
