import { z } from 'zod';
import { recordRefund } from '../../../src/purchases/refund.ts';
import { endpoint } from './endpoint.ts';
import { id, instant, iso, minor } from './shapes.ts';

const record = endpoint({
  method: 'post',
  path: '/refunds',
  name: 'recordRefund',
  about:
    'Gives money back for an order, whole or in part, also before the order is known. The same again changes nothing; another one under its refundNo is refused.',
  scopes: ['purchases'],
  body: z.strictObject({
    source: z
      .string()
      .trim()
      .min(1)
      .max(40)
      .describe('The system that both numbers are of; redemption when orderNo is a redemptionId.'),
    refundNo: z.string().trim().min(1).max(100),
    orderNo: z.string().trim().min(1).max(100),
    amountMinor: minor.min(1).describe('What is given back; at most what is left of the order.'),
    lines: z
      .array(z.strictObject({ product: z.string().trim().min(1).max(200), amountMinor: minor }))
      .max(500)
      .optional()
      .describe('Which products of the order; together at most amountMinor.'),
    reason: z.string().trim().min(1).max(300).optional(),
    at: instant.optional().describe('When it was given back; now when missing.'),
  }),
  answer: z.strictObject({
    id,
    purchaseId: id.nullable().describe('The order; null while it is not known.'),
    amountMinor: minor,
    countedMinor: minor.describe('What it has lowered the order by.'),
    points: z.int().min(0).describe('What it costs of the points of the order.'),
    owed: z.int().min(0).describe('What of them was spent already.'),
    at: instant,
    again: z.boolean().describe('True when this refund had been recorded before.'),
  }),
  status: 201,
  async run({ tx, by, body }) {
    const { lines, reason, at, ...rest } = body;
    const { refund, again } = await recordRefund(tx, by, {
      ...rest,
      ...(lines && { lines }),
      ...(reason && { reason }),
      ...(at && { at: new Date(at) }),
    });
    const { id: refundId, purchaseId, amountMinor, countedMinor, points, owed } = refund;
    return { id: refundId, purchaseId, amountMinor, countedMinor, points, owed, at: iso(refund.at), again };
  },
});

export const refundEndpoints = [record];
