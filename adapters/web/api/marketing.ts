import { z } from 'zod';
import { dropDays, keepDays, listCalendars } from '../../../src/broadcasts/calendars.ts';
import { changeMarketingRules, marketingRules } from '../../../src/broadcasts/marketing-rules.ts';
import { endSeries, findSeries, repeatBroadcast } from '../../../src/broadcasts/repeat-broadcast.ts';
import { repeatsSchema } from '../../../src/broadcasts/repeats.ts';
import { authorise } from '../../../src/staff/actor.ts';
import { planFields, readPlan } from './broadcast-plan.ts';
import { byRef, campaignNamed } from './campaigns.ts';
import { endpoint } from './endpoint.ts';
import { id } from './shapes.ts';

const rules = z.strictObject({
  holdoutPercent: z.int().min(0).max(50).describe('So many are not told, so that it can be seen what telling brings.'),
  perDay: z.int().min(0).max(20).describe('Most marketing messages to one person in a day; 0: no limit.'),
  perWeek: z.int().min(0).max(100).describe('The same in a week.'),
  approvalAbove: z.int().min(0).max(1e8).describe('A broadcast to more people needs a second person; 0: none does.'),
});

const readRules = endpoint({
  method: 'get',
  path: '/marketing-rules',
  name: 'readMarketingRules',
  about: 'How much people are told, and who is held back.',
  scopes: ['campaigns', 'approvals'],
  answer: rules,
  run: ({ tx }) => marketingRules(tx),
});

const changeRules = endpoint({
  method: 'patch',
  path: '/marketing-rules',
  name: 'changeMarketingRules',
  about: 'Changes what is given. What was frozen before stays as it is.',
  scopes: ['approvals'],
  body: rules.partial(),
  answer: rules,
  run: ({ tx, by, body }) => changeMarketingRules(tx, by, body),
});

const series = z.strictObject({ id, campaignId: id, repeats: repeatsSchema });

const repeat = endpoint({
  method: 'post',
  path: '/broadcasts/repeat',
  name: 'repeatBroadcast',
  about: 'Tells a campaign again and again. Each period can be told once; a series of the campaign before ends.',
  scopes: ['campaigns'],
  body: z.strictObject({ ...planFields, repeats: repeatsSchema }),
  answer: series,
  status: 201,
  async run({ tx, by, body }) {
    const { campaign } = await campaignNamed(tx, body.campaign);
    const plan = await readPlan(tx, body);
    const made = await repeatBroadcast(tx, by, { campaignId: campaign.id, repeats: body.repeats, plan });
    return { id: made.id, campaignId: campaign.id, repeats: body.repeats };
  },
});

const readRepeat = endpoint({
  method: 'get',
  path: '/campaigns/{ref}/repeat',
  name: 'readRepeat',
  about: 'How a campaign is told again and again; null when it is not.',
  scopes: ['campaigns'],
  params: byRef,
  answer: z.strictObject({ series: series.nullable() }),
  async run({ tx, by, params }) {
    authorise(by, 'publish');
    const found = await findSeries(tx, (await campaignNamed(tx, params.ref)).campaign.id);
    const { id: seriesId, campaignId, repeats } = found ?? {};
    return { series: found ? { id: seriesId!, campaignId: campaignId!, repeats: repeatsSchema.parse(repeats) } : null };
  },
});

const endRepeat = endpoint({
  method: 'post',
  path: '/campaigns/{ref}/repeat/end',
  name: 'endRepeat',
  about: 'Ends the series of a campaign and takes back what it has planned.',
  scopes: ['campaigns'],
  params: byRef,
  answer: z.strictObject({ ended: z.boolean() }),
  run: async ({ tx, by, params }) => ({
    ended: await endSeries(tx, by, (await campaignNamed(tx, params.ref)).campaign.id),
  }),
});

const days = z.array(z.iso.date()).min(1).max(400);
const calendars = z.strictObject({
  calendars: z.array(z.strictObject({ name: z.string(), days: z.array(z.iso.date()) })),
});

const readCalendars = endpoint({
  method: 'get',
  path: '/calendars',
  name: 'listCalendars',
  about: 'The calendars of the shop, with their days from today on.',
  scopes: ['campaigns'],
  answer: calendars,
  async run({ tx, by }) {
    authorise(by, 'publish');
    return { calendars: await listCalendars(tx) };
  },
});

const changeCalendar = endpoint({
  method: 'post',
  path: '/calendars',
  name: 'changeCalendar',
  about: 'Adds days to a calendar, which begins with its first one, or takes days out.',
  scopes: ['campaigns'],
  body: z.strictObject({ name: z.string().min(1).max(40), add: days.optional(), drop: days.optional() }),
  answer: calendars,
  async run({ tx, by, body: { name, add, drop } }) {
    if (add) await keepDays(tx, by, name, add);
    if (drop) await dropDays(tx, by, name, drop);
    return { calendars: await listCalendars(tx) };
  },
});

export const marketingEndpoints = [
  readRules,
  changeRules,
  repeat,
  readRepeat,
  endRepeat,
  readCalendars,
  changeCalendar,
];
