import { z } from 'zod';
import { behaviours } from '../../../src/customers/behaviour.ts';
import { cohorts } from '../../../src/reports/cohorts.ts';
import { segments } from '../../../src/reports/segments.ts';
import { top } from '../../../src/reports/top.ts';
import { endpoint } from './endpoint.ts';
import { count, days, head, headOf, money, periodOf } from './report-shapes.ts';
import { id } from './shapes.ts';

const common = { method: 'get', scopes: ['campaigns'] } as const;
const query = z.strictObject(days);

const person = z.strictObject({
  customerId: id,
  name: z.string().nullable().describe('First letter and stars, unless the key may read customers too.'),
  uses: count,
  purchases: count,
  spentMinor: money,
  lastOn: z.iso
    .date()
    .nullable()
    .describe('Last purchase; null, as the next two, for readers who are bound to a store.'),
  intervalDays: count.nullable().describe('Usual days between two.'),
  behaviour: z.enum(behaviours).nullable(),
});
const readTop = endpoint({
  ...common,
  path: '/reports/top',
  name: 'reportTop',
  about: 'Who used most coupons and who spent most, a hundred of each at most.',
  query,
  answer: z.strictObject({
    ...head,
    behaviours: z
      .strictObject({ active: count, slipping: count, lost: count })
      .nullable()
      .describe('All who have ever bought, each by their own rhythm.'),
    users: z.array(person),
    spenders: z.array(person),
  }),
  async run({ tx, by, query: asked }) {
    const { scope, ...rest } = await top(tx, by, periodOf(tx, asked));
    return { ...headOf(tx, scope), ...rest } as never;
  },
});

const spend = {
  people: count,
  ...{ buyers: count.describe('Those who bought anything.'), purchases: count, spentMinor: money },
  ...{ uses: count, discountMinor: money, gifts: count, points: count },
  messages: count.nullable().describe('Marketing that was sent; null for readers who are bound to a store.'),
  feeMinor: money.nullable().describe('What these messages cost, by MESSAGE_PRICES.'),
  perUnit: z.number().nullable().describe('Spent for each unit of discount and messages.'),
};
const readSegments = endpoint({
  ...common,
  path: '/reports/segments',
  name: 'reportSegments',
  about: 'What was spent on the people of each saved segment, as they are now, and what they spent; a hundred at most.',
  query,
  answer: z.strictObject({
    ...head,
    segments: z.array(z.strictObject({ segmentId: id, name: z.string(), ...spend })),
    everyone: z.strictObject(spend).describe('All who have joined.'),
  }),
  async run({ tx, by, query: asked }) {
    const { scope, ...rest } = await segments(tx, by, periodOf(tx, asked));
    return { ...headOf(tx, scope), ...rest };
  },
});

const month = z.strictObject({
  active: count,
  spentMinor: money,
  perHeadMinor: money.describe('Up to the end of this month.'),
});
const readCohorts = endpoint({
  ...common,
  path: '/reports/cohorts',
  name: 'reportCohorts',
  about:
    'Customers by month of first purchase (the last six; at most 731 days), month by month, with what each has paid.',
  query,
  answer: z.strictObject({
    ...head,
    cohorts: z.array(z.strictObject({ month: z.iso.date(), people: count, months: z.array(month) })),
  }),
  async run({ tx, by, query: asked }) {
    const { scope, cohorts: all } = await cohorts(tx, by, periodOf(tx, asked));
    return { ...headOf(tx, scope), cohorts: all };
  },
});

/** Reports on people: who did most, what groups cost and brought, and what became of the new ones. */
export const reportsOfPeople = [readTop, readSegments, readCohorts];
