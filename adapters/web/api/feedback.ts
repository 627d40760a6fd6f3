import { z } from 'zod';
import { faults } from '../../../entities/feedback.ts';
import { reasons, wishes } from '../../../entities/survey.ts';
import { feedbackLines } from '../../../src/feedback/feedback-card.ts';
import { feedbackFigures } from '../../../src/feedback/feedback-figures.ts';
import { listFeedback } from '../../../src/feedback/list-feedback.ts';
import { drawn } from '../../../src/feedback/stars.ts';
import type { Tx } from '../../../src/transaction.ts';
import { campaignNamed } from './campaigns.ts';
import { endpoint } from './endpoint.ts';
import { id, instant, iso, store } from './shapes.ts';
import { storeIdOf } from './where.ts';

const count = z.int().min(0);
const rating = z.int().min(1).max(5);
const lines = z.array(z.string());
const average = z.number().min(1).max(5).describe('Of the stars, rounded to two places.');

const which = {
  since: instant.optional(),
  until: instant.optional().describe('Not included.'),
  store: store.optional(),
  campaign: z.string().min(1).max(100).optional().describe('Id or ref of a campaign.'),
};

interface Asked {
  since?: string;
  until?: string;
  store?: string;
  campaign?: string;
}

async function whichOf(tx: Tx, { since, until, store, campaign }: Asked) {
  const storeId = await storeIdOf(tx, store);
  const found = campaign === undefined ? undefined : await campaignNamed(tx, campaign);
  return {
    ...(since && { since: new Date(since) }),
    ...(until && { until: new Date(until) }),
    ...(storeId && { storeId }),
    ...(found && { campaignId: found.campaign.id }),
  };
}

const list = endpoint({
  method: 'get',
  path: '/feedback',
  name: 'listFeedback',
  about: 'What customers said, the newest first; names are masked. The last id of a page is `before` of the next.',
  scopes: ['feedback'],
  query: z.strictObject({
    ...which,
    mostStars: z.coerce.number().int().min(1).max(5).optional().describe('At most so many stars.'),
    withWords: z.enum(['true', 'false']).default('false').describe('Only what has words.'),
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.strictObject({
    feedback: z.array(
      z.strictObject({
        id,
        customer: z.string(),
        redemptionId: id.nullable(),
        store: z.string().nullable(),
        campaign: z.string().nullable().describe('Its ref.'),
        rating: rating.nullable(),
        fault: z.enum(faults).nullable().describe('What was not good.'),
        words: z.string().nullable(),
        at: instant,
        sentence: z.string().describe('In the language of Accept-Language.'),
      }),
    ),
    next: id.nullable().describe('Null on the last page.'),
  }),
  async run({ tx, by, language, query: { before, limit, mostStars, withWords, ...asked } }) {
    const { feedback: t } = tx.shop.words(language);
    const said = await listFeedback(tx, by, {
      ...(await whichOf(tx, asked)),
      ...(before && { before }),
      ...(mostStars && { mostStars }),
      withWords: withWords === 'true',
      size: limit + 1,
    });
    const page = said.slice(0, limit);
    return {
      feedback: page.map(({ id: feedbackId, customer, redemptionId, store, campaignRef, rating, fault, words, at }) => {
        return {
          id: feedbackId,
          customer,
          redemptionId,
          store,
          campaign: campaignRef,
          rating,
          fault,
          words,
          at: iso(at),
          sentence:
            words === null
              ? [rating && drawn(rating), customer].filter(Boolean).join(' · ')
              : t.saying({ stars: rating, customer, words, at, now: tx.now }),
        };
      }),
      next: said.length > limit ? page.at(-1)!.id : null,
    };
  },
});

const figures = endpoint({
  method: 'get',
  path: '/feedback/figures',
  name: 'readFeedbackFigures',
  about:
    'Stars in all, of each store and of each campaign; how many receipts asked and were rated; why people stay away.',
  scopes: ['feedback'],
  query: z.strictObject(which),
  answer: z.strictObject({
    count,
    average: average.nullable(),
    stars: z.array(count).length(5).describe('How many gave 1, 2, 3, 4 and 5 stars.'),
    asked: count,
    answered: count,
    stores: z.array(z.strictObject({ storeId: id, store: z.string(), count, average })),
    campaigns: z.array(z.strictObject({ campaignId: id, campaign: z.string().describe('Its ref.'), count, average })),
    faults: z
      .array(
        z.strictObject({
          fault: z.enum(faults),
          count,
          campaigns: z.array(z.strictObject({ campaign: z.string(), count })),
        }),
      )
      .describe('What was not good about visits with few stars, and with which campaigns, by their refs.'),
    survey: z
      .strictObject({
        asked: count,
        answered: count,
        reasons: z.array(z.strictObject({ reason: z.enum(reasons), count })),
        wishes: z.array(z.strictObject({ wish: z.enum(wishes), count })).describe('What would bring them back.'),
      })
      .nullable()
      .describe('Of the whole shop only.'),
    lines: z
      .strictObject({
        ...{ sum: lines, stars: lines, stores: lines, campaigns: lines, faults: lines, survey: lines, wishes: lines },
      })
      .describe('The same in the language of Accept-Language; of one store or campaign without the others.'),
  }),
  async run({ tx, by, language, query }) {
    const asked = await whichOf(tx, query);
    const figures = await feedbackFigures(tx, by, asked);
    const one = asked.storeId !== undefined || asked.campaignId !== undefined;
    const said = feedbackLines(tx, tx.shop.words(language), language, { figures, latest: [], one });
    const { latest: _, ...lines } = said;
    const { stores, campaigns, faults: of, ...all } = figures;
    return {
      ...all,
      lines,
      stores: stores.map(({ id: storeId, name, ...group }) => {
        return { storeId, store: name, count: group.count, average: group.average };
      }),
      faults: of.map(({ fault, count, campaigns: each }) => {
        return { fault, count, campaigns: each.map((one) => ({ campaign: one.name, count: one.count })) };
      }),
      campaigns: campaigns.map(({ id: campaignId, name, ...group }) => {
        return { campaignId, campaign: name, count: group.count, average: group.average };
      }),
    };
  },
});

export const feedbackEndpoints = [list, figures];
