import { z } from 'zod';
import { customersHeader, exportCustomers } from '../../../src/exports/export-customers.ts';
import { exportSegment, segmentHeader } from '../../../src/segments/export-segment.ts';
import { findSegment } from '../../../src/segments/find-segment.ts';
import { languages } from '../../../src/words/index.ts';
import { endpoint } from './endpoint.ts';
import { id } from './shapes.ts';

const customers = endpoint({
  method: 'get',
  path: '/exports/customers',
  name: 'exportCustomers',
  about:
    'Customers with their coupons and uses as CSV, a row for each coupon; brought in again it changes nothing. A page holds `limit` customers; the next one begins `after` the last customer_id, and a page without rows is the end.',
  scopes: ['exports'],
  query: z.strictObject({
    after: id.optional(),
    limit: z.coerce.number().int().min(1).max(5000).default(1000).describe('Customers, not rows.'),
  }),
  answer: z.strictObject({ csv: z.string(), name: z.string() }),
  type: 'text/csv',
  async run({ tx, by, query: { after, limit } }) {
    const { csv } = await exportCustomers(tx, by, { after, most: limit });
    return { csv: customersHeader + csv, name: 'customers.csv' };
  },
});

const segment = endpoint({
  method: 'get',
  path: '/exports/segments/{segment}',
  name: 'exportSegment',
  about:
    'Who is in a segment now and why, as CSV. Names and numbers are whole for a key with the scope exports, else masked. A page holds `limit` people; the next one begins `after` the last customer_id, and a page without rows is the end.',
  scopes: ['campaigns', 'exports'],
  params: z.strictObject({ segment: z.string().min(1).max(100).describe('Name or id of the segment.') }),
  query: z.strictObject({
    after: id.optional(),
    limit: z.coerce.number().int().min(1).max(5000).default(1000),
    language: z.enum(languages).optional().describe('Of the reasons; that of the shop when left out.'),
  }),
  answer: z.strictObject({ csv: z.string(), name: z.string() }),
  type: 'text/csv',
  async run({ tx, by, params, query: { after, limit, language } }) {
    const found = await findSegment(tx, params.segment);
    const { csv } = await exportSegment(tx, by, found, { after, most: limit, language: language ?? tx.shop.language });
    return { csv: segmentHeader + csv, name: 'segment.csv' };
  },
});

export const exportEndpoints = [customers, segment];
