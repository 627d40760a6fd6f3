import type { NamedCustomer } from '../customers/customer-of.ts';

/** An order that was paid. */
export interface PurchaseWhat {
  /** The person, or where they write to us. */
  who: NamedCustomer;
  /** The system that the order number is of, such as `pos`; together they name the order once. */
  source: string;
  orderNo: string;
  amountMinor: number;
  at?: Date;
  storeId?: string;
  /** Where it was bought, such as `counter`, `web` or `delivery`. */
  channel?: string;
  lines?: Line[];
}

/** One product of an order; all together may be less than what was paid, as with a tip, never more. */
export interface Line {
  product: string;
  category?: string;
  quantity: number;
  amountMinor: number;
}

/** Money that was given back for an order. */
export interface RefundWhat {
  /** The system that both numbers are of; of an order that came by a coupon `redemption`, and its order number is the redemption. */
  source: string;
  refundNo: string;
  orderNo: string;
  amountMinor: number;
  lines?: { product: string; amountMinor: number }[];
  reason?: string;
  at?: Date;
}
