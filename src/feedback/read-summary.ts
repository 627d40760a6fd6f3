import { addDays, type Civil, civilDate } from '../lib/dates.ts';
import { type Actor, authorise, may } from '../staff/actor.ts';
import { storeBoundTo } from '../stores/store-bound-to.ts';
import type { Tx } from '../transaction.ts';
import { type Summary, summaryOf } from './summary-message.ts';

/**
 * A day for somebody who may read figures; today so far. Who is bound to a store reads its day there, on its clock.
 * Open tickets are counted for those who answer them.
 */
export async function readSummary(
  tx: Tx,
  by: Actor,
  which: Civil | 'today' | 'yesterday',
): Promise<Summary & { answers: boolean }> {
  authorise(by, 'read-figures');
  const store = await storeBoundTo(tx, by);
  const zone = store?.zone ?? tx.shop.zone;
  const today = civilDate(tx.now, zone);
  const day = which === 'today' ? today : which === 'yesterday' ? addDays(today, -1) : which;
  const of = { day, zone, storeId: store?.id ?? null, ...(day === today && { until: tx.now }) };
  const summary = await summaryOf(tx, of);
  const answers = may(by, 'answer');
  return { ...summary, ...(!answers && { open: 0 }), answers };
}
