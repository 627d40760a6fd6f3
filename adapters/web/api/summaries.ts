import { z } from 'zod';
import { readSummary } from '../../../src/feedback/read-summary.ts';
import { summaryLines, summaryTitle } from '../../../src/feedback/summary-message.ts';
import { endpoint } from './endpoint.ts';
import { currency, id } from './shapes.ts';

const count = z.int().min(0);
const money = z.number().describe('Minor units of the currency.');

const figures = z.strictObject({
  claims: count.nullable().describe('Null of one store, as joined is: nobody claims or joins in a store.'),
  purchases: count.describe('Orders, without those that came back whole.'),
  soldMinor: money,
  redemptions: count.describe('Without those that were taken back since.'),
  ...{ orderMinor: money, discountMinor: money },
  points: z.int(),
  undos: count,
  joined: count.nullable(),
  ratings: count,
  average: z.number().nullable().describe('Of the stars.'),
});

const read = endpoint({
  method: 'get',
  path: '/summary',
  name: 'readSummary',
  about: 'What a day was like, beside the same weekday before; today so far, and the day before up to the same hour.',
  scopes: ['campaigns', 'feedback'],
  query: z.strictObject({ day: z.union([z.enum(['today', 'yesterday']), z.iso.date()]).default('today') }),
  answer: z.strictObject({
    ...{ day: z.iso.date(), zone: z.string(), currency },
    store: z.strictObject({ id, name: z.string() }).nullable().describe('That the reader is bound to.'),
    title: z.string().describe('What the day is called, in the language of Accept-Language.'),
    lines: z.array(z.string()).describe('What is told of it in a chat, in the same language.'),
    ...{ figures, before: figures },
    open: count.nullable().describe('Tickets that wait for an answer; null for those who do not answer.'),
  }),
  async run({ tx, by, language, query: asked }) {
    const summary = await readSummary(tx, by, asked.day);
    const { day, zone, storeId, store, figures: of, before, open, answers } = summary;
    const t = tx.shop.words(language);
    return {
      ...{ day, zone, currency: tx.shop.currency },
      store: storeId && store !== null ? { id: storeId, name: store } : null,
      title: summaryTitle(tx, t, summary),
      lines: summaryLines(t, summary),
      ...{ figures: of, before, open: answers ? open : null },
    };
  },
});

export const summaryEndpoints = [read];
