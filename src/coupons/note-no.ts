import type { Tx } from '../transaction.ts';
import type { Checked } from './check.ts';

/** Why a coupon that is one is not taken at a counter. */
export const COUNTER_NOES: readonly string[] = [
  ...['coupon-used', 'coupon-expired', 'coupon-revoked', 'coupon-wrong-store', 'coupon-wrong-day'],
  ...['coupon-wrong-hour', 'minimum-missing', 'amount-needed', 'gift-gone'],
];

/**
 * Notes why staff could not redeem a coupon, once for each coupon and reason however often it is shown. An amount that
 * is only missing yet is no reason, nor is a store that was not said.
 */
export async function noteNo(tx: Tx, { ok, coupon, conditions, store }: Checked): Promise<void> {
  const code = conditions.find((one) => !one.ok)?.refusal?.code;
  if (ok || !code || code === 'amount-needed' || !COUNTER_NOES.includes(code)) return;
  await tx.db.query(
    'insert into counter_refusal (coupon_id, code, store_id, at) values ($1, $2, $3, $4) on conflict do nothing',
    [coupon.couponId, code, store?.id ?? null, tx.now],
  );
}
