import { Refund } from '../../entities/refund.ts';
import { recordRefund } from '../purchases/refund.ts';
import { type Differs, refundDiffers } from '../purchases/what-differs.ts';
import { Refusal } from '../refusal.ts';
import { authorise } from '../staff/actor.ts';
import { inSavepoint } from '../transaction.ts';
import { Fault } from './fault.ts';
import type { Batch, Faults, Group } from './group.ts';
import { type Given, readRefund } from './read-refund.ts';

/**
 * Takes a batch of refunds, each by the very rules of the API (docs/decisions/0014), for there are few of them: one whose
 * order is not known yet waits for it. One of which the number is here with another order, amount or products is refused.
 */
export async function takeRefunds(batch: Batch, groups: readonly Group[]): Promise<Faults> {
  const { tx, by } = batch;
  authorise(by, 'record-purchase');
  const faults: Faults = [];
  for (const group of groups) {
    const refund = readRefund(batch, group);
    if (Array.isArray(refund)) faults.push(...refund);
    else {
      const fault = await take(batch, refund);
      if (fault) faults.push({ row: group.rows[0]!, fault });
    }
  }
  return faults;

  async function take(one: Batch, refund: Given): Promise<Fault | undefined> {
    try {
      const before = await refundHere(one, refund);
      if (before) {
        if (before !== 'same') return new Fault('refund_no', 'refund-other', { differs: before });
        one.counts.again++;
        return undefined;
      }
      if (one.seen) await lookOnly(one, refund);
      else await inSavepoint(tx, (inner) => recordRefund(inner, by, refund));
    } catch (error) {
      if (error instanceof Refusal) return refusalFault(error);
      if (error instanceof Fault) return error;
      throw error;
    }
    one.counts.taken++;
    one.counts.amountMinor += refund.amountMinor;
    return undefined;
  }
}

/** What a refund says otherwise than the one that is here, or before it in the file; undefined when there is none. */
async function refundHere({ tx, seen }: Batch, refund: Given): Promise<'same' | Differs[] | undefined> {
  const { source, refundNo, orderNo, amountMinor, lines = [] } = refund;
  const here = await tx.db.findOneBy(Refund, { source, refundNo });
  // Files are often written to the minute: a time says nothing about which of two refunds it is.
  if (here) {
    const differs = refundDiffers(here, { orderNo, amountMinor, ...(refund.lines && { lines: refund.lines }) });
    return differs.length > 0 ? differs : 'same';
  }
  if (!seen) return undefined;
  const key = `refund ${source}\n${refundNo}`;
  const same = [key, orderNo, amountMinor, ...lines.map(({ product }) => product)].join('\n');
  if (seen.has(same)) return 'same';
  if (!seen.add(key)) throw new Fault('refund_no', 'order-twice');
  seen.add(same);
  return undefined;
}

/** What the order would say to it, after what the dry run has met before. */
async function lookOnly({ tx, seen }: Batch, { source, orderNo, amountMinor }: Given): Promise<void> {
  const [order] = await tx.db.query(
    `select case when voided_at is null then paid_minor - refunded_minor else 0 end as "left" from purchase
     where source = $1 and order_no = $2`,
    [source, orderNo],
  );
  if (!order && source === 'redemption') throw new Refusal('undo-unknown');
  if (!order) return;
  const key = `given back ${source}\n${orderNo}`;
  const left = Number(order.left) - seen!.count(key, 0);
  if (amountMinor > left) throw new Refusal('refund-too-much', { left });
  seen!.count(key, amountMinor);
}

function refusalFault(refusal: Refusal): Fault {
  const { code, facts } = refusal;
  if (code === 'refund-too-much') return new Fault('amount', 'refund-beyond', facts[0] as { left: number });
  if (code === 'order-differs') return new Fault('refund_no', 'refund-other', facts[0] as { differs: Differs[] });
  if (code === 'undo-unknown') return new Fault('order_no', 'redemption-unknown');
  throw refusal;
}
