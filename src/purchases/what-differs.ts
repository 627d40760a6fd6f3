import type { Purchase } from '../../entities/purchase.ts';
import { PurchaseLine } from '../../entities/purchase-line.ts';
import type { Refund } from '../../entities/refund.ts';
import type { Tx } from '../transaction.ts';
import type { RefusalFacts } from '../words/index.ts';
import type { Line, PurchaseWhat, RefundWhat } from './what.ts';

/** What is said otherwise. */
export type Differs = RefusalFacts<'order-differs'>[0]['differs'][number];

/**
 * Compares an order with the one that is here under its number; nothing for the same again. What was left out says
 * nothing, and products may come in any order. Of an order of somebody else no more is told than that.
 */
export async function orderDiffers(
  tx: Tx,
  here: Purchase,
  { customerId, ...what }: Omit<PurchaseWhat, 'who'> & { customerId: string },
): Promise<Differs[]> {
  const [{ same }] = await tx.db.query('select kept_customer($1) = kept_customer($2) as same', [
    here.customerId,
    customerId,
  ]);
  if (!same) return ['customer'];
  const lines = what.lines && (await tx.db.findBy(PurchaseLine, { purchaseId: here.id }));
  return [
    ...(here.amountMinor === what.amountMinor ? [] : ['amount' as const]),
    ...(lines && told(lines) !== told(what.lines!) ? ['lines' as const] : []),
    ...timeDiffers(here, what),
    ...(what.storeId && what.storeId !== here.storeId ? ['store' as const] : []),
    ...(what.channel && what.channel !== here.channel ? ['channel' as const] : []),
  ];
}

/** The same for a refund. A reason is words beside it, and is not compared. */
export function refundDiffers(
  here: Pick<Refund, 'orderNo' | 'amountMinor' | 'lines' | 'at'>,
  what: Pick<RefundWhat, 'orderNo' | 'amountMinor' | 'lines' | 'at'>,
): Differs[] {
  if (here.orderNo !== what.orderNo) return ['order'];
  const lines = (here.lines ?? []) as NonNullable<RefundWhat['lines']>;
  return [
    ...(here.amountMinor === what.amountMinor ? [] : ['amount' as const]),
    ...(what.lines && told(lines) !== told(what.lines) ? ['lines' as const] : []),
    ...timeDiffers(here, what),
  ];
}

function timeDiffers(here: { at: Date }, { at }: { at?: Date }): Differs[] {
  return at && at.getTime() !== here.at.getTime() ? ['time'] : [];
}

type Told = Pick<Line, 'product' | 'amountMinor'> & { category?: string | null; quantity?: number };

const told = (lines: readonly Told[]) =>
  lines
    .map(({ product, category, quantity, amountMinor }) =>
      JSON.stringify([product, category ?? null, quantity ?? 0, amountMinor]),
    )
    .sort()
    .join('\n');
