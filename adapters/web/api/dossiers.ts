import { z } from 'zod';
import { cardLines } from '../../../src/customers/card-lines.ts';
import { couponLine } from '../../../src/customers/coupon-line.ts';
import { couponsHeld } from '../../../src/customers/coupons-held.ts';
import { readTimeline } from '../../../src/customers/customer-timeline.ts';
import { customerDossier } from '../../../src/customers/dossier.ts';
import { seesNames } from '../../../src/customers/masks.ts';
import { openDossier } from '../../../src/customers/open-dossier.ts';
import { sourceLines } from '../../../src/customers/source-lines.ts';
import { tagCustomer, tagsInUse, untagCustomer } from '../../../src/customers/tags.ts';
import { tellEntry } from '../../../src/customers/tell-entry.ts';
import { type Kind, kinds } from '../../../src/customers/timeline-kinds.ts';
import { searchCustomers } from './customer-search.ts';
import { coupon, couponView, dossier, dossierView } from './dossier-view.ts';
import { endpoint } from './endpoint.ts';
import { byId, instant, iso } from './shapes.ts';

const scopes = ['customers'] as const;

const read = endpoint({
  method: 'get',
  path: '/customers/{id}',
  name: 'readCustomer',
  about: 'Everything about a customer on one page. Each reading is noted in the audit.',
  scopes,
  params: byId,
  answer: dossier,
  async run({ tx, by, language, params }) {
    const of = await customerDossier(tx, by, params.id);
    const reader = { tx, t: tx.shop.words(language), language };
    const sources = sourceLines(reader, of.sources);
    return dossierView(of, { ...cardLines(reader, of, seesNames(by)), sources });
  },
});

const timeline = endpoint({
  method: 'get',
  path: '/customers/{id}/timeline',
  name: 'readTimeline',
  about: 'What happened between a customer and the shop, the newest first. `facts` depend on the kind.',
  scopes,
  params: byId,
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    before: z.string().max(40).optional().describe('`next` of the page before.'),
    kinds: z
      .string()
      .max(300)
      .transform((text) => text.split(','))
      .pipe(z.array(z.enum(kinds as [Kind, ...Kind[]])).min(1))
      .optional()
      .describe(`Only these, with commas between them: ${kinds.join(', ')}.`),
  }),
  answer: z.strictObject({
    entries: z.array(
      z.strictObject({
        at: instant,
        kind: z.enum(kinds as [Kind, ...Kind[]]),
        facts: z.record(z.string(), z.unknown()),
        when: z.string().describe('By the clock of the shop, in the language of Accept-Language.'),
        sentence: z.string().describe('In the language of Accept-Language.'),
      }),
    ),
    next: z.string().nullable(),
  }),
  async run({ tx, by, language, params, query }) {
    const page = await readTimeline(tx, by, params.id, 'timeline', {
      most: query.limit,
      ...(query.before && { before: query.before }),
      ...(query.kinds && { only: query.kinds }),
    });
    const reader = { tx, t: tx.shop.words(language), language };
    return {
      entries: page.entries.map((one) => ({
        ...{ at: iso(one.at), kind: one.kind, facts: one.facts },
        when: reader.t.dossier.when(one.at, tx.now),
        sentence: tellEntry(reader, one),
      })),
      next: page.next ?? null,
    };
  },
});

const held = endpoint({
  method: 'get',
  path: '/customers/{id}/coupons',
  name: 'listCustomerCoupons',
  about: 'The coupons of a customer, those they can use first, each with when, where and for how much it was used.',
  scopes,
  params: byId,
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  answer: z.strictObject({ coupons: z.array(coupon), total: z.int().min(0) }),
  async run({ tx, by, language, params, query: { page, limit } }) {
    const id = await openDossier(tx, by, params.id, 'coupons');
    const { coupons, total } = await couponsHeld(tx, id, { page, size: limit });
    const reader = { tx, t: tx.shop.words(language), language };
    return { coupons: coupons.map((one) => couponView(one, couponLine(reader, one))), total };
  },
});

const tags = endpoint({
  method: 'get',
  path: '/tags',
  name: 'listTags',
  about: 'Tags in use, the most used first.',
  scopes,
  answer: z.strictObject({ tags: z.array(z.strictObject({ tag: z.string(), people: z.int().min(1) })) }),
  run: async ({ tx, by }) => ({ tags: await tagsInUse(tx, by) }),
});

const tag = endpoint({
  method: 'post',
  path: '/customers/{id}/tags',
  name: 'tagCustomer',
  about: 'Puts a tag on a customer, or takes it off with `off`. The same again changes nothing.',
  scopes,
  params: byId,
  body: z.strictObject({ tag: z.string().min(1).max(200), off: z.boolean().default(false) }),
  answer: z.strictObject({ tag: z.string().describe('As it is kept.') }),
  async run({ tx, by, params, body }) {
    const what = { customerId: params.id, tag: body.tag };
    return { tag: body.off ? await untagCustomer(tx, by, what) : await tagCustomer(tx, by, what) };
  },
});

export const dossierEndpoints = [searchCustomers, read, timeline, held, tags, tag];
