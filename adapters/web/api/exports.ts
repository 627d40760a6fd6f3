import { z } from 'zod';
import { customersHeader, exportCustomers } from '../../../src/exports/export-customers.ts';
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

export const exportEndpoints = [customers];
