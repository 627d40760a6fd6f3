import { z } from 'zod';
import { writeCsv } from '../../../src/reports/csv.ts';
import { shows } from '../../../src/reports/shown/index.ts';
import { KINDS } from '../../../src/reports/shown/shown.ts';
import { languages } from '../../../src/words/index.ts';
import { endpoint } from './endpoint.ts';
import { days, periodOf } from './report-shapes.ts';

const table = endpoint({
  method: 'get',
  path: '/reports/{kind}/csv',
  name: 'reportTable',
  about:
    'A report as a table that spreadsheets open: UTF-8 with its mark, columns named in a language, money as decimals.',
  scopes: ['campaigns'],
  params: z.strictObject({ kind: z.enum(KINDS) }),
  query: z.strictObject({
    ...days,
    of: z.string().min(1).max(100).optional().describe('The campaign of a funnel; the campaign or trigger of lift.'),
    language: z.enum(languages).optional().describe('That of the shop when missing.'),
  }),
  answer: z.strictObject({ csv: z.string(), name: z.string() }),
  type: 'text/csv',
  async run({ tx, by, params: { kind }, query: { of = '', language = tx.shop.language, ...asked } }) {
    const reader = { t: tx.shop.words(language), language, shop: tx.shop, now: tx.now };
    const shown = await shows[kind](tx, by, reader, periodOf(tx, asked), of);
    const { from, last } = shown.scope.period;
    return { csv: writeCsv(shown.table, reader.t, tx.shop.currency), name: `${kind}-${from}-${last}.csv` };
  },
});

export const reportTableEndpoints = [table];
