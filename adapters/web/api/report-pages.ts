import { z } from 'zod';
import { Refusal } from '../../../src/refusal.ts';
import { reportChoices } from '../../../src/reports/report-choices.ts';
import { readDays, reportPage } from '../../../src/reports/report-page.ts';
import { KINDS } from '../../../src/reports/shown/shown.ts';
import type { Tx } from '../../../src/transaction.ts';
import type { Language } from '../../../src/words/index.ts';
import { endpoint } from './endpoint.ts';
import { days, head, headOf, periodOf } from './report-shapes.ts';

const common = { method: 'get', scopes: ['campaigns'] } as const;
const params = z.strictObject({ kind: z.enum(KINDS) });
const wordsFor = ({ shop, now }: Tx, language: Language) => ({ t: shop.words(language), language, shop, now });

const card = endpoint({
  ...common,
  path: '/reports/{kind}/card',
  name: 'reportCard',
  about:
    'A report as a person reads it, in the language of Accept-Language: plain words, a table, and for staff on the console where its picture and its file are.',
  params,
  query: z.strictObject({
    ...days,
    days: z
      .string()
      .min(1)
      .max(50)
      .optional()
      .describe('As in a chat, instead of from and last: 7, last-month, 2026-11.'),
    of: z.string().min(1).max(100).optional().describe('The campaign of a funnel; the campaign or trigger of lift.'),
  }),
  answer: z.strictObject({
    kind: z.enum(KINDS),
    ...head,
    title: z.string(),
    head: z.array(z.string()).describe('The days, and the store where it is of one only.'),
    lines: z.array(z.string()).describe('The most important first; an empty one stands between paragraphs.'),
    isEmpty: z.boolean().describe('True where there is nothing to tell of these days.'),
    columns: z.array(z.strictObject({ name: z.string(), isNumber: z.boolean() })),
    rows: z.array(z.array(z.string())).describe('At most 200; the CSV has all.'),
    more: z.int().min(0).describe('So many rows are in the CSV only.'),
    picture: z.string().nullable().describe('The path of a PNG, good for a week; null for keys.'),
    file: z.string().nullable().describe('The path of the CSV, good for an hour; null for keys.'),
  }),
  async run({ tx, by, language, params: { kind }, query: { of = '', days: named, ...asked } }) {
    const period = named ? await readDays(tx, by, named) : periodOf(tx, asked);
    if (named && !period) throw new Refusal('report-unknown');
    const { scope, said, ...rest } = await reportPage(tx, by, wordsFor(tx, language), kind, period, of);
    return { kind, ...headOf(tx, scope), ...rest, lines: said };
  },
});

const choices = endpoint({
  ...common,
  path: '/reports/{kind}/choices',
  name: 'reportChoices',
  about:
    'What a report can be about: campaigns for a funnel, broadcasts and triggers for lift; nothing for the others.',
  params,
  answer: z.strictObject({ choices: z.array(z.strictObject({ of: z.string(), name: z.string() })) }),
  async run({ tx, by, language, params: { kind } }) {
    return { choices: await reportChoices(tx, by, wordsFor(tx, language), kind) };
  },
});

export const reportPageEndpoints = [card, choices];
