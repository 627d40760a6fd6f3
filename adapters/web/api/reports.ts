import { z } from 'zod';
import { termsSchema } from '../../../src/campaigns/terms.ts';
import { failures } from '../../../src/reports/failures.ts';
import { funnel } from '../../../src/reports/funnel.ts';
import { lift, USUAL_LIFT_DAYS } from '../../../src/reports/lift.ts';
import { returned } from '../../../src/reports/returned.ts';
import { endpoint } from './endpoint.ts';
import { reportLists } from './report-lists.ts';
import { reportsOfPeople } from './report-people.ts';
import { count, days, fates, head, headOf, interval, money, name, periodOf, reach } from './report-shapes.ts';
import { id, instant, iso, isoOrNull } from './shapes.ts';

const common = { method: 'get', scopes: ['campaigns'] } as const;
const query = z.strictObject(days);

const step = z.strictObject({
  version: z.int().min(1),
  since: instant,
  terms: termsSchema,
  ...reach,
  ...fates,
  undone: count,
});
const claimers = z.strictObject({ version: z.int(), people: count, known: count, perHeadMinor: z.int() });
const alike = z
  .strictObject({ before: claimers, after: claimers, differs: z.array(z.enum(['known', 'spend'])) })
  .nullable()
  .describe(
    'Who claimed the two newest versions: how many had bought in the 90 days before, and for how much per head.',
  );

const readFunnel = endpoint({
  ...common,
  path: '/reports/funnel',
  name: 'reportFunnel',
  about: 'From being told of a campaign to using its coupon, by version of the terms.',
  query: z.strictObject({ ...days, campaign: z.string().min(1).max(100).describe('Ref or id.') }),
  answer: z.strictObject({
    ...head,
    campaignId: id,
    ref: z.string(),
    versions: z.array(step),
    change: interval,
    claimers: alike,
  }),
  async run({ tx, by, query: asked }) {
    const {
      scope,
      campaignId,
      ref,
      versions,
      change,
      claimers: who,
    } = await funnel(tx, by, asked.campaign, periodOf(tx, asked));
    const steps = versions.map(({ since, ...one }) => ({ ...one, since: iso(since) }));
    return { ...headOf(tx, scope), campaignId, ref, versions: steps, change, claimers: who };
  },
});

const failing = z.strictObject({
  ...{ campaignId: id, ref: z.string(), name, ...reach, ...fates },
  weakness: z.enum(['not-seen', 'not-claimed', 'not-used']).nullable().describe('The step that loses most.'),
});
const readFailures = endpoint({
  ...common,
  path: '/reports/failures',
  name: 'reportFailures',
  about:
    'What fails and where: not seen, seen and not claimed, claimed and not used; wrong codes, and refusals at tills.',
  query,
  answer: z.strictObject({
    ...head,
    campaigns: z.array(failing),
    wrongCodes: count,
    refused: z.array(z.strictObject({ code: z.string(), count })).describe('By the API, kept for seven days.'),
    sentAway: z
      .array(z.strictObject({ code: z.string(), count }))
      .describe('Coupons that staff could not redeem in a chat, once for each reason.'),
  }),
  async run({ tx, by, query: asked }) {
    const { scope, ...rest } = await failures(tx, by, periodOf(tx, asked));
    return { ...headOf(tx, scope), ...rest } as never;
  },
});

const back = { orders: count, returned: count, soldMinor: money, returnedMinor: money };
const readReturns = endpoint({
  ...common,
  path: '/reports/returns',
  name: 'reportReturns',
  about: 'What came back of what was sold in these days, by product and by campaign; null is orders without a coupon.',
  query,
  answer: z.strictObject({
    ...head,
    products: z.array(z.strictObject({ product: z.string(), ...back })),
    campaigns: z.array(z.strictObject({ campaignId: id.nullable(), ref: z.string().nullable(), ...back })),
  }),
  async run({ tx, by, query: asked }) {
    const { scope, ...rest } = await returned(tx, by, periodOf(tx, asked));
    return { ...headOf(tx, scope), ...rest };
  },
});

const group = z.strictObject({ people: count, bought: count, perHeadMinor: money });
const readLift = endpoint({
  ...common,
  path: '/reports/lift',
  name: 'reportLift',
  about:
    'What telling people brought: those a broadcast or trigger meant to tell against those it held back by chance.',
  query: z.strictObject({
    of: z.string().min(1).max(100).describe('Ref of a campaign, name of a trigger, or id of a broadcast or trigger.'),
    days: z.coerce.number().int().min(1).max(90).default(USUAL_LIFT_DAYS),
  }),
  answer: z.strictObject({
    kind: z.enum(['broadcast', 'trigger']),
    id,
    called: z.string(),
    at: instant.nullable(),
    days: count,
    sofar: count.describe('Whole days that are over.'),
    ...{ told: group, reached: count, held: group, share: interval, moneyMinor: interval },
    verdict: z.enum(['more', 'fewer', 'cannot-tell', 'nobody-held']),
    needed: count.nullable().describe('About so many more people until it can be told.'),
    messages: count.nullable().describe('That left; null for readers who are bound to a store.'),
    feeMinor: money.nullable().describe('What they cost, by MESSAGE_PRICES.'),
    margin: z
      .strictObject({
        ...{ netMinor: money, low: money, high: money },
        verdict: z.enum(['earns', 'loses', 'cannot-tell']),
        needed: count.nullable(),
      })
      .nullable()
      .describe(
        'What telling earned beyond not telling, after discounts and messages; null without GROSS_MARGIN_PERCENT.',
      ),
    ...{ costMinor: money, gifts: count, points: count, extra: count.nullable(), perExtraMinor: money.nullable() },
  }),
  async run({ tx, by, query: asked }) {
    const { scope: _, effect, ...rest } = await lift(tx, by, asked.of, asked.days);
    const { kind, id: effectId, called, at } = effect;
    return { kind, id: effectId, called, at: isoOrNull(at), ...rest };
  },
});

export const reportEndpoints = [...reportLists, readFunnel, readFailures, readReturns, ...reportsOfPeople, readLift];
