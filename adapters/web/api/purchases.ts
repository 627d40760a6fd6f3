import { z } from 'zod';
import { recordPurchase } from '../../../src/purchases/record.ts';
import { endpoint } from './endpoint.ts';
import { currency, id, instant, iso, minor, store } from './shapes.ts';
import { storeIdOf } from './where.ts';

const customer = z.union([
  z.strictObject({ id }),
  z.strictObject({ channel: z.string().min(1).max(20), address: z.string().min(1).max(200) }),
]);

const line = z.strictObject({
  product: z.string().trim().min(1).max(200),
  category: z.string().trim().min(1).max(100).optional(),
  quantity: z.int().min(1).max(1e6),
  amountMinor: minor,
});

const record = endpoint({
  method: 'post',
  path: '/purchases',
  name: 'recordPurchase',
  about:
    'Records an order that was paid and gives its points. The same order again changes nothing; another one under its source and orderNo is refused.',
  scopes: ['purchases'],
  body: z.strictObject({
    customer,
    source: z.string().trim().min(1).max(40).describe('The system that the order number is of, such as pos.'),
    orderNo: z.string().trim().min(1).max(100),
    amountMinor: minor.describe('What was paid.'),
    at: instant.optional().describe('When it was paid; now when missing.'),
    store: store.optional(),
    channel: z.string().trim().min(1).max(40).optional().describe('Where it was bought: counter, web, delivery …'),
    lines: z.array(line).max(500).optional().describe('What was bought; together at most amountMinor.'),
  }),
  answer: z.strictObject({
    id,
    customerId: id,
    source: z.string(),
    orderNo: z.string(),
    amountMinor: minor,
    currency,
    points: z.int().min(0),
    at: instant,
    storeId: id.nullable(),
    again: z.boolean().describe('True when this order had been recorded before.'),
  }),
  status: 201,
  async run({ tx, by, body }) {
    const { customer: who, store: named, at, channel, lines, ...rest } = body;
    const storeId = await storeIdOf(tx, named);
    const { purchase, again } = await recordPurchase(tx, by, {
      ...rest,
      who: 'id' in who ? { customerId: who.id } : who,
      ...(at && { at: new Date(at) }),
      ...(storeId && { storeId }),
      ...(channel && { channel }),
      ...(lines && { lines: lines.map(({ category, ...each }) => ({ ...each, ...(category && { category }) })) }),
    });
    return {
      id: purchase.id,
      customerId: purchase.customerId,
      source: purchase.source,
      orderNo: purchase.orderNo,
      amountMinor: purchase.amountMinor,
      currency: purchase.currency,
      points: purchase.points,
      at: iso(purchase.at),
      storeId: purchase.storeId,
      again,
    };
  },
});

export const purchaseEndpoints = [record];
