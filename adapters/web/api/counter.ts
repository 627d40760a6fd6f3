import { z } from 'zod';
import { inLanguage, termsSchema } from '../../../src/campaigns/terms.ts';
import { checkCoupon } from '../../../src/coupons/check.ts';
import type { Named } from '../../../src/coupons/look-at-counter.ts';
import { redeemCoupon } from '../../../src/coupons/redeem.ts';
import { undoRedemption } from '../../../src/coupons/undo.ts';
import { endpoint } from './endpoint.ts';
import { limitGuesses } from './guesses.ts';
import { currency, id, instant, iso, minor, store } from './shapes.ts';
import { storeIdOf } from './where.ts';

const atCounter = z.strictObject({
  code: z.string().min(1).max(500).describe('The code of the coupon as typed, or the link that its QR holds.'),
  amountMinor: minor.optional().describe('What the order costs before the discount.'),
  store: store.optional(),
});

const checked = z.strictObject({
  ok: z.boolean().describe('True when it could be redeemed at this instant.'),
  amountNeeded: z.boolean().describe('True when the answer hangs on amountMinor, which is missing.'),
  couponId: id,
  campaignId: id,
  name: z.string(),
  terms: termsSchema,
  state: z.enum(['issued', 'redeemed', 'expired', 'revoked']),
  validUntil: instant,
  holder: z.string().describe('First letter and stars.'),
  conditions: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), code: z.string().nullable() })),
  discountMinor: minor.nullable(),
  currency,
});

const LINK = /(?:^|\/q\/)([A-Za-z0-9_-]{36})$/;
const named = (code: string): Named => {
  const token = LINK.exec(code.trim())?.[1];
  return token ? { token } : { code };
};

const check = endpoint({
  method: 'post',
  path: '/check',
  name: 'checkCoupon',
  about: 'Looks at a coupon and changes nothing: each condition, and what redeeming it would give.',
  scopes: ['redeem'],
  body: atCounter,
  answer: checked,
  async run({ tx, by, callerId, body }) {
    const storeId = await storeIdOf(tx, body.store);
    const what = { ...named(body.code), amountMinor: body.amountMinor, storeId };
    const found = await limitGuesses(tx, callerId, () => checkCoupon(tx, by, what));
    const { coupon } = found;
    return {
      ok: found.ok,
      amountNeeded: found.amountNeeded,
      couponId: coupon.couponId,
      campaignId: coupon.campaignId,
      name: inLanguage(coupon.terms.name, tx.shop.language, tx.shop.language),
      terms: coupon.terms,
      state: coupon.couponState === 'issued' && coupon.validUntil <= tx.now ? 'expired' : coupon.couponState,
      validUntil: iso(coupon.validUntil),
      holder: found.holder,
      conditions: found.conditions.map(({ name, ok, refusal }) => ({ name, ok, code: refusal?.code ?? null })),
      discountMinor: found.discountMinor ?? null,
      currency: tx.shop.currency,
    };
  },
});

const redeem = endpoint({
  method: 'post',
  path: '/redeem',
  name: 'redeemCoupon',
  about: 'Redeems a coupon, at most once: discount, purchase and points in one act.',
  scopes: ['redeem'],
  body: atCounter,
  answer: z.strictObject({
    redemptionId: id,
    couponId: id,
    campaignId: id,
    customerId: id,
    at: instant,
    storeId: id.nullable(),
    orderMinor: minor.nullable(),
    discountMinor: minor,
    paidMinor: minor.nullable(),
    currency,
    gift: z.string().nullable(),
    points: z.int().min(0).describe('Points that the coupon itself gives.'),
    earned: z.int().min(0).describe('Points earned with the money paid.'),
  }),
  status: 201,
  async run({ tx, by, callerId, body }) {
    const storeId = await storeIdOf(tx, body.store);
    const what = { ...named(body.code), amountMinor: body.amountMinor, storeId, method: 'api' as const };
    const {
      coupon: _,
      at,
      store: place,
      ...given
    } = await limitGuesses(tx, callerId, () => redeemCoupon(tx, by, what));
    return { ...given, at: iso(at), storeId: place?.id ?? null, currency: tx.shop.currency };
  },
});

const undo = endpoint({
  method: 'post',
  path: '/undo',
  name: 'undoRedemption',
  about: 'Takes a redemption back: coupon, purchase, points, budget and gift return together, once.',
  scopes: ['redeem'],
  body: z.strictObject({ redemptionId: id, reason: z.string().trim().min(1).max(300) }),
  answer: z.strictObject({
    redemptionId: id,
    couponId: id,
    couponState: z.enum(['issued', 'expired', 'revoked']),
    pointsTaken: z.int().min(0),
    pointsOwed: z.int().min(0).describe('Spent already; settled from the next earning.'),
  }),
  async run({ tx, by, body }) {
    const { redemption, couponState, taken, owed } = await undoRedemption(tx, by, body);
    return {
      redemptionId: redemption.id,
      couponId: redemption.couponId,
      couponState,
      pointsTaken: taken,
      pointsOwed: owed,
    };
  },
});

export const counterEndpoints = [check, redeem, undo];
