import type { Campaign } from '../../../entities/campaign.ts';
import type { Terms } from '../../campaigns/terms.ts';
import type { Account } from './account.ts';
import type { Guest } from './cast.ts';
import type { Random } from './random.ts';
import type { Order } from './write-purchases.ts';

/** Somebody with the customer that they are in the shop. */
export interface Regular extends Guest {
  customerId: string;
  joinedAt: Date;
  account: Account;
  coupons: PastCoupon[];
}

/** A campaign as the past goes on in it. */
export interface Open {
  campaign: Campaign;
  terms: Terms;
  wanted: number;
  claimed: number;
}

export interface PastCoupon {
  id: string;
  campaignId: string;
  customerId: string;
  seq: number;
  state: 'issued' | 'redeemed' | 'expired';
  claimedAt: Date;
  validUntil: Date;
  worstMinor: number;
  of: Open;
}

export interface PastRedemption {
  id: string;
  couponId: string;
  campaignId: string;
  customerId: string;
  staffId: string;
  storeId: string;
  orderMinor: number | null;
  discountMinor: number;
  gift: string | null;
  points: number;
  purchaseId: string | null;
  at: Date;
  undoneAt: Date | null;
  undoneBy: string | null;
  undoReason: string | null;
}

export interface PastRefund {
  id: string;
  source: string;
  refundNo: string;
  orderNo: string;
  amountMinor: number;
  lines: { product: string; amountMinor: number }[];
  reason: string;
  at: Date;
  purchaseId: string;
  points: number;
  owed: number;
}

/** A broadcast of the past: who was told, and who was held back though they had agreed as well. */
export interface Announced {
  id: string;
  open: Open;
  at: Date;
  told: Set<string>;
  held: Set<string>;
}

/** A store, and who stands at its counter. */
export interface Counter {
  storeId: string;
  staffId: string;
}

/** All that has happened, before it is written down. */
export interface Past {
  guests: Regular[];
  orders: Order[];
  redemptions: PastRedemption[];
  refunds: PastRefund[];
}

/** The shop while the past goes on in it. */
export interface Floor {
  random: Random;
  counters: Counter[];
  open: Open[];
  announced: Announced;
  language: string;
  /** Minor units of so many whole units, and points for minor units paid. */
  money(units: number): number;
  pointsFor(minor: number): number;
  past: Past;
}
